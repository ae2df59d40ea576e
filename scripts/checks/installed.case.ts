/** Packs both packages and installs them with npm into empty folders, once for each test file that imports this. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll } from 'vitest'

export const repository = join(import.meta.dirname, '../..')
export const MINUTE = 60_000
export const run = promisify(execFile)

export const packageNames = ['ingo-capture', 'ingo-capture-server'] as const
/** A tarball, as npm reports it: its path, the files in it, and their size in bytes. */
export type Tarball = { path: string; files: string[]; unpackedSize: number }

const none: Tarball = { path: '', files: [], unpackedSize: 0 }
export const tarballs = { 'ingo-capture': none, 'ingo-capture-server': none }
/** A project with both packages, and one with `ingo-capture` alone. */
export const installed = { folder: '', sdkFolder: '' }

/** The path of the installed command. */
export const cli = () => join(installed.folder, 'node_modules/ingo-capture-server/dist/server/cli.js')

/** The packages that npm has put into a project, by the paths of its lockfile. */
export async function installedPackages(folder: string): Promise<string[]> {
  const lock = await readFile(join(folder, 'package-lock.json'), 'utf8')
  const { packages } = JSON.parse(lock) as { packages: Record<string, unknown> }
  return Object.keys(packages).filter((path) => path !== '')
}

async function pack(name: string, folder: string): Promise<Tarball> {
  const args = ['pack', join(repository, 'dist/packages', name), '--json', '--pack-destination', folder]
  type Packed = { filename: string; files: { path: string }[]; unpackedSize: number }
  const [packed] = JSON.parse((await run('npm', args, { cwd: folder })).stdout) as [Packed]
  const files = packed.files.map(({ path }) => path)
  return { path: join(folder, packed.filename), files, unpackedSize: packed.unpackedSize }
}

async function install(folder: string, given: Tarball[], ...flags: string[]): Promise<string> {
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }')
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', ...flags]
  await run('npm', ['install', ...quiet, ...given.map(({ path }) => path)], { cwd: folder })
  return folder
}

let root = ''
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'consumer-')))
  for (const name of packageNames) tarballs[name] = await pack(name, root)
  const { 'ingo-capture': sdk, 'ingo-capture-server': server } = tarballs
  installed.sdkFolder = await install(join(root, 'sdk'), [sdk])
  installed.folder = await install(join(root, 'both'), [sdk, server], '--legacy-peer-deps')
}, 3 * MINUTE)

afterAll(() => rm(root, { recursive: true }))

/** The package, packed and installed by npm into an empty folder, once for each test file that imports this. */
import { execFile } from 'node:child_process'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll } from 'vitest'

export const repository = join(import.meta.dirname, '../..')
export const MINUTE = 60_000
export const run = promisify(execFile)
/** The folder of the installation, with a package.json of its own; and the files in the tarball. */
export const installed = { folder: '', tarball: '', files: [] as string[] }

/** The path of the installed command. */
export const cli = () => join(installed.folder, 'node_modules/ingo-capture/dist/server/cli.js')

beforeAll(async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'consumer-')))
  installed.folder = folder
  await run('npm', ['run', 'sbom'], { cwd: repository })
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: repository })
  const [{ filename, files }] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }]
  installed.tarball = join(folder, filename)
  installed.files = files.map(({ path }) => path)
  await writeFile(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }')
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps']
  await run('npm', ['install', ...quiet, installed.tarball], { cwd: folder })
}, 3 * MINUTE)

afterAll(() => rm(installed.folder, { recursive: true }))

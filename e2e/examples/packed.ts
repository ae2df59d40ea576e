/** Packs both packages as npm publishes them, and copies the examples into a folder in which npm installs the packages. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const repository = join(import.meta.dirname, '../..')
const runFile = promisify(execFile)
const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']

export type Workspace = {
  /** The path of the tarball of `ingo-capture`. */
  sdk: string
  /** The path of the installed server's command line. */
  cli: string
  /** The path of an example's copy. */
  path: (example: string) => string
  remove: () => Promise<void>
}

type Manifest = {
  dependencies?: Record<string, string>
  scripts?: Record<string, string>
  engines?: { node: string }
}

/** Packs both packages, installs the server, and copies the examples. */
export async function createWorkspace(): Promise<Workspace> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'examples-')))
  const sdk = await pack('ingo-capture', root)
  const server = await pack('ingo-capture-server', root)
  const built = /[\\/](?:node_modules|dist|\.next|\.angular)$/
  const filter = (path: string) => !built.test(path)
  await cp(join(repository, 'examples'), join(root, 'examples'), { recursive: true, filter })
  await writeFile(join(root, 'package.json'), '{ "private": true }')
  await run(['npm', ...INSTALL, '--legacy-peer-deps', sdk, server], root)
  return {
    sdk,
    cli: join(root, 'node_modules/ingo-capture-server/dist/server/cli.js'),
    path: (example) => join(root, 'examples', example),
    remove: () => rm(root, { recursive: true }),
  }
}

async function pack(name: string, folder: string): Promise<string> {
  const args = ['pack', join(repository, 'dist/packages', name), '--json', '--pack-destination', folder]
  const [packed] = JSON.parse((await runFile('npm', args)).stdout) as [{ filename: string }]
  return join(folder, packed.filename)
}

/** Installs an example with the packed SDK instead of the published one, and builds it if it has a build. */
export async function installExample({ sdk, path }: Workspace, example: string): Promise<void> {
  const folder = path(example)
  const file = join(folder, 'package.json')
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest
  const { dependencies, scripts, engines } = manifest
  if (dependencies?.['ingo-capture']) dependencies['ingo-capture'] = `file:${sdk}`
  await writeFile(file, JSON.stringify(manifest))
  if (dependencies) await run(['npm', ...INSTALL], folder)
  if (scripts?.build) await run([...withNode(engines?.node), 'npm', 'run', 'build'], folder)
}

/**
 * If this Node is too old for an example, returns the words before a command that let npm
 * download and run another Node.
 */
function withNode(range = '>=0'): string[] {
  const needed = /\d+/.exec(range)?.[0] ?? '0'
  if (Number(needed) <= parseInt(process.versions.node)) return []
  return ['npx', '--ignore-scripts=false', '-y', '-p', `node@${needed}`, '--']
}

/** Runs a command. An error contains the command's output. */
async function run([command = '', ...args]: string[], cwd: string): Promise<void> {
  await runFile(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 }).catch((error: unknown) => {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${[command, ...args].join(' ')}\n${stdout}\n${stderr}`)
  })
}

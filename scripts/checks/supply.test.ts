/** The supply chain: dependencies, the bill of materials, and a reproducible build. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { createInventory, type Inventory } from '../../server/http/static/inventory.js'
import { loadAssets } from '../../server/http/static/assets.js'

const repository = join(import.meta.dirname, '../..')
const run = promisify(execFile)

type Locked = { version: string; dev?: true; devOptional?: true; integrity?: string; hasInstallScript?: true }
type Lock = { packages: Record<string, Locked> }
type Manifest = {
  version: string
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
type Sbom = { components: { name: string; version: string; hashes?: unknown[] }[] }

async function json<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(join(repository, path), 'utf8')) as Content
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'supply-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** The packages in the table under a heading of docs/dependencies.md. */
async function documentedPackages(heading: string): Promise<string[]> {
  const text = await readFile(join(repository, 'docs/dependencies.md'), 'utf8')
  const [, section = ''] = text.split(`## ${heading}\n`)
  const [table = ''] = section.split('\n## ')
  return [...table.matchAll(/^\| `([^`]+)` +\| \S/gm)].map(([, name = '']) => name).sort()
}

/** The packages that the production code of some rooms imports. */
async function importedPackages(...rooms: string[]): Promise<string[]> {
  const names = new Set<string>()
  for (const room of rooms) {
    const files = await readdir(join(repository, room), { recursive: true })
    for (const file of files.filter((name) => /(?<!\.(test|case))\.tsx?$/.test(name))) {
      const text = await readFile(join(repository, room, file), 'utf8')
      // The bundle contains nothing of a type import.
      for (const [, path = ''] of text.matchAll(/^import (?!type)(?:[^'"]* from )?'([^.][^']*)'/gm))
        names.add(path.startsWith('@') ? path.split('/', 2).join('/') : (path.split('/', 1)[0] ?? ''))
    }
  }
  return [...names].sort()
}

it('lists every dependency with its reason, and nothing else', async () => {
  const { dependencies } = await json<Manifest>('package.json')
  expect(await documentedPackages('With the server')).toEqual(Object.keys(dependencies).sort())
  const bundled = await documentedPackages('In the browser')
  const others = (await importedPackages('widget/frame', 'widget/protocol', 'widget/sdk', 'contract')).filter(
    (name) => !(name in dependencies),
  )
  expect(bundled).toEqual(others)
})

it('pins exact versions, and locks each package by its hash', async () => {
  const { dependencies, devDependencies } = await json<Manifest>('package.json')
  const pinned = /^(npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+$/
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(([, at]) => !pinned.test(at))
  expect(ranges).toEqual([])
  const { packages } = await json<Lock>('package-lock.json')
  const unlocked = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity)
  expect(unlocked).toEqual([])
})

it('no package but one of the tests has an install script, and npm runs none', async () => {
  const { packages } = await json<Lock>('package-lock.json')
  expect(Object.keys(packages).filter((path) => packages[path]?.hasInstallScript)).toEqual([
    // Copies its worker into a page's folder, if package.json names one.
    'node_modules/msw',
  ])
  expect(await readFile(join(repository, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m)
})

it('the bill of materials has the production and bundled packages, no tools, and is reproducible', async () => {
  const folder = await temporary()
  const make = async () => {
    await run('npm', ['run', 'sbom', '--', join(folder, 'sbom.json')], { cwd: repository })
    return readFile(join(folder, 'sbom.json'), 'utf8')
  }
  const text = await make()
  const { components } = JSON.parse(text) as Sbom
  const names = components.map(({ name }) => name)
  const { packages } = await json<Lock>('package-lock.json')
  const production = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
  )
  expect(production.length).toBeGreaterThan(20)
  for (const [path, { version }] of production) {
    const name = path.replace(/^.*node_modules\//, '')
    expect(components).toContainEqual(expect.objectContaining({ name, version }))
  }
  expect(names).toEqual(
    expect.arrayContaining([...(await documentedPackages('In the browser')), 'scheduler']),
  )
  for (const tool of ['vite', 'vitest', 'typescript', 'eslint']) expect(names).not.toContain(tool)
  expect(components.filter(({ hashes }) => !hashes?.length)).toEqual([])
  expect(await make()).toBe(text)
})

it('a build in another folder makes the same browser files, byte for byte', async () => {
  const folder = join(await temporary(), 'another/depth')
  await mkdir(folder, { recursive: true })
  for (const name of [
    'backend',
    'contract',
    'e2e',
    'widget',
    'server',
    'scripts',
    'package.json',
    'tsconfig.json',
    'vite.config.ts',
  ])
    await cp(join(repository, name), join(folder, name), { recursive: true })
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'))
  const vite = join(repository, 'node_modules/.bin/vite')
  // Vitest sets NODE_ENV, and Vite builds React for development unless it is production.
  const env = { ...process.env, NODE_ENV: 'production' }
  for (const mode of ['frame', 'script'])
    await run(vite, ['build', '--mode', mode, '--logLevel', 'error'], { cwd: folder, env })
  const { version } = await json<Manifest>('package.json')
  const rebuilt = createInventory(version, loadAssets(join(folder, 'dist/public')))
  expect(rebuilt.files.length).toBeGreaterThan(5)
  expect(rebuilt).toEqual(await json<Inventory>('dist/inventory.json'))
})

it('the inventory has every file that the server delivers, and rejects one of unknown purpose', async () => {
  const inventory = await json<Inventory>('dist/inventory.json')
  const built = loadAssets(join(repository, 'dist/public'))
  const delivered = [...built].filter(([path]) => !path.startsWith('frame/texts/'))
  const listed = new Map(inventory.files.map(({ path, sha384 }) => [path, sha384]))
  for (const [path, { integrity }] of delivered) expect(listed.get(path), path).toBe(integrity)
  // The server makes the documents in other languages from the English ones.
  const others = new Set(delivered.map(([path]) => path))
  const made = inventory.files.map(({ path }) => path).filter((path) => !others.has(path))
  const variants = delivered
    .filter(([path]) => path.endsWith('.en.html'))
    .map(([path]) => path.slice(0, -'en.html'.length))
  const texts = [...built.keys()].flatMap((path) => /^frame\/texts\/(.*)\.json$/.exec(path)?.[1] ?? [])
  expect(made.sort()).toEqual(
    texts.flatMap((tag) => variants.map((variant) => `${variant}${tag}.html`)).sort(),
  )
  const unknown = new Map([['frame/assets/stranger-1.js', [...built.values()][0]]])
  expect(() => createInventory('1.0.0', unknown as ReturnType<typeof loadAssets>)).toThrow(/stranger-1\.js/)
})

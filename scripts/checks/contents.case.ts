/** Part of package.test.ts: the files that the packages contain, and their size. */
import type { Package } from 'custom-elements-manifest'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  installed,
  installedPackages,
  MINUTE,
  packageNames,
  repository,
  run,
  tarballs,
} from './installed.case.js'

const serverFiles = () => tarballs['ingo-capture-server'].files

describe('the package ingo-capture', () => {
  it('installs as one package, and has less than 600 kB', async () => {
    expect(await installedPackages(installed.sdkFolder)).toEqual(['node_modules/ingo-capture'])
    expect(tarballs['ingo-capture'].unpackedSize).toBeLessThan(600_000)
  })

  it('contains bundles, declarations and documents, and nothing else', () => {
    const known =
      /^(?:(?:cjs\/)?[\w-]+\.js|cjs\/[\w-]+\.d\.ts|types\/.+\.d\.ts|docs\/(?:[\w-]+\/)?[\w-]+\.md|[A-Z]+(?:\.md)?)$/
    const manifests = ['package.json', 'cjs/package.json', 'custom-elements.json']
    const { files } = tarballs['ingo-capture']
    expect(files.filter((file) => !known.test(file) && !manifests.includes(file))).toEqual([])
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'docs/integrate/script.md']),
    )
  })
})

it('the documents of ingo-capture link to nothing outside of it: the server need not be installed beside it', () => {
  const folder = join(installed.sdkFolder, 'node_modules/ingo-capture')
  const outside = tarballs['ingo-capture'].files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const links = readFileSync(join(folder, file), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)
      return [...links].map(([, link = '']) => join(dirname(file), link))
    })
    .filter((path) => !existsSync(join(folder, path)))
  expect(outside).toEqual([])
})

it('the field customElements names the manifest, whose modules are entries that exist', () => {
  const folder = join(installed.sdkFolder, 'node_modules/ingo-capture')
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown
  const { customElements } = read('package.json') as { customElements: string }
  const { modules } = read(customElements) as Package
  expect(modules.map(({ path }) => path)).toEqual(['element.js'])
  expect(tarballs['ingo-capture'].files).toEqual(expect.arrayContaining(modules.map(({ path }) => path)))
})

describe('the package ingo-capture-server', () => {
  it('contains what operators need, and no source, test or source map', () => {
    const built = ['server/cli.js', 'inventory.json', 'sbom.json', 'openapi.json', 'api.html']
    const needed = built.map((name) => `dist/${name}`)
    needed.push(...['README', 'SECURITY', 'CHANGELOG', 'docs/deploy'].map((name) => `${name}.md`))
    needed.push('LICENSE', 'deploy/compose.yaml')
    expect(serverFiles()).toEqual(expect.arrayContaining(needed))
    const unwanted =
      /(?<!\.d|examples\/\w+)\.tsx?$|\.(test|case|spec)\.|\.map$|buildinfo|widget\/|dist\/packages|dist\/demo\/shop\/.*\.d\.ts/
    expect(serverFiles().filter((file) => unwanted.test(file))).toEqual([])
  })

  it('contains no output of a deleted source', () => {
    const compiled = /^dist\/((?:contract|demo|server)\/(?!shop\/bundles\/).+?)(?:\.d\.ts|\.js)$/
    const sources = serverFiles().flatMap((file) => compiled.exec(file)?.[1] ?? [])
    expect(sources).toContain('server/cli')
    const exists = (source: string) =>
      ['.ts', '.tsx'].some((ending) => existsSync(join(repository, source + ending)))
    expect(sources.filter((source) => !exists(source))).toEqual([])
  })

  it('depends on ingo-capture of the same version', async () => {
    const read = (name: string) =>
      JSON.parse(readFileSync(join(installed.folder, 'node_modules', name, 'package.json'), 'utf8')) as {
        version: string
        dependencies?: Record<string, string>
      }
    const { version, dependencies } = read('ingo-capture-server')
    expect(dependencies?.['ingo-capture']).toBe(version)
    expect(read('ingo-capture')).toMatchObject({ version })
    expect((await installedPackages(installed.folder)).length).toBeGreaterThan(20)
  })
})

describe.each(packageNames)('the package %s', (name) => {
  it('has documents whose links lead to files of the packages, except for links to the repository that a document announces', () => {
    const folder = (each: string) => join('node_modules', each)
    const all = packageNames.flatMap((each) => tarballs[each].files.map((file) => join(folder(each), file)))
    const has = (path: string) => all.some((file) => `${file}/`.startsWith(`${path}/`))
    const dead = tarballs[name].files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => {
        const path = join(folder(name), file)
        const text = readFileSync(join(installed.folder, path), 'utf8')
        const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link = '']) => link)
        const elsewhere = /^_Links to sources, tests and settings lead into the repository;/m.test(text)
        return links
          .filter((link) => !has(join(dirname(path), link)) && !(elsewhere && /\.(tsx?|npmrc)$/.test(link)))
          .map((link) => `${file}: ${link}`)
      })
    expect(dead).toEqual([])
  })

  it(
    'passes publint, and its types resolve in Node and in bundlers (attw)',
    async () => {
      const bin = (tool: string) => join(repository, 'node_modules/.bin', tool)
      await run(bin('publint'), ['run', tarballs[name].path, '--strict'])
      // A CommonJS project loads these files by `require` of an ES module, which Node 20.19 supports.
      const profile = name === 'ingo-capture' ? 'strict' : 'node16'
      const only = ['--profile', profile, '--ignore-rules', 'cjs-resolves-to-esm']
      await run(bin('attw'), [tarballs[name].path, ...only])
    },
    MINUTE,
  )
})

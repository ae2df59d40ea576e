/** Part of package.test.ts: which files the package contains. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { installed, MINUTE, repository, run } from './installed.case.js'

describe('the package', () => {
  it('contains what users need, and no source, test or source map', () => {
    const built = ['server/cli.js', 'inventory.json', 'sbom.json', 'openapi.json', 'api.html']
    const needed = built.map((name) => `dist/${name}`)
    needed.push(...['README', 'SECURITY', 'CHANGELOG', 'docs/operations'].map((name) => `${name}.md`))
    needed.push('LICENSE', 'deploy/compose.yaml')
    expect(installed.files).toEqual(expect.arrayContaining(needed))
    const unwanted =
      /(?<!\.d|examples\/\w+)\.tsx?$|\.(test|case|spec)\.|\.map$|buildinfo|widget\/frame\/|dist\/demo\/shop\/.*\.d\.ts/
    expect(installed.files.filter((file) => unwanted.test(file))).toEqual([])
  })

  it('contains no output of a deleted source', () => {
    const compiled = /^dist\/((?:contract|demo|e2e|server|widget)\/(?!shop\/bundles\/).+?)(?:\.d\.ts|\.js)$/
    const sources = installed.files.flatMap((file) => compiled.exec(file)?.[1] ?? [])
    expect(sources).toContain('server/cli')
    const exists = (source: string) =>
      ['.ts', '.tsx'].some((ending) => existsSync(join(repository, source + ending)))
    expect(sources.filter((source) => !exists(source))).toEqual([])
  })

  it('has documents whose links lead to files in the package, except for links to the repository that a document announces', () => {
    const has = (path: string) => installed.files.some((file) => `${file}/`.startsWith(`${path}/`))
    const dead = installed.files
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => {
        const text = readFileSync(join(installed.folder, 'node_modules/ingo-capture', file), 'utf8')
        const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link = '']) => link)
        const elsewhere = /^_Links to sources, tests and settings lead into the repository;/m.test(text)
        return links
          .filter((link) => !has(join(dirname(file), link)) && !(elsewhere && /\.(tsx?|npmrc)$/.test(link)))
          .map((link) => `${file}: ${link}`)
      })
    expect(dead).toEqual([])
  })

  it(
    'passes publint, and its types resolve in Node and in bundlers (attw)',
    async () => {
      const bin = (name: string) => join(repository, 'node_modules/.bin', name)
      await run(bin('publint'), ['run', installed.tarball, '--strict'])
      await run(bin('attw'), [installed.tarball, '--profile', 'node16'])
    },
    MINUTE,
  )
})

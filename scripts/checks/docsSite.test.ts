/** The docs site lists every page once. `npm run docs` builds it, and fails on a dead link. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

it('the sidebar has every page of docs/ once, and no other that does not exist', async () => {
  const module = join(root, 'site/.vitepress/sections.mjs')
  const { sections } = (await import(module)) as { sections: { pages: [name: string, path: string][] }[] }
  const paths = sections.flatMap(({ pages }) => pages.map(([, path]) => path))
  expect(paths.filter((path) => !existsSync(join(root, `${path}.md`)))).toEqual([])
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/').replace(/\.md$/, '')}`)
  expect(paths.filter((path) => path.startsWith('docs/')).sort()).toEqual(pages.sort())
})

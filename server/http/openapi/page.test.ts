/** dist/api.html, the page of the interface as it is built: found by its contents, read on a phone, fetching nothing. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createDocument } from './document.js'

type Schema = { properties?: Record<string, Schema>; required?: string[] }
type Document = {
  paths: Record<string, Record<string, { operationId: string }>>
  components: { schemas: Record<string, Schema> }
}
const { paths, components } = createDocument('https://capture.example') as Document
const page = readFileSync(new URL('../../../dist/api.html', import.meta.url), 'utf8')
const schemas = Object.entries(components.schemas)
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({ path, method, operationId })),
)

it('fetches nothing and runs nothing', () => {
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|src=/)
})

it('leads from its contents to every operation and every schema, and no link is dead', () => {
  const [contents = ''] = /<nav[^]*<\/nav>/.exec(page) ?? []
  for (const { path, method, operationId } of operations) {
    expect(contents).toContain(`<a href="#${operationId}">${method.toUpperCase()} <code>${path}</code></a>`)
    expect(page).toContain(`<h3 id="${operationId}">`)
  }
  for (const [name] of schemas) expect(contents).toContain(`<a href="#${name}">${name}</a>`)
  const dead = [...page.matchAll(/href="#([^"]+)"/g)].filter(([, id = '']) => !page.includes(` id="${id}"`))
  expect(dead).toEqual([])
})

it.each(schemas)(
  '%s: each field has a row, and says whether it is required; its JSON is behind',
  (name, schema) => {
    const [, section = ''] = page.split(`<h3 id="${name}">`)
    const [own = ''] = section.split('<h3')
    for (const field of Object.keys(schema.properties ?? {})) {
      const [, row = ''] = own.split(`<tr><td><code>${field}</code></td>`)
      const [said = ''] = row.split('</tr>')
      expect([field, said.includes('<td>required</td>')]).toEqual([
        field,
        schema.required?.includes(field) ?? false,
      ])
      expect(said).toMatch(/^<td>\S/)
    }
    expect(own).toMatch(/<details><summary>JSON Schema<\/summary><pre/)
  },
)

it('is as narrow as its screen: what is wider scrolls in its own place; no sign of Markdown shows', () => {
  expect(page).toContain('<meta name="viewport" content="width=device-width">')
  expect(page).toMatch(/\.wide,pre\{overflow:auto\}/)
  expect(page.match(/<table>/g)?.length).toBeGreaterThan(20)
  expect(page.match(/<table>/g)).toHaveLength(
    page.match(/<div class="wide" tabindex="0"><table>/g)?.length ?? 0,
  )
  expect(page.replace(/<pre[^]*?<\/pre>/g, '')).not.toMatch(/`|^- /m)
})

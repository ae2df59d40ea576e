/** The built API reference, dist/api.html: contents, narrow screens, and no external resources. */
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

it('loads and executes nothing', () => {
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|src=/)
})

it('links every operation and schema from its contents, without a dead link', () => {
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
  '%s: has a row for each field, says whether it is required, and shows the JSON Schema',
  (name, schema) => {
    const [, section = ''] = page.split(`<h3 id="${name}">`)
    const [own = ''] = section.split('<h3')
    for (const field of Object.keys(schema.properties ?? {})) {
      const [, row = ''] = own.split(`<tr><td><code>${field}</code></td>`)
      const [cells = ''] = row.split('</tr>')
      expect([field, cells.includes('<td>required</td>')]).toEqual([
        field,
        schema.required?.includes(field) ?? false,
      ])
      expect(cells).toMatch(/^<td>\S/)
    }
    expect(own).toMatch(/<details><summary>JSON Schema<\/summary><pre/)
  },
)

it('fits a narrow screen, scrolls wide tables, and shows no Markdown', () => {
  expect(page).toContain('<meta name="viewport" content="width=device-width">')
  expect(page).toMatch(/\.wide,pre\{overflow:auto\}/)
  expect(page.match(/<table>/g)?.length).toBeGreaterThan(20)
  expect(page.match(/<table>/g)).toHaveLength(
    page.match(/<div class="wide" tabindex="0"><table>/g)?.length ?? 0,
  )
  expect(page.replace(/<pre[^]*?<\/pre>/g, '')).not.toMatch(/`|^- /m)
})

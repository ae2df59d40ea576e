// Of the build: dist/openapi.json, and dist/api.html, a page of it that needs nothing else: no script, no network.
import { writeFileSync } from 'node:fs'
import { createDocument } from '../dist/server/openapi/document.js'

const document = createDocument('http://127.0.0.1:4180')
const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1f36}
h2{margin-top:3rem;border-top:1px solid #d5dbe1;padding-top:1rem}code,pre{font:14px/1.5 ui-monospace,monospace}
pre{background:#f6f8fa;padding:1rem;overflow:auto}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #e3e8ee}`

function text(value) {
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function table(heads, rows) {
  if (rows.length === 0) return ''
  const row = (tag, cells) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  return `<table>${row('th', heads)}${rows.map((cells) => row('td', cells)).join('')}</table>`
}

function example(shown) {
  return shown ? `<pre>${text(JSON.stringify(shown, null, 2))}</pre>` : ''
}

function link(schema = {}) {
  if (schema.oneOf) return schema.oneOf.map(link).join(' or ')
  const name = (schema.$ref ?? schema.allOf?.[0]?.$ref ?? '').split('/').pop()
  return name ? `<a href="#${name}">${name}</a>` : text(schema.type ?? '')
}

function operation(path, method, one) {
  const sent = one.requestBody?.content['application/json']
  const answers = Object.entries(one.responses).map(([status, { $ref, description, content = {} }]) => {
    const [type, { schema, example: shown } = {}] = Object.entries(content)[0] ?? ['application/problem+json']
    const what = $ref ? '<a href="#Problem">Problem</a>, any other' : text(description)
    return [status, what + example(shown), `${link(schema)} <code>${type}</code>`]
  })
  const parameters = (one.parameters ?? []).map(({ name, in: place, description }) => [
    `<code>${text(name)}</code>`,
    place,
    text(description),
  ])
  const who = one.security.flatMap(Object.keys).join(', ') || 'nobody’s key'
  return `<h3>${method.toUpperCase()} <code>${text(path)}</code></h3><p>${text(one.summary)}. Asked with: ${who}.</p>
${table(['parameter', 'in', ''], parameters)}${sent ? `<p>Body: ${link(sent.schema)}</p>${example(sent.example)}` : ''}
${table(['status', 'answer', 'body'], answers)}`
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => ({ tag: one.tags[0], html: operation(path, method, one) })),
)
const tags = document.tags.map(({ name, description }) => {
  const mine = operations.filter(({ tag }) => tag === name).map(({ html }) => html)
  return `<h2>${name}</h2><p>${text(description)}</p>${mine.join('')}`
})
const schemas = Object.entries(document.components.schemas).map(
  ([name, schema]) => `<h3 id="${name}">${name}</h3>${example(schema)}`,
)
const { title, version, description } = document.info
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} ${version}</title><style>${style}</style>
<h1>${title} ${version}</h1><p>${text(description)}</p>${tags.join('')}<h2>Schemas</h2>${schemas.join('')}</html>\n`
writeFileSync('dist/openapi.json', `${JSON.stringify(document, null, 2)}\n`)
writeFileSync('dist/api.html', page)

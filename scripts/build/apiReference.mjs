// Part of the build, after the compiler: writes dist/openapi.json, and dist/api.html, the same reference as one page
// that has no scripts and makes no requests.
import { writeFileSync } from 'node:fs'
import { createDocument } from '../../dist/server/http/openapi/document.js'
import { prose, schemaLink, schemaTable, table, text } from './apiReferenceParts.mjs'

const document = createDocument('http://127.0.0.1:4180')
const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1f36}
h2{margin-top:3rem;border-top:1px solid #d5dbe1;padding-top:1rem}h3{margin-top:2.5rem}
h1,h2,h3,p,li{overflow-wrap:anywhere}code,pre{font:14px/1.5 ui-monospace,monospace}
pre{background:#f6f8fa;padding:1rem;margin:.5rem 0}.wide,pre{overflow:auto}
nav{columns:17rem}nav div{break-inside:avoid;padding:.25rem 0}nav p{margin:0}nav ul,td ul{margin:0;padding-left:1.2rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem}
tr{border-bottom:1px solid #e3e8ee}td:last-child{min-width:10rem;overflow-wrap:anywhere}
@media(max-width:40rem){tr{display:block;padding:.3rem 0}th,td:empty{display:none}td{display:inline-block}
td:first-child{display:block}td:last-child{min-width:0}}
:target{background:#fff3c4}`

function expandableJson(summary, value) {
  if (!value) return ''
  const json = text(JSON.stringify(value, null, 2))
  return `<details><summary>${summary}</summary><pre tabindex="0">${json}</pre></details>`
}

function responseRow([status, { $ref, description, headers = {}, content = {} }]) {
  if ($ref) return [status, '<a href="#Problem">Problem</a>', 'any other']
  const bodies = Object.entries(content).map(
    ([type, { schema, example }]) =>
      `${schemaLink(schema)} <code>${type}</code>${expandableJson('example', example)}`,
  )
  const names = Object.keys(headers).filter((name) => name !== 'X-Request-Id')
  const listed = names.length > 0 ? ` With ${names.map((name) => `<code>${name}</code>`).join(', ')}.` : ''
  return [status, bodies.join('<br>'), prose(description) + listed]
}

function operationSection({ path, method, operation }) {
  const body = operation.requestBody?.content['application/json']
  const parameters = (operation.parameters ?? []).map(({ name, in: place, required, description }) => [
    `<code>${text(name)}</code>`,
    place,
    required ? 'required' : '',
    prose(description),
  ])
  const keys = operation.security.flatMap(Object.keys).join(', ') || 'no key'
  const described = body
    ? `<p>Body: ${schemaLink(body.schema)}</p>${expandableJson('example', body.example)}`
    : ''
  return `<h3 id="${operation.operationId}">${method.toUpperCase()} <code>${text(path)}</code></h3>
<p>${prose(operation.summary.replace(/(?<!\?)$/, '.'))} Asked with: ${keys}.</p>
${table(['parameter', 'in', '', ''], parameters)}${described}
${table(['status', 'body', ''], Object.entries(operation.responses).map(responseRow))}`
}

function schemaSection([name, schema]) {
  return `<h3 id="${name}">${name}</h3>${schemaTable(schema)}${expandableJson('JSON Schema', schema)}`
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)
const tags = document.tags.map((tag) => ({
  ...tag,
  operations: operations.filter(({ operation }) => operation.tags[0] === tag.name),
}))
const schemas = Object.entries(document.components.schemas)
const list = (entries) =>
  `<ul>${entries.map(([id, label]) => `<li><a href="#${id}">${label}</a></li>`).join('')}</ul>`
const contents = [
  ...tags.map(({ name, operations }) => {
    const links = operations.map(({ path, method, operation }) => [
      operation.operationId,
      `${method.toUpperCase()} <code>${text(path)}</code>`,
    ])
    return `<div><p>${name}</p>${list(links)}</div>`
  }),
  `<div><p>Schemas</p>${list(schemas.map(([name]) => [name, name]))}</div>`,
]
const parts = tags.map(
  ({ name, description, operations }) =>
    `<h2>${name}</h2><p>${prose(description)}</p>${operations.map(operationSection).join('')}`,
)
const { title, version, description } = document.info
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} ${version}</title><style>${style}</style>
<h1>${title} ${version}</h1><p>${prose(description)}</p><nav aria-label="Contents">${contents.join('')}</nav>
${parts.join('')}<h2>Schemas</h2>${schemas.map(schemaSection).join('')}</html>\n`
writeFileSync('dist/openapi.json', `${JSON.stringify(document, null, 2)}\n`)
writeFileSync('dist/api.html', page)

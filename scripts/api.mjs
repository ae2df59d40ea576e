// Of the build: dist/openapi.json, and dist/api.html, a page of it that needs nothing else: no script, no network.
import { writeFileSync } from 'node:fs'
import { createDocument } from '../dist/server/http/openapi/document.js'
import { link, schemaTable, table, text, words } from './apiParts.mjs'

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

function json(shown) {
  return `<pre tabindex="0">${text(JSON.stringify(shown, null, 2))}</pre>`
}

function behind(summary, shown) {
  return shown ? `<details><summary>${summary}</summary>${json(shown)}</details>` : ''
}

function answerRow([status, { $ref, description, headers = {}, content = {} }]) {
  if ($ref) return [status, '<a href="#Problem">Problem</a>', 'any other']
  const bodies = Object.entries(content).map(
    ([type, { schema, example }]) => `${link(schema)} <code>${type}</code>${behind('example', example)}`,
  )
  const told = Object.keys(headers).filter((name) => name !== 'X-Request-Id')
  const also = told.length > 0 ? ` With ${told.map((name) => `<code>${name}</code>`).join(', ')}.` : ''
  return [status, bodies.join('<br>'), words(description) + also]
}

function operation({ path, method, one }) {
  const sent = one.requestBody?.content['application/json']
  const parameters = (one.parameters ?? []).map(({ name, in: place, required, description }) => [
    `<code>${text(name)}</code>`,
    place,
    required ? 'required' : '',
    words(description),
  ])
  const who = one.security.flatMap(Object.keys).join(', ') || 'no key'
  const body = sent ? `<p>Body: ${link(sent.schema)}</p>${behind('example', sent.example)}` : ''
  return `<h3 id="${one.operationId}">${method.toUpperCase()} <code>${text(path)}</code></h3>
<p>${words(one.summary.replace(/(?<!\?)$/, '.'))} Asked with: ${who}.</p>
${table(['parameter', 'in', '', ''], parameters)}${body}
${table(['status', 'body', ''], Object.entries(one.responses).map(answerRow))}`
}

function schema([name, described]) {
  return `<h3 id="${name}">${name}</h3>${schemaTable(described)}${behind('JSON Schema', described)}`
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => ({ path, method, one })),
)
const tags = document.tags.map((tag) => ({
  ...tag,
  its: operations.filter(({ one }) => one.tags[0] === tag.name),
}))
const schemas = Object.entries(document.components.schemas)
const list = (entries) =>
  `<ul>${entries.map(([id, label]) => `<li><a href="#${id}">${label}</a></li>`).join('')}</ul>`
const contents = [
  ...tags.map(({ name, its }) => {
    const links = its.map(({ path, method, one }) => [
      one.operationId,
      `${method.toUpperCase()} <code>${text(path)}</code>`,
    ])
    return `<div><p>${name}</p>${list(links)}</div>`
  }),
  `<div><p>Schemas</p>${list(schemas.map(([name]) => [name, name]))}</div>`,
]
const parts = tags.map(
  ({ name, description, its }) =>
    `<h2>${name}</h2><p>${words(description)}</p>${its.map(operation).join('')}`,
)
const { title, version, description } = document.info
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} ${version}</title><style>${style}</style>
<h1>${title} ${version}</h1><p>${words(description)}</p><nav aria-label="Contents">${contents.join('')}</nav>
${parts.join('')}<h2>Schemas</h2>${schemas.map(schema).join('')}</html>\n`
writeFileSync('dist/openapi.json', `${JSON.stringify(document, null, 2)}\n`)
writeFileSync('dist/api.html', page)

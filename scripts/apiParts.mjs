// Of the API's page: words, tables, and a schema as a table of its fields.

export function text(value) {
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Descriptions have Markdown's `code` and lists, and nothing else of it. */
export function words(description = '') {
  const html = text(description).replace(/`([^`]+)`/g, '<code>$1</code>')
  const [items, rest] = [html.match(/^- .+$/gm) ?? [], html.replace(/^- .+\n?/gm, '')]
  return (
    rest + (items.length > 0 ? `<ul>${items.map((item) => `<li>${item.slice(2)}</li>`).join('')}</ul>` : '')
  )
}

/** In a place of its own to scroll in: a page is as narrow as its screen. */
export function table(heads, rows) {
  if (rows.length === 0) return ''
  const row = (tag, cells) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  const body = rows.map((cells) => row('td', cells)).join('')
  return `<div class="wide" tabindex="0"><table>${row('th', heads)}${body}</table></div>`
}

export function link(schema = {}) {
  const one = schema.oneOf ?? schema.anyOf
  if (one) return one.map(link).join(' or ')
  const name = (schema.$ref ?? schema.allOf?.find(({ $ref }) => $ref)?.$ref ?? '').split('/').pop()
  if (name) return `<a href="#${name}">${name}</a>`
  return schema.items ? `array of ${link(schema.items)}` : text(schema.type ?? 'any')
}

const code = (value) => `<code>${text(typeof value === 'string' ? value : JSON.stringify(value))}</code>`

function range(least, most, unit) {
  if (least === undefined && most === undefined) return []
  if (least === 1 && most === undefined && unit) return ['not empty']
  const bounds =
    most === undefined ? `at least ${least}` : least === undefined ? `at most ${most}` : `${least} to ${most}`
  return [`${bounds}${unit}`]
}

/** The contract's two patterns of any text say in signs what takes a few words. */
function pattern(source) {
  if (source.startsWith('[\\p{L}')) return 'not blank'
  return source.startsWith('^(?:[^\\p{Cc}') ? 'no control characters' : code(source)
}

function limits(schema) {
  const { enum: values, const: only, default: otherwise, format, items, anyOf = [], allOf = [] } = schema
  return [
    ...range(schema.minimum, schema.maximum, ''),
    ...range(schema.minLength, schema.maxLength, ' characters'),
    ...range(schema.minItems, schema.maxItems, ' items'),
    ...(schema.pattern ? [pattern(schema.pattern)] : []),
    // A description that has each of them says more.
    ...(values && !schema.description ? [`one of ${values.map(code).join(', ')}`] : []),
    ...(only === undefined ? [] : [code(only)]),
    ...(format ? [format] : []),
    ...[items, ...anyOf, ...allOf].filter(Boolean).flatMap(limits),
    ...(otherwise === undefined ? [] : [`default ${code(otherwise)}`]),
  ]
}

/** A row for each field; one inside another is named by both. */
function rowsOf({ properties = {}, required = [] }, within = '') {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const about = [...new Set(limits(schema))].join('; ')
    const described = schema.description ? words(schema.description) : ''
    const cells = [
      code(within + name),
      link(schema),
      required.includes(name) ? 'required' : '',
      about,
      described,
    ]
    return [cells, ...rowsOf(schema, `${within}${name}.`)]
  })
}

export function schemaTable(schema) {
  const rows = rowsOf(schema)
  const open = schema.additionalProperties
  const others = open ? `<p>Any other name: ${link(open)} ${limits(open).join('; ')}</p>` : ''
  const described = rows.some((cells) => cells.at(-1))
  const heads = ['field', 'type', '', 'limits', 'meaning']
  const shown = described ? rows : rows.map((cells) => cells.slice(0, -1))
  return table(described ? heads : heads.slice(0, -1), shown) + others
}

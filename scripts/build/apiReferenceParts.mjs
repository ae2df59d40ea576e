// Parts of the API reference: text, tables, and a schema as a table of its fields.

/** Escapes a value for HTML. */
export function text(value) {
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A description as HTML. Descriptions use two things of Markdown: `code` and lists. */
export function prose(description = '') {
  const html = text(description).replace(/`([^`]+)`/g, '<code>$1</code>')
  const [items, rest] = [html.match(/^- .+$/gm) ?? [], html.replace(/^- .+\n?/gm, '')]
  return (
    rest + (items.length > 0 ? `<ul>${items.map((item) => `<li>${item.slice(2)}</li>`).join('')}</ul>` : '')
  )
}

/** A table that scrolls by itself, so that the page stays as narrow as a phone's screen. */
export function table(heads, rows) {
  if (rows.length === 0) return ''
  const row = (tag, cells) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  const body = rows.map((cells) => row('td', cells)).join('')
  return `<div class="wide" tabindex="0"><table>${row('th', heads)}${body}</table></div>`
}

/** The name of a schema, linked to its section. */
export function schemaLink(schema = {}) {
  const alternatives = schema.oneOf ?? schema.anyOf
  if (alternatives) return alternatives.map(schemaLink).join(' or ')
  const name = (schema.$ref ?? schema.allOf?.find(({ $ref }) => $ref)?.$ref ?? '').split('/').pop()
  if (name) return `<a href="#${name}">${name}</a>`
  return schema.items ? `array of ${schemaLink(schema.items)}` : text(schema.type ?? 'any')
}

const code = (value) => `<code>${text(typeof value === 'string' ? value : JSON.stringify(value))}</code>`

function range(least, most, unit) {
  if (least === undefined && most === undefined) return []
  if (least === 1 && most === undefined && unit) return ['not empty']
  const bounds =
    most === undefined ? `at least ${least}` : least === undefined ? `at most ${most}` : `${least} to ${most}`
  return [`${bounds}${unit}`]
}

/** Shortens the contract's two long patterns for free text to what they mean. */
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
    // Left out with a description, which explains each value.
    ...(values && !schema.description ? [`one of ${values.map(code).join(', ')}`] : []),
    ...(only === undefined ? [] : [code(only)]),
    ...(format ? [format] : []),
    ...[items, ...anyOf, ...allOf].filter(Boolean).flatMap(limits),
    ...(otherwise === undefined ? [] : [`default ${code(otherwise)}`]),
  ]
}

/** A row for each field. A nested field is named with its parent: `policy.cvv`. */
function fieldRows({ properties = {}, required = [] }, prefix = '') {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const cells = [
      code(prefix + name),
      schemaLink(schema),
      required.includes(name) ? 'required' : '',
      [...new Set(limits(schema))].join('; '),
      schema.description ? prose(schema.description) : '',
    ]
    return [cells, ...fieldRows(schema, `${prefix}${name}.`)]
  })
}

/** A schema's fields as a table. The column of meanings is left out where no field has a description. */
export function schemaTable(schema) {
  const rows = fieldRows(schema)
  const open = schema.additionalProperties
  const others = open ? `<p>Any other name: ${schemaLink(open)} ${limits(open).join('; ')}</p>` : ''
  const isDescribed = rows.some((cells) => cells.at(-1))
  const heads = ['field', 'type', '', 'limits', 'meaning']
  const shown = isDescribed ? rows : rows.map((cells) => cells.slice(0, -1))
  return table(isDescribed ? heads : heads.slice(0, -1), shown) + others
}

/**
 * The playground's editor of `appearance.rules`: a row for each value. Rules that the form rejects are
 * listed above the rows.
 */

/** The names that the editor suggests. docs/theming.md has the whole table. */
export const states = {
  form: '',
  heading: '',
  text: '',
  label: 'filled focus invalid',
  input: 'filled hover focus invalid disabled',
  placeholder: '',
  icon: '',
  hint: '',
  error: '',
  button: 'hover focus disabled',
  secondaryButton: 'hover focus disabled',
  method: 'hover selected focus disabled',
  notice: '',
  panel: '',
  badge: '',
}
export const properties =
  'color backgroundColor borderColor borderWidth borderStyle borderRadius boxShadow outlineColor outlineWidth outlineOffset caretColor accentColor fontFamily fontSize fontWeight fontStyle letterSpacing lineHeight textTransform textAlign textDecorationLine paddingBlock paddingInline marginBottom minHeight transitionDuration'.split(
    ' ',
  )

/** A new row starts with the next of these examples. */
const examples = [
  ['input:focus', 'boxShadow', '0 0 0 4px rgb(15 118 110 / 25%)'],
  ['input:focus', 'borderColor', '#0f766e'],
  ['label', 'textTransform', 'uppercase'],
  ['button', 'borderRadius', '24px'],
  ['button:hover', 'backgroundColor', 'oklch(0.45 0.1 185)'],
]

const rows = document.getElementById('rules')
const refused = document.getElementById('refused')

fillList('selectors', Object.entries(states).flatMap(withStates))
fillList('properties', properties)

/** Calls `changed` after each edit, and at once for a row that was added or removed. */
export function startRules(changed) {
  document.getElementById('add-rule').addEventListener('click', () => {
    rows.append(createRow(examples[rows.children.length % examples.length], changed))
    rows.lastChild.querySelector('input').focus()
    changed()
  })
}

/** The value of the option `rules`, or undefined if there is no rule. */
export function readRules() {
  const rules = {}
  for (const row of rows.children) {
    const [selector, property, value] = [...row.querySelectorAll('input')].map((input) => input.value.trim())
    if (selector && property && value) rules[selector] = { ...rules[selector], [property]: value }
  }
  return Object.keys(rules).length > 0 ? rules : undefined
}

export function clearRules() {
  rows.replaceChildren()
  clearRefused()
}

/** Called before each change, because the form then reports all rejected values again. */
export function clearRefused() {
  refused.textContent = ''
}

/** Shows an error event about a variable or a rule. While a color is dragged, the errors of several values arrive late. */
export function showRefused({ field, message }) {
  if (!field?.startsWith('appearance.')) return
  const line = Object.assign(document.createElement('span'), { textContent: message })
  line.dataset.field = field
  const shown = [...refused.children].find(({ dataset }) => dataset.field === field)
  if (shown) shown.replaceWith(line)
  else refused.append(line)
}

function createRow(values, changed) {
  const row = document.createElement('li')
  const inputs = [
    ['Part and state', 'selectors'],
    ['Property', 'properties'],
    ['Value', ''],
  ].map(([name, list], index) => {
    const input = Object.assign(document.createElement('input'), { value: values[index], spellcheck: false })
    input.setAttribute('aria-label', name)
    if (list) input.setAttribute('list', list)
    return input
  })
  const remove = Object.assign(document.createElement('button'), { type: 'button', textContent: '×' })
  remove.setAttribute('aria-label', 'Remove this rule')
  remove.addEventListener('click', () => {
    row.remove()
    document.getElementById('add-rule').focus()
    changed()
  })
  row.append(...inputs, remove)
  return row
}

function withStates([part, names]) {
  return [
    part,
    ...names
      .split(' ')
      .filter(Boolean)
      .map((state) => `${part}:${state}`),
  ]
}

function fillList(id, values) {
  document.getElementById(id).append(...values.map((value) => new Option('', value)))
}

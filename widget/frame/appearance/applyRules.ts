/** Adds the rules to the document, through the CSSOM: each value is set as a value, so that none can end a declaration. */
import type { ErrorEvent } from '../../protocol/messages.js'
import type { Rule } from './parseRules.js'
import { createColorResolver } from './contrast.js'
import { refuseCoveringShadows } from './refuseCoveringShadows.js'
import { refuseHiddenFocus } from './refuseHiddenFocus.js'
import { ruleParts, type Part } from './ruleParts.js'
import type { RulePropertyName } from './ruleProperties.js'
import { ruleStates } from './ruleStates.js'

/** Outweighs the rules of themes, layouts and methods. */
const OUTWEIGHING = '#root#root#root'
const NO_SHADOW = '0 0 #0000'
const NOT_FLOATING = ":root:not([data-labels='floating'])"

/** Applies readable rules to the theme that the document has now, without those that hide the focus or a text. Returns what removes them. */
export function applyRules(rules: Rule[], report: (event: ErrorEvent) => void): () => void {
  const resolve = createColorResolver()
  // A shadow that is left out leaves the focus its outline.
  const refused = [...refuseCoveringShadows(rules, resolve), ...refuseHiddenFocus(rules, resolve)]
  for (const event of refused) report(event)
  const { group, remove } = insertGroup()
  // The tables' order, whatever the order of the page: a later state wins.
  for (const state of [undefined, ...ruleStates]) {
    for (const rule of rules) if (rule.state === state) insertRule(group, rule)
  }
  return remove
}

/** In forced colors the system's look counts; a browser that does not know the feature has none. */
function insertGroup(): { group: CSSMediaRule; remove: () => void } {
  const knows = ['none', 'active'].some((value) => matchMedia(`(forced-colors: ${value})`).matches)
  const text = `@media ${knows ? '(forced-colors: none)' : 'all'}{}`
  if ('adoptedStyleSheets' in document) {
    const sheet = new CSSStyleSheet()
    sheet.insertRule(text)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    const remove = () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    }
    return { group: sheet.cssRules[0] as CSSMediaRule, remove }
  }
  // Safari before 16.4 constructs no style sheet.
  const [own] = (document as Document).styleSheets
  if (!own) throw new Error('The document has no style sheet.')
  const group = own.cssRules[own.insertRule(text, own.cssRules.length)] as CSSMediaRule
  const remove = () => {
    const index = [...own.cssRules].indexOf(group)
    if (index >= 0) own.deleteRule(index)
  }
  return { group, remove }
}

/** One CSS rule for each property: what a theme shows of a state is left as it is for some of them. */
function insertRule(group: CSSMediaRule, { part, state, values }: Rule): void {
  const known: Part = ruleParts[part]
  for (const [name, value] of values) {
    const style = createStyle(group, toCssSelector(known, state, name))
    // In a list of shadows there is no `none`.
    const set = name === 'boxShadow' && value === 'none' ? NO_SHADOW : value
    for (const property of known.properties[name]?.css ?? []) style?.setProperty(property, set)
    if (name === 'transitionDuration') {
      style?.setProperty(
        'transition-property',
        'background-color, border-color, box-shadow, color, filter, outline-color',
      )
    }
    // The theme darkens a button below the pointer: a rule's own color for it replaces that.
    if (name === 'backgroundColor' && state === 'hover') style?.setProperty('filter', 'none')
  }
}

function toCssSelector(part: Part, state: Rule['state'], name: RulePropertyName): string {
  const rank = state ? ruleStates.indexOf(state) : -1
  const kept = (part.kept?.[name] ?? []).filter(({ from }) => !from || ruleStates.indexOf(from) > rank)
  // In `:is()` and `:where()` an unknown selector is no error: Firefox before 121 has no `:has()`.
  const others = kept.map(({ selector }) => `:not(:is(${selector}))`).join('')
  const scope = part.onlyAbove?.includes(name) ? `${NOT_FLOATING} ` : ''
  const own = (state && part.states[state]) ?? ''
  // Without specificity of their own, so that the order decides between two states.
  const states = own + others && `:where(${own}${others})`
  return `${scope}${OUTWEIGHING} ${part.selector}${states}${part.inner ?? ''}`
}

/** Undefined in a browser that does not know the selector. */
function createStyle(group: CSSMediaRule, selector: string): CSSStyleDeclaration | undefined {
  try {
    const index = group.insertRule(`${selector}{}`, group.cssRules.length)
    return (group.cssRules[index] as CSSStyleRule).style
  } catch {
    return undefined
  }
}

/** Adds the rules to the document through the CSSOM, where no value can end its declaration. */
import type { ErrorEvent } from '../../protocol/messages.js'
import type { Rule } from './parseRules.js'
import { createColorResolver } from './contrast.js'
import { refuseCoveringShadows } from './refuseCoveringShadows.js'
import { refuseHiddenFocus } from './refuseHiddenFocus.js'
import { ruleParts, type Part } from './ruleParts.js'
import type { RulePropertyName } from './ruleProperties.js'
import { ruleStates } from './ruleStates.js'

/** A selector prefix that outweighs the rules of themes, layouts and methods. */
const OUTWEIGHING = '#root#root#root'
const NO_SHADOW = '0 0 #0000'
const NOT_FLOATING = ":root:not([data-labels='floating'])"

/**
 * Applies readable rules to the document's current theme. Leaves out values that hide the focus or a text. Returns the
 * function that removes the rules.
 */
export function applyRules(rules: Rule[], report: (event: ErrorEvent) => void): () => void {
  const resolve = createColorResolver()
  // Shadows come first: if the shadow of a focus is refused, the focus must keep its outline.
  const refused = [...refuseCoveringShadows(rules, resolve), ...refuseHiddenFocus(rules, resolve)]
  for (const event of refused) report(event)
  const { group, remove } = insertGroup()
  // In the order of `ruleStates`, because a later state wins, whatever the order in the page's object.
  for (const state of [undefined, ...ruleStates]) {
    for (const rule of rules) if (rule.state === state) insertRule(group, rule)
  }
  return remove
}

/** In forced colors no rule applies. A browser that doesn't support the media feature has no forced colors. */
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
  // Safari before 16.4 can't construct a style sheet.
  const [own] = (document as Document).styleSheets
  if (!own) throw new Error('The document has no style sheet.')
  const group = own.cssRules[own.insertRule(text, own.cssRules.length)] as CSSMediaRule
  const remove = () => {
    const index = [...own.cssRules].indexOf(group)
    if (index >= 0) own.deleteRule(index)
  }
  return { group, remove }
}

/** Inserts one CSS rule for each property, because `kept` differs between properties. */
function insertRule(group: CSSMediaRule, { part, state, values }: Rule): void {
  const known: Part = ruleParts[part]
  for (const [name, value] of values) {
    const style = createStyle(group, toCssSelector(known, state, name))
    // The property may be part of a list of shadows, which can't contain `none`.
    const set = name === 'boxShadow' && value === 'none' ? NO_SHADOW : value
    for (const property of known.properties[name]?.css ?? []) style?.setProperty(property, set)
    if (name === 'transitionDuration') {
      style?.setProperty(
        'transition-property',
        'background-color, border-color, box-shadow, color, filter, outline-color',
      )
    }
    // The theme darkens a button on hover by a filter. A rule's own background replaces that.
    if (name === 'backgroundColor' && state === 'hover') style?.setProperty('filter', 'none')
  }
}

function toCssSelector(part: Part, state: Rule['state'], name: RulePropertyName): string {
  const rank = state ? ruleStates.indexOf(state) : -1
  const kept = (part.kept?.[name] ?? []).filter(({ from }) => !from || ruleStates.indexOf(from) > rank)
  // `:is()` and `:where()` ignore an unknown selector, such as `:has()` in Firefox before 121.
  const others = kept.map(({ selector }) => `:not(:is(${selector}))`).join('')
  const scope = part.onlyAbove?.includes(name) ? `${NOT_FLOATING} ` : ''
  const own = (state && part.states[state]) ?? ''
  // `:where()` adds no specificity, so that the order decides between two states.
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

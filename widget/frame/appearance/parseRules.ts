/** Parses `appearance.rules`. Accepts only names of the tables of parts and properties, so no CSS selector gets in. */
import type { RulePart, RuleState } from '../../protocol/appearanceRules.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { MAX_VALUE_LENGTH } from './cssValues.js'
import { findNearest, toQuestion } from './nearestName.js'
import { createRefusal, toPath, toSelector } from './refusal.js'
import { ruleParts, type Part } from './ruleParts.js'
import { refusedProperties, type RulePropertyName } from './ruleProperties.js'

/** The valid values of one part in one state. */
export type Rule = { part: RulePart; state?: RuleState; values: Map<RulePropertyName, string> }
export type ParsedRules = { rules: Rule[]; refused: ErrorEvent[] }

/** At most this many refused values are reported. */
const MAX_REFUSED = 20
// A map, because an object has names such as `__proto__` and `constructor` by itself.
const partsByName = new Map<string, Part>(Object.entries(ruleParts))

/** Parses an unknown value. Never throws. */
export function parseRules(value: unknown): ParsedRules {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const fix = "Write an object, such as { 'input:focus': { borderColor: 'teal' } }"
    return { rules: [], refused: [createRefusal('appearance.rules', 'is no object', fix)] }
  }
  const rules: Rule[] = []
  const refused: ErrorEvent[] = []
  for (const [selector, properties] of Object.entries(value) as [string, unknown][]) {
    if (properties === undefined) continue
    const rule = parseSelector(selector)
    if (!rule) refused.push(refuseSelector(selector))
    else if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) {
      refused.push(
        createRefusal(toPath(selector), 'is no object', "Write an object, such as { color: 'teal' }"),
      )
    } else {
      refused.push(...parseProperties(rule, properties))
      rules.push(rule)
    }
  }
  return { rules, refused: refused.slice(0, MAX_REFUSED) }
}

function parseSelector(selector: string): Rule | undefined {
  const [part = '', state, ...more] = selector.split(':')
  const known = partsByName.get(part)
  const isKnown = known && more.length === 0 && (state === undefined || Object.hasOwn(known.states, state))
  return isKnown
    ? { part: part as RulePart, state: state as RuleState | undefined, values: new Map() }
    : undefined
}

/** Adds the valid values to the rule. Returns an event for each invalid value. */
function parseProperties({ part, state, values }: Rule, properties: object): ErrorEvent[] {
  const known = new Map(Object.entries(ruleParts[part].properties))
  return (Object.entries(properties) as [string, unknown][]).flatMap(([name, value]) => {
    if (value === undefined) return []
    const property = known.get(name)
    if (!property || (state && !property.isPaint)) return [refuseProperty(part, state, name)]
    const parsed =
      typeof value === 'string' && value.length <= MAX_VALUE_LENGTH ? property.parse(value.trim()) : undefined
    if (parsed === undefined) {
      const path = toPath(toSelector({ part, state }), name)
      return [createRefusal(path, 'has a value that this form does not take', `Write ${property.expected}`)]
    }
    values.set(name as RulePropertyName, parsed)
    return []
  })
}

function refuseSelector(selector: string): ErrorEvent {
  const states = partsByName.get(selector.split(':')[0] ?? '')?.states
  const list = states && Object.keys(states).join(', ')
  const fix = states
    ? `The states of this part are ${list === '' ? 'none: write it without a state' : list}`
    : `${toQuestion(suggestSelector(selector))}The parts are ${[...partsByName.keys()].join(', ')}. Selectors of CSS are not taken`
  const path = toPath(selector)
  // An implausible selector is not in the path. Without digits it can't be card data, so the message may repeat it.
  const name = path === 'appearance.rules' && /^[ -/:-~]{1,40}$/.test(selector) ? `“${selector}”, which ` : ''
  return createRefusal(path, `${name && `has ${name}`}is no part of this form, or no state of it`, fix)
}

/** Suggests `input:focus` for `.Input:focus`: the last word that resembles a part, and a state of that part after it. */
function suggestSelector(selector: string): string | undefined {
  const words = selector.match(/[a-z]+/gi) ?? []
  const part = words
    .map((word) => findNearest(word, Object.keys(ruleParts) as RulePart[]))
    .filter((each) => each !== undefined)
    .pop()
  const state = part && Object.keys(ruleParts[part].states).find((each) => each === words.at(-1))
  return part && toSelector({ part, state: state as RuleState | undefined })
}

function refuseProperty(part: RulePart, state: RuleState | undefined, name: string): ErrorEvent {
  const path = toPath(toSelector({ part, state }), name)
  const { properties } = ruleParts[part]
  const taken = Object.entries(properties).filter(([, { isPaint }]) => !state || isPaint)
  const names = taken.map(([each]) => each).join(', ')
  const [why, fix] = refusedProperties.get(name) ?? []
  if (why && fix) return createRefusal(path, `is not allowed: it ${why}`, fix)
  return state && Object.hasOwn(properties, name)
    ? createRefusal(
        path,
        'is not allowed: a state must not move the form',
        `Set it on ${part}. A state takes ${names}`,
      )
    : createRefusal(
        path,
        'is no property of this part',
        `${toQuestion(
          findNearest(
            name,
            taken.map(([each]) => each),
          ),
        )}It takes ${names}`,
      )
}

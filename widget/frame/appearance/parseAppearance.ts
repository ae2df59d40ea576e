/**
 * How the host page wants the form to look, judged name by name. Only what stands in these tables gets through,
 * each in its own grammar; it is set as a property, so no value can become a selector, a rule or a request.
 */
import type { Appearance, AppearanceVariables } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { colour, family, length, weight, type Grammar } from './cssValues.js'

type Rule = { property: `--${string}`; grammar: Grammar }

const rules = {
  colorPrimary: { property: '--color-primary', grammar: colour },
  colorOnPrimary: { property: '--color-on-primary', grammar: colour },
  colorBackground: { property: '--color-background', grammar: colour },
  colorText: { property: '--color-text', grammar: colour },
  colorMuted: { property: '--color-muted', grammar: colour },
  colorDanger: { property: '--color-danger', grammar: colour },
  colorSuccess: { property: '--color-success', grammar: colour },
  colorBorder: { property: '--color-border', grammar: colour },
  fontFamily: { property: '--font-family', grammar: family },
  fontSizeBase: { property: '--font-size', grammar: length(16, 32) },
  fontWeightMedium: { property: '--font-weight-medium', grammar: weight },
  spacingUnit: { property: '--unit', grammar: length(2, 10) },
  borderRadius: { property: '--radius', grammar: length(0, 40) },
} satisfies Record<keyof Required<AppearanceVariables>, Rule>

const choices = {
  theme: ['default', 'night', 'flat', 'none'],
  labels: ['above', 'floating'],
  layout: ['stacked', 'compact'],
  colorScheme: ['light', 'dark', 'auto'],
} satisfies { [Name in Exclude<keyof Appearance, 'variables'>]-?: Appearance[Name][] }

type Choice = keyof typeof choices

export type Settings = Pick<Appearance, Choice> & {
  /** Custom property → value. */
  properties: Map<string, string>
}
export type Parsed = { settings: Settings; refused: string[] }

const LONGEST = 200
/** A page that has hundreds wrong needs no more than a few to see why. */
const MOST_REFUSED = 20
// Maps: a name such as `__proto__` or `constructor` finds nothing in them.
const ruleOf = new Map<string, Rule>(Object.entries(rules))
const choiceOf = new Map<string, string[]>(Object.entries(choices))

/** What of `appearance` can be used; what can't is in `refused`, by its path. */
export function parseAppearance(value: unknown): Parsed {
  const settings: Settings = { properties: new Map() }
  const refused: string[] = []
  for (const [name, setting] of entriesOf(value) ?? [['', undefined]]) {
    if (setting === undefined && name !== '') continue
    const variables = name === 'variables' && entriesOf(setting)
    if (variables) refused.push(...takeVariables(variables, settings.properties))
    else if (choiceOf.get(name)?.includes(setting as string)) Object.assign(settings, { [name]: setting })
    else refused.push(pathOf('appearance', name))
  }
  return { settings, refused: refused.slice(0, MOST_REFUSED) }
}

function takeVariables(variables: [string, unknown][], properties: Map<string, string>): string[] {
  return variables.flatMap(([name, value]) => {
    if (value === undefined) return []
    const rule = ruleOf.get(name)
    const usable =
      typeof value === 'string' && value.length <= LONGEST ? rule?.grammar(value.trim()) : undefined
    if (rule === undefined || usable === undefined) return [pathOf('appearance.variables', name)]
    properties.set(rule.property, usable)
    return []
  })
}

/** Own entries of a plain object; undefined for anything else. */
function entriesOf(value: unknown): [string, unknown][] | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : undefined
}

/** A name that is none is not repeated: it might be what it should not be. */
function pathOf(parent: string, name: string): string {
  return /^\w{1,40}$/.test(name) ? `${parent}.${name}` : parent
}

/** Says to the page's developer, who reads English, which setting the form goes on without. */
export function refusal(field: string): ErrorEvent {
  return {
    code: 'invalid_request',
    message: `${field} is not a setting that this form has, or its value is not one that it allows. It was left out.`,
    retryable: false,
    field,
  }
}

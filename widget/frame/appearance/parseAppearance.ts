/**
 * How the host page wants the form to brandInfo, judged name by name. Only what stands in these tables gets through,
 * each in its own grammar; it is set as a property, so no value can become a selector, a rule or a request.
 */
import type { Appearance, AppearanceVariables } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import {
  parseColor,
  parseFontFamily,
  createLengthParser,
  parseWeight,
  type CssValueParser,
} from './cssValues.js'

type Variable = { property: `--${string}`; parse: CssValueParser }

const variables = {
  colorPrimary: { property: '--color-primary', parse: parseColor },
  colorOnPrimary: { property: '--color-on-primary', parse: parseColor },
  colorBackground: { property: '--color-background', parse: parseColor },
  colorText: { property: '--color-text', parse: parseColor },
  colorMuted: { property: '--color-muted', parse: parseColor },
  colorDanger: { property: '--color-danger', parse: parseColor },
  colorSuccess: { property: '--color-success', parse: parseColor },
  colorBorder: { property: '--color-border', parse: parseColor },
  fontFamily: { property: '--font-family', parse: parseFontFamily },
  fontSizeBase: { property: '--font-size', parse: createLengthParser(16, 32) },
  fontWeightMedium: { property: '--font-weight-medium', parse: parseWeight },
  spacingUnit: { property: '--unit', parse: createLengthParser(2, 10) },
  borderRadius: { property: '--radius', parse: createLengthParser(0, 40) },
} satisfies Record<keyof Required<AppearanceVariables>, Variable>

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
export type ParsedAppearance = { settings: Settings; refused: string[] }

const MAX_LENGTH = 200
/** A page that has hundreds wrong needs no more than a few to see why. */
const MAX_REFUSED = 20
// Maps: a name such as `__proto__` or `constructor` finds nothing in them.
const variablesByName = new Map<string, Variable>(Object.entries(variables))
const choicesByName = new Map<string, string[]>(Object.entries(choices))

/** What of `appearance` can be used; what can't is in `refused`, by its path. */
export function parseAppearance(value: unknown): ParsedAppearance {
  const settings: Settings = { properties: new Map() }
  const refused: string[] = []
  for (const [name, setting] of plainEntries(value) ?? [['', undefined]]) {
    if (setting === undefined && name !== '') continue
    const variables = name === 'variables' && plainEntries(setting)
    if (variables) refused.push(...takeVariables(variables, settings.properties))
    else if (choicesByName.get(name)?.includes(setting as string))
      Object.assign(settings, { [name]: setting })
    else refused.push(joinPath('appearance', name))
  }
  return { settings, refused: refused.slice(0, MAX_REFUSED) }
}

function takeVariables(variables: [string, unknown][], properties: Map<string, string>): string[] {
  return variables.flatMap(([name, value]) => {
    if (value === undefined) return []
    const rule = variablesByName.get(name)
    const usable =
      typeof value === 'string' && value.length <= MAX_LENGTH ? rule?.parse(value.trim()) : undefined
    if (rule === undefined || usable === undefined) return [joinPath('appearance.variables', name)]
    properties.set(rule.property, usable)
    return []
  })
}

/** Own entries of a plain object; undefined for anything else. */
function plainEntries(value: unknown): [string, unknown][] | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : undefined
}

/** A name that is none is not repeated: it might be what it should not be. */
function joinPath(parent: string, name: string): string {
  return /^\w{1,40}$/.test(name) ? `${parent}.${name}` : parent
}

/** Says to the page's developer, who reads English, which setting the form goes on without. */
export function toRefusedEvent(field: string): ErrorEvent {
  return {
    code: 'invalid_request',
    message: `${field} is not a setting that this form has, or its value is not one that it allows. It was left out.`,
    retryable: false,
    field,
  }
}

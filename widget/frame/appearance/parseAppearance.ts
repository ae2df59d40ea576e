/**
 * Parses the host page's `appearance`. Only the names in these tables are accepted, each with its own value parser. Values
 * become custom properties, so none can become a selector, a rule or a request.
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

/** The valid settings. */
export type Settings = Pick<Appearance, Choice> & {
  /** Custom property → value. */
  properties: Map<string, string>
}
/** The valid settings, and the paths of what was refused. */
type ParsedAppearance = { settings: Settings; refused: string[] }

const MAX_LENGTH = 200
/** More refused settings than these are not reported. */
const MAX_REFUSED = 20
// Maps, because in an object a name such as `__proto__` or `constructor` is found.
const variablesByName = new Map<string, Variable>(Object.entries(variables))
const choicesByName = new Map<string, string[]>(Object.entries(choices))

/** Parses an unknown value; never throws. */
export function parseAppearance(value: unknown): ParsedAppearance {
  const settings: Settings = { properties: new Map() }
  const refused: string[] = []
  for (const [name, setting] of plainEntries(value) ?? [['', undefined]]) {
    if (setting === undefined && name !== '') continue
    const entries = name === 'variables' && plainEntries(setting)
    if (entries) refused.push(...parseVariables(entries, settings.properties))
    else if (choicesByName.get(name)?.includes(setting as string))
      Object.assign(settings, { [name]: setting })
    else refused.push(joinPath('appearance', name))
  }
  return { settings, refused: refused.slice(0, MAX_REFUSED) }
}

/** Adds the valid variables to `properties`; returns the paths of the others. */
function parseVariables(entries: [string, unknown][], properties: Map<string, string>): string[] {
  return entries.flatMap(([name, value]) => {
    if (value === undefined) return []
    const variable = variablesByName.get(name)
    const parsed =
      typeof value === 'string' && value.length <= MAX_LENGTH ? variable?.parse(value.trim()) : undefined
    if (variable === undefined || parsed === undefined) return [joinPath('appearance.variables', name)]
    properties.set(variable.property, parsed)
    return []
  })
}

/** Own entries of a plain object; undefined for anything else. */
function plainEntries(value: unknown): [string, unknown][] | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : undefined
}

/** Repeats only plausible names: anything else may be card data that was passed by mistake. */
function joinPath(parent: string, name: string): string {
  return /^\w{1,40}$/.test(name) ? `${parent}.${name}` : parent
}

/** The event that names a refused setting, for the page's developer. */
export function toRefusedEvent(field: string): ErrorEvent {
  return {
    code: 'invalid_request',
    message: `${field} is not a setting that this form has, or its value is not one that it allows. It was left out.`,
    retryable: false,
    field,
  }
}

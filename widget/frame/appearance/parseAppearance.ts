/**
 * Parses the host page's `appearance`. Only the names in these tables are accepted, each with its own value parser. Values
 * become custom properties, so none can become a selector, a rule or a request.
 */
import type { Appearance, AppearanceVariables } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { findNearest, toQuestion } from './nearestName.js'
import {
  parseColor,
  parseFontFamily,
  createLengthParser,
  parseWeight,
  MAX_VALUE_LENGTH,
  type CssValueParser,
} from './cssValues.js'

/** `expected` completes “Write …”, for the page's developer. */
type Variable = { property: `--${string}`; parse: CssValueParser; expected: string }

function color(property: Variable['property']): Variable {
  const expected =
    'a CSS color that this browser knows, without var() and system colors, such as oklch(0.6 0.15 250)'
  return { property, parse: parseColor, expected }
}

/** `min` and `max` in px. */
function length(property: Variable['property'], min: number, max: number): Variable {
  const expected = `${min}px to ${max}px, in px, rem or em`
  return { property, parse: createLengthParser(min, max), expected }
}

const variables = {
  colorPrimary: color('--color-primary'),
  colorOnPrimary: color('--color-on-primary'),
  colorBackground: color('--color-background'),
  colorText: color('--color-text'),
  colorMuted: color('--color-muted'),
  colorDanger: color('--color-danger'),
  colorSuccess: color('--color-success'),
  colorBorder: color('--color-border'),
  fontFamily: {
    property: '--font-family',
    parse: parseFontFamily,
    expected: 'font names separated by commas, such as "Inter, sans-serif"',
  },
  fontSizeBase: length('--font-size', 16, 32),
  fontWeightMedium: {
    property: '--font-weight-medium',
    parse: parseWeight,
    expected: "a string from '100' to '900' in hundreds",
  },
  spacingUnit: length('--unit', 2, 10),
  borderRadius: length('--radius', 0, 40),
} satisfies Record<keyof Required<AppearanceVariables>, Variable>

const choices = {
  theme: ['default', 'night', 'flat', 'none'],
  labels: ['above', 'floating'],
  layout: ['compact', 'spacious', 'stacked'],
  colorScheme: ['light', 'dark', 'auto'],
} satisfies { [Name in Exclude<keyof Appearance, 'variables' | 'rules'>]-?: Appearance[Name][] }

type Choice = keyof typeof choices

/** The valid settings. */
export type Settings = Pick<Appearance, Choice> & {
  /** Custom property → value. */
  properties: Map<string, string>
  /**
   * Removes and reports values that would make a text unreadable, then applies the rules. Returns the function that removes
   * the rules.
   */
  applyReadable?: (report: (event: ErrorEvent) => void) => () => void
}
/** The valid settings, and the paths of the refused ones. */
type ParsedAppearance = { settings: Settings; refused: string[] }

/** At most this many refused settings are reported. */
const MAX_REFUSED = 20
// Maps, because an object has names such as `__proto__` and `constructor` by itself.
const variablesByName = new Map<string, Variable>(Object.entries(variables))
const choicesByName = new Map<string, string[]>(Object.entries(choices))

const settingNames = [...choicesByName.keys(), 'variables', 'rules']

/** Parses an unknown value, without its rules. Never throws. */
export function parseAppearance(value: unknown): ParsedAppearance {
  const settings: Settings = { properties: new Map() }
  const refused: string[] = []
  for (const [name, setting] of plainEntries(value) ?? [['', undefined]]) {
    if ((setting === undefined && name !== '') || name === 'rules') continue
    const entries = name === 'variables' && plainEntries(setting)
    if (entries) refused.push(...parseVariables(entries, settings.properties))
    else if (choicesByName.get(name)?.includes(setting as string))
      Object.assign(settings, { [name]: setting })
    else refused.push(joinPath('appearance', name))
  }
  if (settings.layout === 'stacked') settings.layout = 'spacious'
  return { settings, refused: refused.slice(0, MAX_REFUSED) }
}

/** Adds the valid variables to `properties`. Returns the paths of the invalid ones. */
function parseVariables(entries: [string, unknown][], properties: Map<string, string>): string[] {
  return entries.flatMap(([name, value]) => {
    if (value === undefined) return []
    const variable = variablesByName.get(name)
    const parsed =
      typeof value === 'string' && value.length <= MAX_VALUE_LENGTH
        ? variable?.parse(value.trim())
        : undefined
    if (variable === undefined || parsed === undefined) return [joinPath('appearance.variables', name)]
    properties.set(variable.property, parsed)
    return []
  })
}

/** The own entries of an object. Undefined for an array or any other value. */
function plainEntries(value: unknown): [string, unknown][] | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : undefined
}

/** Repeats only plausible names, because any other text may be card data that was passed by mistake. */
function joinPath(parent: string, name: string): string {
  return /^\w{1,40}$/.test(name) ? `${parent}.${name}` : parent
}

/** The event that names a refused setting, and the valid values, for the page's developer. */
export function toRefusedEvent(field: string): ErrorEvent {
  const [, kind = '', name = ''] = field.split('.')
  const expected =
    kind === 'variables' ? variablesByName.get(name)?.expected : choicesByName.get(kind)?.join(', ')
  const rule = expected
    ? `${field} has a value that this form does not take`
    : `${field} is not a setting of this form`
  const names = kind === 'variables' ? [...variablesByName.keys()] : settingNames
  const nearest = toQuestion(findNearest(name || kind, names))
  const fix = expected ? `Write ${expected}.` : `${nearest}The settings are ${names.join(', ')}.`
  return {
    code: 'invalid_request',
    message: `${rule}. It was left out. ${fix}`,
    retryable: false,
    field,
  }
}

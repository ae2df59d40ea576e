/** Finds what a style sheet uses that a supported browser lacks: properties, at-rules, selectors, functions and units. */
import { css, isSupported, type Feature } from './browserSupport.case.js'

const UNITS: Record<string, string> = {
  dvh: 'viewport_percentage_units_dynamic',
  dvw: 'viewport_percentage_units_dynamic',
  svh: 'viewport_percentage_units_small',
  lvh: 'viewport_percentage_units_large',
  cqw: 'container_query_length_units',
  cqi: 'container_query_length_units',
  lh: 'lh',
  rlh: 'rlh',
}
/** CSS functions by name, such as `color-mix`. The data lists them under the type of their value. */
const functions: Record<string, Feature | undefined> = Object.fromEntries(
  Object.values(css.types ?? {}).flatMap((type) => Object.entries(type)),
)

/** Leaves out the blocks of `@supports`. */
function withoutGuarded(text: string): string {
  return text.replace(/@supports[^{]*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '')
}

/** What browsers lack in a style sheet without comments, as it is written: `:has`, `@container`, `color-mix()`, `dvh`. */
export function findMissingInStyles(text: string): string[] {
  const plain = withoutGuarded(text).replace(/"[^"]*"|'[^']*'/g, '""')
  const preludes = plain.match(/[^{};]+(?={)/g)?.join(' ') ?? ''
  const collect = (pattern: RegExp, where = plain) =>
    [...where.matchAll(pattern)].map(([, name = '']) => name)
  const isNested = /{[^{}]*&|[;{]\s*&/.test(plain)
  return [
    ...collect(/[;{]\s*([a-z-]+)\s*:(?=[^{}]*[;}])/g).filter((name) => !isSupported(css.properties?.[name])),
    ...collect(/@([a-z-]+)/g)
      .filter((name) => !isSupported(css['at-rules']?.[name]))
      .map((name) => `@${name}`),
    ...collect(/:([a-z-]+)/g, preludes)
      .filter((name) => !isSupported(css.selectors?.[name]))
      .map((name) => `:${name}`),
    ...collect(/([a-z-]+)\(/g)
      .filter((name) => !isSupported(css.types?.[name] ?? functions[name]))
      .map((name) => `${name}()`),
    ...collect(/[0-9](dvh|dvw|svh|lvh|cqw|cqi|lh|rlh)\b/g).filter(
      (unit) => !isSupported(css.types?.length?.[UNITS[unit] ?? '']),
    ),
    ...(isNested && !isSupported(css.selectors?.nesting) ? ['&'] : []),
  ]
}

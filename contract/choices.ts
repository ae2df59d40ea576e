/** Lists of names, and other values whose errors say what is allowed. */
import * as z from 'zod/mini'
import { suggestName } from './nearestName.js'

/** Other names for some of the names, such as `{ amex: 'american-express' }`: accepted nowhere, suggested in the error. */
type Nicknames<Name extends string> = Record<string, Name>

/** One of the names. */
export function choice<const Names extends readonly [string, ...string[]]>(
  names: Names,
  nicknames: Nicknames<Names[number]> = {},
) {
  return z.enum(names, {
    error: ({ input }) => `should be one of ${names.join(', ')}${suggest(input, names, nicknames)}`,
  })
}

function suggest(input: unknown, names: readonly string[], nicknames: Nicknames<string>): string {
  const name = typeof input === 'string' ? input.toLowerCase() : undefined
  const known = name !== undefined && Object.hasOwn(nicknames, name) ? nicknames[name] : undefined
  return suggestName(known ?? input, names)
}

/** A list of the names. */
export function nameList<const Names extends readonly [string, ...string[]]>(
  names: Names,
  nicknames?: Nicknames<Names[number]>,
) {
  return z.array(choice(names, nicknames), `should be a list such as ["${names[0]}"], of ${names.join(', ')}`)
}

/** A list that is not empty. */
export function namesOne(names: readonly string[]) {
  return z.minLength(1, `should name at least one of ${names.join(', ')}`)
}

/** A list without duplicates. */
export function namesEachOnce() {
  return z.refine<string[]>(
    (names) => new Set(names).size === names.length,
    'should name each one once. Remove the duplicate',
  )
}

/** A whole number from `min` to `max`, both included. `unit` is the plural, such as `seconds`. */
export function wholeNumber(min: number, max: number, unit: string) {
  const rule = `should be a whole number of ${unit} from ${min} to ${max}`
  return z.int(rule).check(z.minimum(min, rule), z.maximum(max, rule))
}

/** Lists of names, whose errors say what is allowed. */
import * as z from 'zod/mini'

/** One of the names. */
export function choice<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.enum(names, `should be one of ${names.join(', ')}`)
}

/** A list without duplicates. */
export function namesEachOnce() {
  return z.refine<string[]>((names) => new Set(names).size === names.length, 'may name each one once')
}

import * as z from 'zod/mini'

/** A string of `min` to `max` characters. The documents write a missing minimum as a maximum alone, such as `255`. */
export function text(min: number, max: number): z.ZodMiniString {
  return z.string().check(z.minLength(min), z.maxLength(max))
}

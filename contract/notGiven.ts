/** Backends fill in forms from their own records, where a missing value is `null` or an empty text. */
import type * as z from 'zod/mini'

/** What a schema of zod says about itself, as far as it matters here. */
type Definition = {
  type: string
  shape?: Record<string, z.ZodMiniType>
  innerType?: z.ZodMiniType
}

/** A value as a backend may send it: any optional key, at any depth, may be null. */
export type Lenient<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { [Key in keyof Value]: Lenient<Value[Key]> | (undefined extends Value[Key] ? null : never) }
    : Value

/**
 * Leaves out the optional keys of an object whose value is `null` or an empty text. Required keys stay, and so do keys
 * that the schema doesn't know: both are rejected by name.
 */
export function omitNotGiven(schema: z.ZodMiniType, value: unknown): unknown {
  const { type, shape, innerType } = schema._zod.def as Definition
  if (innerType) return omitNotGiven(innerType, value)
  if (type !== 'object' || !shape || typeof value !== 'object' || value === null || Array.isArray(value))
    return value
  const entries = Object.entries(value as Record<string, unknown>).flatMap(([name, each]) => {
    const part = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (!part) return [[name, each]]
    const isAbsent = each === null || each === ''
    return isAbsent && mayBeAbsent(part) ? [] : [[name, omitNotGiven(part, each)]]
  })
  return Object.fromEntries(entries)
}

function mayBeAbsent(schema: z.ZodMiniType): boolean {
  return ['optional', 'default'].includes((schema._zod.def as Definition).type)
}

/** Backends fill in forms from their own records, where a missing value is `null` or an empty text. */
import type * as z from 'zod/mini'

/** The part of a zod schema's definition that this module reads. */
type Definition = {
  type: string
  shape?: Record<string, z.ZodMiniType>
  innerType?: z.ZodMiniType
}

/**
 * An empty value of these keys is rejected, because it is a mistake of the backend. If it were left out, the server
 * would verify without the amount, or under an id of its own, which the merchant does not know.
 */
const NEVER_EMPTY = ['amount', 'participant_unique_id1'] as const
type NeverEmpty = (typeof NEVER_EMPTY)[number]

/** A value as a backend may send it: any optional key, at any depth, may be null, except the amount and the id. */
export type Lenient<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { [Key in keyof Value]: Lenient<Value[Key]> | (undefined extends Value[Key] ? Nothing<Key> : never) }
    : Value
type Nothing<Key> = Key extends NeverEmpty ? never : null

/**
 * Leaves out the optional keys of an object whose value is `null` or an empty text. Required keys stay, and so do
 * unknown keys and an empty amount or id, which the schema rejects by name.
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
    return isAbsent && mayBeAbsent(part) && !NEVER_EMPTY.some((never) => never === name)
      ? []
      : [[name, omitNotGiven(part, each)]]
  })
  return Object.fromEntries(entries)
}

function mayBeAbsent(schema: z.ZodMiniType): boolean {
  return ['optional', 'default'].includes((schema._zod.def as Definition).type)
}

/** What a session requires of a card beside that it is valid: `require` of `POST /v1/sessions`. */
import * as z from 'zod/mini'

/** Why a verified card misses the session's `require`. The form has a message for each. */
export const notPayableReasons = [
  'push_disabled',
  'pull_disabled',
  'card_type',
  'above_max',
  'below_min',
] as const
export type NotPayableReason = (typeof notPayableReasons)[number]

/** `push` is Ingo's `credit_enabled`, `pull` its `debit_enabled`; the limits are those of `credit_info`. */
export const cardRequirements = z.strictObject({
  push: z.optional(z.literal(true)),
  pull: z.optional(z.literal(true)),
  card_types: z.optional(z.array(z.enum(['Debit', 'Prepaid', 'Credit'])).check(z.minLength(1))),
  amount_within_limits: z.optional(z.literal(true)),
})
export type CardRequirements = z.infer<typeof cardRequirements>

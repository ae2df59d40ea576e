/** Why a verified card can't be paid as the session requires. A file of its own, because the frame needs no more of it. */

/** Why a verified card misses the session's `require`. The form has a message for each. */
export const notPayableReasons = [
  'push_disabled',
  'pull_disabled',
  'card_type',
  'above_max',
  'below_min',
] as const
export type NotPayableReason = (typeof notPayableReasons)[number]

/** Apart from `cardRequirements.ts`, because the frame's script needs the reasons without the schema. */

/** Why a verified card misses the session's `require`. The form has a message for each. */
export const notPayableReasons = [
  'push_disabled',
  'pull_disabled',
  'card_type',
  'above_max',
  'below_min',
] as const
export type NotPayableReason = (typeof notPayableReasons)[number]

/**
 * Ingo's status codes, and the meaning of each for a capture.
 * Source: https://developers.ingopayments.com/docs/guides/errors and
 * https://developer-payments.ingomoney.com/en/ingopay-api/codes-messaging/response-codes.
 */
import type { ErrorCode } from '../../contract/errors.js'
import { recipientFields, type RecipientField } from '../../contract/fields.js'

export type Refusal = {
  code: ErrorCode
  field?: 'account' | 'expiration_date' | 'cvv' | RecipientField
}

/** A merchant's own meanings of statuses that Ingo does not document. */
export type OutcomeMap = ReadonlyMap<number, Refusal>

/** The codes that an OutcomeMap may give a status. Each means that the account can't be verified as typed. */
export const mappableCodes = [
  'card_number_invalid',
  'card_expired',
  'cvv_invalid',
  'address_mismatch',
  'field_rejected',
  'card_not_supported',
  'card_declined',
  'limit_exceeded',
  'under_review',
] as const satisfies readonly ErrorCode[]

/** The fields that an OutcomeMap may give a status. */
export const mappableFields = ['account', 'expiration_date', 'cvv', ...recipientFields] as const

/**
 * `verified`: the response has a token. `working`: in progress, so send the same request again. `unknown`: the gateway
 * may have processed it, so send the same request again. `refused`: the account can't be verified.
 */
export type StatusMeaning =
  { kind: 'verified' } | { kind: 'working' } | { kind: 'unknown' } | { kind: 'refused'; refusal: Refusal }

const verified: StatusMeaning = { kind: 'verified' }
const unknown: StatusMeaning = { kind: 'unknown' }

function refused(code: ErrorCode, field?: Refusal['field']): StatusMeaning {
  return { kind: 'refused', refusal: { code, ...(field && { field }) } }
}

/** The first row that contains the status applies, so single codes come before their family. Both ends are included. */
const table: [from: number, to: number, meaning: StatusMeaning][] = [
  [100, 101, verified],
  [102, 103, unknown], // pending or queued: documented only for the Process operation
  [104, 104, { kind: 'working' }],
  [111, 129, verified], // soft results: approved, a check was partial or inconclusive
  [131, 132, verified],
  [100, 199, refused('under_review')], // 130 (OFAC), and undocumented successes
  [400, 499, refused('gateway_misconfigured')],
  [500, 599, unknown],
  [600, 616, refused('field_rejected')],
  [700, 742, refused('card_not_supported')],
  [753, 754, refused('address_mismatch', 'recipient_zip')], // AVS: the zip, or its format
  [755, 755, refused('address_mismatch', 'recipient_address1')], // AVS: street and zip
  [750, 815, refused('field_rejected')],
  [851, 867, refused('card_declined')],
  [900, 999, unknown],
  [1042, 1042, refused('card_number_invalid', 'account')],
]

/**
 * Families whose meaning is fixed: a success has a token, a 4xx is the integration's fault, and after a 5xx or 9xx
 * the gateway may have processed the request. Both ends are included.
 */
const fixed: [from: number, to: number][] = [
  [100, 199],
  [400, 599],
  [900, 999],
]

/** Whether an OutcomeMap may have the status: it is outside the fixed families. */
export function isMappable(status: number): boolean {
  return !fixed.some((family) => covers(family, status))
}

/** Reads by index, because destructuring allocates an iterator for each row of the table. */
function covers(range: readonly [from: number, to: number, ...unknown[]], status: number): boolean {
  return status >= range[0] && status <= range[1]
}

function findMeaning(status: number): StatusMeaning {
  for (const row of table) if (covers(row, status)) return row[2]
  return unknown
}

/**
 * The meaning of a status. The merchant's `outcomes` take precedence over the table for statuses that are mappable. A
 * code outside every family counts as a gateway error, with an unknown outcome. The field names are those of a card, so
 * the meaning has no field if `isCard` is false.
 */
export function classifyStatus(
  status: number,
  { isCard = true, outcomes }: { isCard?: boolean; outcomes?: OutcomeMap | undefined } = {},
): StatusMeaning {
  const own = outcomes && isMappable(status) ? outcomes.get(status) : undefined
  if (own) return refused(own.code, isCard ? own.field : undefined)
  const meaning = findMeaning(status)
  return meaning.kind === 'refused' && !isCard ? refused(meaning.refusal.code) : meaning
}

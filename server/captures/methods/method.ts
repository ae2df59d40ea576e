/** What an account type implements for captures, and what the account types share. */
import type * as z from 'zod/mini'
import type { NotPayableReason } from '../../../contract/payable.js'
import type { AccountType, CaptureResponse } from '../../../contract/session.js'
import type { Merchant } from '../../config/merchant.js'
import type { GatewayRequest } from '../../gateway/client.js'
import type { Refusal } from '../../gateway/outcomes.js'
import type { Session } from '../../sessions/sealedSession.js'

/**
 * How the `data` of a success compares with the request. Undefined if it has no token.
 * `missing`: documented fields that the response lacks and that would have been compared.
 */
export type ResponseMatch =
  | { kind: 'verified'; token: CaptureResponse; missing?: string[] }
  /** The card is valid and misses the session's `require`. Its token is for the merchant's backend alone. */
  | { kind: 'not_payable'; reason: NotPayableReason; customer_account_token: string; missing?: string[] }
  /** A field contradicts the request: the response is about another account. */
  | { kind: 'mismatched' }
  /** The response is about another request, so it says nothing about this one. */
  | { kind: 'other_request' }
  | { kind: 'refused'; refusal: Refusal }
  | undefined

/** One request to the gateway, and how to read its response. */
export type VerificationCall = GatewayRequest & {
  /** The content of the body, which a response must not repeat. */
  sent: object
  /** Whether the gateway recognizes a repeat by its participant_unique_id1, so that a retry is safe. */
  isIdempotent: boolean
  /** An earlier call of the same content may have been processed. */
  isRepeat?: boolean
  /** The request has a card number, and not a token in its place: only then is a refusal about the card's fields. */
  isCard?: true
  /** The request's amount, in dollars: a refusal may name a limit that it exceeds. */
  amount?: number
  /**
   * `data` is what `keepDocumented` has kept of the response. `isOlder`: the gateway says that the id has already
   * succeeded, and this request is its first under the id as far as this server knows. Then a response that shows no
   * account may be about another one.
   */
  parseResponse: (data: unknown, isOlder?: boolean) => ResponseMatch
}

/** A cardholder's submission that fits the contract. */
export type ParsedCapture = {
  accountType: AccountType
  /** Whether the gateway recognizes a repeat by its participant_unique_id1, so that a retry is safe. */
  isIdempotent: boolean
  /** What makes a repeat the same content. Never a CVV, which must not be stored in any form. */
  content: object
  /** The same, once the outcome is known: never more of a card than its last four digits and expiry. */
  contentSummary: object
  /** Why the gateway would refuse it in any case. `now` in ms since 1970. */
  checkBeforeSending: (now: number) => Refusal | undefined
  /** The request, dated `now` (ms since 1970), under the participant_unique_id1 in use. */
  call: (now: number, participantId: string) => Omit<VerificationCall, 'isIdempotent'>
}

/** Parses the frame's body. Throws `invalid_request` with the field. */
type ParseCapture = (merchant: Merchant, session: Session, body: Record<string, unknown>) => ParsedCapture

/** A row of the table in `registry.ts`: everything that the server knows about an account type. */
export type CaptureMethod<SchemaName extends string = string> = {
  /** The name of `schema` in the OpenAPI document. */
  schemaName: SchemaName
  /** The body of `POST /v1/captures`. */
  schema: z.ZodMiniType
  parse: ParseCapture
  /** Why this merchant does not have the account type: the detail of `not_available`. */
  unavailable?: (merchant: Merchant) => string | undefined
}

type Ids = {
  participant_unique_id2?: string
  store_id?: string
  terminal_id?: string
  clerk_id?: string
}

/** The identifiers of a request, in the order of Ingo's sample. */
export function participantIds(
  participant_unique_id1: string,
  { participant_unique_id2, store_id, terminal_id, clerk_id }: Ids,
): Ids & { participant_unique_id1: string } {
  return { participant_unique_id1, participant_unique_id2, store_id, terminal_id, clerk_id }
}

/** `timestamp` in seconds and the version of Ingo's API. `now` in ms since 1970. */
export function requestStamp(now: number): { timestamp: number; version: 11 } {
  return { timestamp: Math.floor(now / 1000), version: 11 }
}

/** The content, and the exact bytes that are signed and sent. `JSON.stringify` leaves out what is undefined. */
export function toBody(sent: object): Pick<VerificationCall, 'sent' | 'body'> {
  return { sent, body: Buffer.from(JSON.stringify(sent)) }
}

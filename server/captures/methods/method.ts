/** The interface of an account type for captures, and the functions that account types share. */
import type * as z from 'zod/mini'
import type { NotPayableReason } from '../../../contract/payable.js'
import type { AccountType, CaptureResponse } from '../../../contract/session.js'
import type { Merchant } from '../../config/merchant.js'
import type { GatewayRequest } from '../../gateway/client.js'
import type { Refusal } from '../../gateway/outcomes.js'
import type { Session } from '../../sessions/sealedSession.js'

/**
 * The result of comparing the `data` of a success with the request. Undefined if `data` has no token.
 * `missing`: documented fields that the response lacks and that would have been compared.
 */
export type ResponseMatch =
  | { kind: 'verified'; token: CaptureResponse; missing?: string[] }
  /** The card is valid, but does not meet the session's `require`. Only the merchant's backend may read its token. */
  | { kind: 'not_payable'; reason: NotPayableReason; customer_account_token: string; missing?: string[] }
  /** A field contradicts the request: the response is about another account. */
  | { kind: 'mismatched' }
  /** The response is about another request, so it says nothing about this one. */
  | { kind: 'other_request' }
  | { kind: 'refused'; refusal: Refusal }
  | undefined

/** One request to the gateway, and how to read its response. */
export type VerificationCall = Pick<GatewayRequest, 'operation' | 'body'> & {
  /** The content of the body, which a response must not repeat. */
  sent: object
  /** The request has a card number and not a token, so a refusal may be about the card's fields. */
  isCard?: true
  /** The request's amount, in dollars: a refusal may name a limit that it exceeds. */
  amount?: number
  /**
   * `data` comes from `keepDocumented`. `isOlder`: the gateway says that the id has already succeeded, although this
   * server knows of no earlier request under it. A response without an account may then be about another account.
   */
  parseResponse: (data: unknown, isOlder?: boolean) => ResponseMatch
}

/** A cardholder's submission that fits the contract. */
export type ParsedCapture = {
  accountType: AccountType
  /** Whether the gateway recognizes a repeat by its participant_unique_id1, so that a retry is safe. */
  isIdempotent: boolean
  /** The values that a repeat must have in common. Never the CVV, which must not be stored in any form. */
  content: object
  /** `content` for use once the outcome is known. Of a card, only the last four digits and the expiration date. */
  contentSummary: object
  /** Returns a refusal if the gateway would certainly refuse the request. `now` in ms since 1970. */
  checkBeforeSending: (now: number) => Refusal | undefined
  /** The request, dated `now` (ms since 1970), under the participant_unique_id1 in use. */
  call: (now: number, participantId: string) => VerificationCall
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

/** The content, and the exact bytes that are signed and sent. `JSON.stringify` leaves out undefined fields. */
export function toBody(sent: object): Pick<VerificationCall, 'sent' | 'body'> {
  return { sent, body: Buffer.from(JSON.stringify(sent)) }
}

/** What one account type's capture is to the life of a capture, and what the types have in common. */
import type { AccountType, CaptureResponse } from '../../../contract/session.js'
import type { Merchant } from '../../config/merchant.js'
import type { GatewayRequest } from '../../gateway/client.js'
import type { Refusal } from '../../gateway/outcomes.js'
import type { Session } from '../../sessions/sealedSession.js'

/** What a success's `data` says of what was sent; undefined where it lacks what a success has. */
export type ResponseMatch =
  | { kind: 'verified'; token: CaptureResponse }
  /** It is about another account. */
  | { kind: 'mismatched' }
  | { kind: 'refused'; refusal: Refusal }
  | undefined

/** One request to the gateway, and what to make of its answer. */
export type VerificationCall = GatewayRequest & {
  /** Whether a participant_unique_id1 tells the gateway a repeat from another request. */
  isIdempotent: boolean
  /** The card number in it, which may not come back. */
  cardNumberToRedact?: string
  parseResponse: (data: unknown) => ResponseMatch
}

/** What a cardholder has submitted, valid as the contract has it. */
export type ParsedCapture = {
  accountType: AccountType
  /** For the fingerprint alone. */
  content: object
  /** Why it need not be sent, at `now` (ms since 1970). */
  checkBeforeSending: (now: number) => Refusal | undefined
  call: (now: number) => VerificationCall
}

/** Parses the frame's body; throws `invalid_request` naming the field. */
export type ParseCapture = (
  merchant: Merchant,
  session: Session,
  body: Record<string, unknown>,
) => ParsedCapture

type Ids = {
  participant_unique_id1: string
  participant_unique_id2?: string | null
  store_id?: string
  terminal_id?: string
  clerk_id?: string
}

/** The merchant's identifiers, in the documents' order. */
export function participantIds(request: Ids): Ids & { participant_unique_id2?: string } {
  const { participant_unique_id1, participant_unique_id2, store_id, terminal_id, clerk_id } = request
  return {
    participant_unique_id1,
    participant_unique_id2: participant_unique_id2 ?? undefined,
    store_id,
    terminal_id,
    clerk_id,
  }
}

/** When it was sent, and for which version of the gateway; `now` in ms since 1970. */
export function requestStamp(now: number): { timestamp: number; version: 11 } {
  return { timestamp: Math.floor(now / 1000), version: 11 }
}

/** A reused participant_unique_id1 answers with another account: its other id is the first to tell. */
export function hasSameParticipantIds(sent: Ids, answered: Ids): boolean {
  return (
    answered.participant_unique_id1 === sent.participant_unique_id1 &&
    (answered.participant_unique_id2 ?? '') === (sent.participant_unique_id2 ?? '')
  )
}

export function toJsonBytes(request: object): Buffer {
  return Buffer.from(JSON.stringify(request))
}

/** The account type `card`: Ingo's `verify--card` with a card number. */
import {
  cardCapture,
  verifiedCard,
  type CardCapture,
  type VerifiedCard,
  type VerifyCardRequest,
} from '../../../contract/card.js'
import { revealCard } from '../../../contract/revealed.js'
import { checkCard } from './cardChecks.js'
import type { Merchant } from '../../config/merchant.js'
import { parseOrThrow } from '../../problem.js'
import type { Session } from '../../sessions/sealedSession.js'
import { applySessionValues } from './sessionValues.js'
import {
  toJsonBytes,
  hasSameParticipantIds,
  participantIds,
  requestStamp,
  type CaptureMethod,
  type ParsedCapture,
} from './method.js'

export const cardMethod: CaptureMethod<'CardCapture'> = {
  schemaName: 'CardCapture',
  // For the OpenAPI document: both fields optional. A merchant's policy may require each of them or turn it off.
  schema: cardCapture({ cvv: 'optional', expiration_date: 'optional' }),
  parse: parseCardCapture,
}

function parseCardCapture(
  merchant: Merchant,
  session: Session,
  body: Record<string, unknown>,
): ParsedCapture {
  const { recipient = {}, recipient_fields, accepted_brands, reveal } = session.request
  const content = parseOrThrow(
    cardCapture(merchant.policy),
    applySessionValues(body, recipient_fields, recipient),
  )
  return {
    accountType: 'card',
    content,
    checkBeforeSending: (now) => checkCard(content, accepted_brands, now),
    call(now) {
      const sent = toVerifyCardRequest(merchant, session, content, now)
      return {
        operation: 'verify--card',
        body: toJsonBytes(sent),
        isIdempotent: true,
        cardNumberToRedact: content.account,
        parseResponse(data) {
          const card = verifiedCard.safeParse(data).data
          if (!card) return undefined
          if (!matchesRequest(sent, card)) return { kind: 'mismatched' }
          return { kind: 'verified', token: revealCard(card, reveal) }
        },
      }
    },
  }
}

/** Ingo's documented request. */
function toVerifyCardRequest(
  { ingo }: Merchant,
  { request }: Session,
  { account_type: _, ...card }: CardCapture,
  now: number,
): VerifyCardRequest {
  return {
    participant_id: ingo.participantId,
    account_type: 'CA',
    amount: request.amount,
    ...card,
    ...participantIds(request),
    ...requestStamp(now),
  }
}

/** The expiration date is compared only if the request had one. */
function matchesRequest(sent: VerifyCardRequest, card: VerifiedCard): boolean {
  return (
    card.last_4 === sent.account.slice(-4) &&
    hasSameParticipantIds(sent, card) &&
    (sent.expiration_date === undefined || card.expiration_date === sent.expiration_date)
  )
}

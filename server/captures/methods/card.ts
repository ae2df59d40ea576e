/** `verify--card` with a raw card. */
import {
  cardCapture,
  verifiedCard,
  type CardCapture,
  type VerifiedCard,
  type VerifyCardRequest,
} from '../../../contract/card.js'
import { revealedCard } from '../../../contract/revealed.js'
import { refusalBeforeSending } from './cardChecks.js'
import type { Merchant } from '../../config/merchant.js'
import { parseOrRefuse } from '../../problem.js'
import type { Session } from '../../sessions/sealedSession.js'
import { withFixed } from './sessionValues.js'
import { bytesOf, hasSameIds, idsOf, stampOf, type Read } from './method.js'

export const readCard: Read = (merchant, session, body) => {
  const { recipient = {}, recipient_fields, accepted_brands, reveal } = session.request
  const whole = withFixed(body, recipient_fields, recipient)
  const content = parseOrRefuse(cardCapture(merchant.policy), whole)
  return {
    accountType: 'card',
    content,
    refusal: (now) => refusalBeforeSending(content, accepted_brands, now),
    call(now) {
      const sent = requestOf(merchant, session, content, now)
      return {
        operation: 'verify--card',
        body: bytesOf(sent),
        repeatable: true,
        number: content.account,
        judge(data) {
          const card = verifiedCard.safeParse(data).data
          if (!card) return undefined
          if (!isAboutSent(sent, card)) return { kind: 'mismatched' }
          return { kind: 'verified', token: revealedCard(card, reveal) }
        },
      }
    },
  }
}

/** The documented request; what is undefined is not there. */
function requestOf(
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
    ...idsOf(request),
    ...stampOf(now),
  }
}

function isAboutSent(sent: VerifyCardRequest, card: VerifiedCard): boolean {
  return (
    card.last_4 === sent.account.slice(-4) &&
    hasSameIds(sent, card) &&
    (sent.expiration_date === undefined || card.expiration_date === sent.expiration_date)
  )
}

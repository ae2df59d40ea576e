/** What is sent of a card, and whether an answer is about it. */
import type { CardCapture, VerifiedCard, VerifyCardRequest } from '../contract/card.js'
import type { Merchant } from './config.js'
import type { Session } from './sessions.js'

/** The documented request, in the order of the document's sample; what is undefined is not there. */
export function verifyCardRequest(
  { ingo }: Merchant,
  { request }: Session,
  { account_type: _, ...card }: CardCapture,
  /** ms since 1970. */
  now: number,
): VerifyCardRequest {
  const { participant_unique_id1, participant_unique_id2, store_id, terminal_id, clerk_id } = request
  return {
    participant_id: ingo.participantId,
    account_type: 'CA',
    amount: request.amount,
    ...card,
    participant_unique_id1,
    participant_unique_id2,
    store_id,
    terminal_id,
    clerk_id,
    timestamp: Math.floor(now / 1000),
    version: 11,
  }
}

/** Whether the answer is about what was sent. A reused participant_unique_id1 answers with another account. */
export function answersWhatWasSent(sent: VerifyCardRequest, card: VerifiedCard): boolean {
  return (
    card.last_4 === sent.account.slice(-4) &&
    card.participant_unique_id1 === sent.participant_unique_id1 &&
    (card.participant_unique_id2 ?? '') === (sent.participant_unique_id2 ?? '') &&
    (sent.expiration_date === undefined || card.expiration_date === sent.expiration_date)
  )
}

/** A session's record as the merchant's backend reads it. */
import type { BackendAnswer, RetrievedSession } from '../../../contract/sessionRequest.js'
import { currentStatus } from '../../sessions/currentStatus.js'
import { participantIdInUse } from '../../sessions/participantId.js'
import {
  endingResult,
  latestResponse,
  reviews,
  tokenizedResults,
  withheldTokens,
} from '../../store/answers.js'
import { unresolvedChoices } from '../../store/leaseRule.js'
import type { SessionRecord } from '../../store/record.js'

/** `now` in ms since 1970. */
export function toRetrievedSession(record: SessionRecord, now: number): RetrievedSession {
  const [tokenized, ...later] = tokenizedResults(record)
  const withheld = withheldTokens(record)
  const review = reviews(record).at(-1)
  const gateway = latestResponse(record)
  const latest = tokenized ? undefined : withheld.at(-1)
  const others = [
    ...(tokenized ? withheld : withheld.slice(0, -1)),
    ...later
      .filter(({ token }) => token.customer_account_token !== tokenized?.token.customer_account_token)
      .map(({ token: { customer_account_token }, participant_unique_id1 }) => ({
        ...{ customer_account_token, participant_unique_id1 },
      })),
  ]
  const needsNewSession =
    record.state === 'canceled' ||
    record.state === 'refused' ||
    endingResult(record) !== undefined ||
    unresolvedChoices(record, now)?.needsNewSession === true
  return {
    id: record.id,
    status: currentStatus(record, now),
    attempts: record.attempts,
    expires_at: new Date(record.expiresAt).toISOString(),
    ...(tokenized && {
      account_type: tokenized.account_type,
      customer_account_token: tokenized.token.customer_account_token,
    }),
    participant_unique_id1: tokenized?.participant_unique_id1 ?? participantIdInUse(record),
    ...(latest && {
      account_type: 'card',
      customer_account_token: latest.customer_account_token,
      // The id of this token, because the session's id is already the next one.
      participant_unique_id1: latest.participant_unique_id1,
      ...{ payable: latest.payable, reason: latest.reason },
    }),
    ...(others.length > 0 && { other_tokens: others }),
    ...record.details,
    ...(review && { review: review.state }),
    ...(needsNewSession && { needs_new_session: true }),
    ...(gateway && { gateway: gateway as BackendAnswer }),
  }
}

/** Ends a session for the merchant's backend, so that no account can be captured in it any more. */
import type { Merchant } from '../config/merchant.js'
import type { Clock } from '../gateway/clock.js'
import { ProblemError } from '../problem.js'
import { currentStatus } from '../sessions/currentStatus.js'
import { noSession } from '../sessions/noSession.js'
import { ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import type { SessionRecord } from '../store/record.js'
import type { Store } from '../store/store.js'
import { toSessionEvent } from '../webhooks/sessionEvent.js'

/** Each try fails only if a capture begins between the read and the write, which is rare. */
const MAX_TRIES = 5

/**
 * Resolves to the session after the call. A session that has ended without a token stays unchanged. Throws `not_found`,
 * `session_used` for a session with a token, and `in_progress` while a capture of the session may still get a token.
 */
export async function cancelSession(
  { store, clock }: { store: Store; clock: Pick<Clock, 'now'> },
  { id: merchant, webhook }: Merchant,
  id: string,
): Promise<SessionRecord> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const record = await store.read(merchant, id)
    if (!record) throw noSession()
    const now = clock.now()
    if (!isCancelable(record, now)) return record
    const events = [toSessionEvent(record, 'session.canceled', 'canceled', now)]
    const eventWrite = webhook && { events, isDelivered: webhook.url !== undefined }
    if (await store.cancel(record, eventWrite)) {
      const { current: _, ...rest } = record
      return { ...rest, state: 'canceled', givenUp: [] }
    }
  }
  throw inProgress('The session changes all the time. Try again.')
}

const UNKNOWN = 'The outcome of a capture is unknown, and it may have a token. Try again when it is known.'

function isCancelable(record: SessionRecord, now: number): boolean {
  switch (currentStatus(record, now)) {
    case 'open':
      // A capture that was given up may still get a token if its content is submitted again. Canceling would lose it.
      if (record.givenUp.length > 0) throw inProgress(UNKNOWN)
      return true
    case 'tokenized':
      throw new ProblemError('session_used', {
        detail: 'The session has its token, so it can’t be canceled any more.',
      })
    case 'processing':
      throw inProgress('A capture is in flight. Try again when it has ended.')
    case 'unknown':
      throw inProgress(UNKNOWN)
    default:
      return false
  }
}

function inProgress(detail: string): ProblemError {
  return new ProblemError('in_progress', { detail, retryAfter: ROUND_INTERVAL_MS / 1000 })
}

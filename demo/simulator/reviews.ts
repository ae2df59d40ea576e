/**
 * Ingo's reviews and the events about them. An event is sent two days later by the simulator's clock, or at once by
 * `PUT /reviews`. Ingo documents the events' names and codes. The shape of the body is the simulator's own.
 */
import * as z from 'zod/mini'
import { parseJson } from './parseRequest.js'
import type { ResponseData } from './response.js'

export type ReviewOutcome = 'cleared' | 'failed'
/** An account under review. `clear` records it as verified, so that a repeat gets status 101. */
export type PendingReview = { data: ResponseData; outcome: ReviewOutcome; clear: () => void }

export type Reviews = {
  /** Replaces an earlier review of the same participant_unique_id1. */
  begin: (review: PendingReview) => void
  /** Sends the events that are due. Resolves to the participant_unique_id1s whose events were accepted. */
  sendDue: () => Promise<string[]>
  /** Sends the event about one review. The body is that of `PUT /reviews`. */
  end: (body: Buffer) => Promise<{ http: number; body: Record<string, unknown> }>
}

type Options = {
  /** The URL that receives the events. */
  webhookUrl: string | undefined
  participantId: number
  /** The simulator's time, in ms since 1970. */
  now: () => number
}

const REVIEW_MS = 2 * 86_400_000
const TIMEOUT_MS = 10_000
/** With more reviews, the oldest is dropped. */
const CAPACITY = 10_000

const events = {
  cleared: { event: 'OFAC Status Cleared', event_code: 1107 },
  failed: { event: 'OFAC Status Failed', event_code: 1108 },
}

const endBody = z.strictObject({
  participant_unique_id1: z.string(),
  outcome: z.enum(['cleared', 'failed']),
})
const END_RULE =
  'body: should be {"participant_unique_id1": "…", "outcome": "cleared"}, with the id of a capture under review; outcome may be "failed" too'
const NO_URL = 'webhook: SIMULATOR_WEBHOOK_URL is missing. Set it to the URL that the events go to'

/** The reviews of one simulator, in memory. */
export function createReviews({ webhookUrl, participantId, now }: Options): Reviews {
  const pending = new Map<string, PendingReview & { dueAt: number }>()

  /** Resolves to the HTTP status, or to 0 without a response. A review whose event was not accepted stays pending. */
  async function send(id: string, outcome: ReviewOutcome): Promise<number> {
    const review = pending.get(id)
    if (!review || webhookUrl === undefined) return 0
    const { participant_unique_id1, participant_unique_id2, customer_account_token } = review.data
    // Ingo knows a cleared account before it sends the event.
    if (outcome === 'cleared') review.clear()
    const body = JSON.stringify({
      ...events[outcome],
      timestamp: Math.floor(now() / 1000),
      participant_id: participantId,
      data: { participant_unique_id1, participant_unique_id2, customer_account_token },
    })
    const headers = { 'Content-Type': 'application/json' }
    const init = { method: 'POST', body, headers, signal: AbortSignal.timeout(TIMEOUT_MS) }
    const { ok, status } = await fetch(webhookUrl, init).catch(() => ({ ok: false, status: 0 }))
    if (ok) pending.delete(id)
    return status
  }

  return {
    begin(review) {
      const id = String(review.data.participant_unique_id1)
      pending.delete(id)
      pending.set(id, { ...review, dueAt: now() + REVIEW_MS })
      const [oldest] = pending.keys()
      if (pending.size > CAPACITY && oldest !== undefined) pending.delete(oldest)
    },
    async sendDue() {
      const due = [...pending].filter(([, { dueAt }]) => dueAt <= now())
      for (const [id, { outcome }] of due) await send(id, outcome)
      return due.map(([id]) => id).filter((id) => !pending.has(id))
    },
    async end(body) {
      const parsed = endBody.safeParse(parseJson(body))
      if (!parsed.success) return rejection(400, END_RULE)
      const { participant_unique_id1: id, outcome } = parsed.data
      if (webhookUrl === undefined) return rejection(409, NO_URL)
      if (!pending.has(id))
        return rejection(404, 'participant_unique_id1: no capture of this id is under review')
      return { http: 200, body: { ...parsed.data, sent: await send(id, outcome) } }
    },
  }
}

function rejection(http: number, client_message: string) {
  return { http, body: { status: http, client_message } }
}

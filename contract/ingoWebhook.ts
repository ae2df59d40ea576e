/** How the capture server responds to an event of Ingo's. */
import * as z from 'zod/mini'

/**
 * - `applied`: the review has ended, and the session says so.
 * - `unchanged`: the session is not under review, or the review has ended before.
 * - `unknown_session`: no session of the merchant has the ids or the token of the event.
 * - `ambiguous`: several accounts under review have the event’s id, and no token says which one is meant. Or the event
 *   may be about a capture whose outcome stays unknown, or about an older session: only the latest 20 are searched.
 * - `other_event`: the event is about no review.
 */
export const reviewResults = ['applied', 'unchanged', 'unknown_session', 'ambiguous', 'other_event'] as const
export type ReviewResult = (typeof reviewResults)[number]

/** The response of `POST /v1/ingo/webhooks/{merchant}/{secret}`. */
export const receivedEvent = z.object({ result: z.enum(reviewResults) })
export type ReceivedEvent = z.infer<typeof receivedEvent>

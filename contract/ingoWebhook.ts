/** What the capture server answers to the events that Ingo sends it. */
import * as z from 'zod/mini'

/**
 * - `applied`: the review has ended, and the session says so.
 * - `unchanged`: the session is not under review, or the review has ended before.
 * - `unknown_session`: no session of the merchant has the ids or the token of the event.
 * - `ambiguous`: several accounts under review have the event’s id, and no token says which one is meant. Or it may be
 *   about an outcome that stays unknown, or about a session that 20 later ones of the id hide.
 * - `other_event`: the event is about no review.
 */
export const reviewResults = ['applied', 'unchanged', 'unknown_session', 'ambiguous', 'other_event'] as const
export type ReviewResult = (typeof reviewResults)[number]

/** The response of `POST /v1/ingo/webhooks/{merchant}/{secret}`. */
export const receivedEvent = z.object({ result: z.enum(reviewResults) })
export type ReceivedEvent = z.infer<typeof receivedEvent>

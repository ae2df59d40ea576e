/**
 * The events of a session:
 * - `session.tokenized`: it has its token.
 * - `session.exhausted`: no attempts are left.
 * - `session.expired`: its time is over, without a token and without an unknown outcome.
 * - `session.canceled`: the merchant's backend has canceled it.
 * - `session.under_review`: Ingo reviews a capture.
 * - `session.unknown`: the outcome of a capture is unknown.
 * - `session.resolved`: an outcome that was unknown or under review is known. `status` and
 *   `code` give it.
 * - `session.not_payable`: a card was verified and misses what the session requires.
 */
export const webhookEventTypes = [
  'session.tokenized',
  'session.exhausted',
  'session.expired',
  'session.canceled',
  'session.under_review',
  'session.unknown',
  'session.resolved',
  'session.not_payable',
] as const
export type WebhookEventType = (typeof webhookEventTypes)[number]

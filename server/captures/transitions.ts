/** The transitions between the states of a session. docs/capture.md shows them, and a test runs each row. */
import type { SessionState } from '../../contract/sessionRequest.js'

export const transitions = [
  { from: 'open', when: 'a capture acquires the lease', to: 'processing', attempts: 0 },
  {
    from: 'processing',
    when: 'verified, and the response matches the request',
    to: 'tokenized',
    attempts: 1,
  },
  {
    from: 'processing',
    when: 'not payable or another account’s, under an id of the server’s own',
    to: 'open',
    attempts: 1,
  },
  {
    from: 'processing',
    when: 'not payable or another account’s, under the merchant’s id',
    to: 'exhausted',
    attempts: 1,
  },
  { from: 'processing', when: 'refused, attempts are left', to: 'open', attempts: 1 },
  { from: 'processing', when: 'refused, it was the last attempt', to: 'exhausted', attempts: 1 },
  { from: 'processing', when: 'over a limit', to: 'open', attempts: 0 },
  { from: 'processing', when: 'not processed, or the integration is at fault', to: 'open', attempts: 0 },
  {
    from: 'processing',
    when: 'not processed, and an earlier outcome is unknown',
    to: 'unknown',
    attempts: 0,
  },
  {
    from: 'processing',
    when: 'the outcome is unknown, or the process died after sending',
    to: 'unknown',
    attempts: 0,
  },
  { from: 'unknown', when: 'the same content is submitted again', to: 'processing', attempts: 0 },
  { from: 'unknown', when: 'other content is submitted, and has to wait', to: 'unknown', attempts: 0 },
  {
    from: 'unknown',
    when: 'other content is submitted, after the outcome was given up',
    to: 'processing',
    attempts: 0,
  },
  {
    from: 'processing',
    when: 'the process died before anything was sent',
    to: 'open',
    attempts: 0,
  },
  { from: 'unknown', when: 'the session ends with an unknown outcome', to: 'unknown', attempts: 0 },
  { from: 'open', when: 'the merchant’s backend cancels the session', to: 'canceled', attempts: 0 },
  { from: 'open', when: 'the session’s time is over', to: 'expired', attempts: 0 },
  { from: 'open', when: 'Ingo clears a review', to: 'tokenized', attempts: 0 },
  { from: 'open', when: 'Ingo clears a review, and the card is not payable', to: 'exhausted', attempts: 0 },
  { from: 'open', when: 'a review fails', to: 'refused', attempts: 0 },
  { from: 'exhausted', when: 'Ingo clears a review of the last attempt', to: 'tokenized', attempts: 0 },
  { from: 'exhausted', when: 'a review of the last attempt fails', to: 'refused', attempts: 0 },
  { from: 'expired', when: 'Ingo clears a review afterwards', to: 'tokenized', attempts: 0 },
  { from: 'expired', when: 'a review fails afterwards', to: 'refused', attempts: 0 },
] as const satisfies { from: SessionState; when: string; to: SessionState; attempts: 0 | 1 }[]

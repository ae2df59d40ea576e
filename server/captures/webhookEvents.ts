/** The webhook events for the end of a capture. Without a webhook, none are written. */
import type { WebhookData } from '../../contract/webhook.js'
import type { WebhookEventType } from '../../contract/webhookEventTypes.js'
import { captureParticipantId } from '../sessions/participantId.js'
import type { EventWrite, NewEvent } from '../store/outbox.js'
import { createEventId } from '../webhooks/eventId.js'
import type { Admitted } from './admission.js'
import type { CaptureRequest } from './captureRequest.js'
import type { Transition } from './transition.js'

type Stored = NonNullable<Transition['stored']>
type Ended = Pick<Transition, 'result'> & { stored: Stored }

/** The events that the commit of a transition writes into the outbox. `now` in ms since 1970. */
export function toEventWrite(
  { merchant, session, parsed }: Pick<CaptureRequest, 'merchant' | 'session' | 'parsed'>,
  { result, stored }: Ended,
  { before, current }: Pick<Admitted, 'before' | 'current'>,
  now: number,
): EventWrite | undefined {
  if (!merchant.webhook) return undefined
  const { participant_unique_id2 } = session.request
  const data: WebhookData = {
    ...{ id: session.id, merchant: merchant.id, status: stored.state, attempts: stored.attempts },
    participant_unique_id1: captureParticipantId(before, current),
    ...(participant_unique_id2 && { participant_unique_id2 }),
    ...(before.details?.metadata && { metadata: before.details.metadata }),
    account_type: parsed.accountType,
    ...('problem' in result && { code: result.problem }),
    ...(result.review && { review: result.review.state }),
    ...('problem' in result && result.details.reason && { reason: result.details.reason }),
    ...(merchant.webhook.includesToken &&
      'token' in result && { customer_account_token: result.token.customer_account_token }),
  }
  const events = eventTypes(stored, result).map((event): NewEvent => ({
    id: createEventId(),
    at: now,
    data,
    ...event,
  }))
  return { events, isDelivered: merchant.webhook.url !== undefined }
}

/** In sending order: the result of the capture, then the state of the session. */
function eventTypes({ state }: Stored, result: Transition['result']): Pick<NewEvent, 'type' | 'ifTold'>[] {
  if (state === 'unknown') return [{ type: 'session.unknown', ifTold: false }]
  const types: WebhookEventType[] = []
  if ('problem' in result && result.problem === 'card_not_payable') types.push('session.not_payable')
  if ('problem' in result && result.problem === 'under_review') types.push('session.under_review')
  if (state === 'tokenized') types.push('session.tokenized')
  if (state === 'exhausted') types.push('session.exhausted')
  return [{ type: 'session.resolved', ifTold: true }, ...types.map((type) => ({ type }))]
}

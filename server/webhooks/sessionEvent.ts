/** Events about a session that no capture causes. */
import type { WebhookData } from '../../contract/webhook.js'
import type { WebhookEventType } from '../../contract/webhookEventTypes.js'
import { captureParticipantId, participantIdInUse } from '../sessions/participantId.js'
import type { NewEvent } from '../store/outbox.js'
import type { SessionRecord } from '../store/record.js'
import { createEventId } from './eventId.js'

/** `at` in ms since 1970. */
export function toSessionEvent(
  record: SessionRecord,
  type: WebhookEventType,
  status: WebhookData['status'],
  at: number,
): NewEvent {
  const { id, merchant, attempts, current, details } = record
  const participant_unique_id1 = current ? captureParticipantId(record, current) : participantIdInUse(record)
  const data = { id, merchant, status, attempts, participant_unique_id1, ...details }
  return { id: createEventId(), type, at, data }
}

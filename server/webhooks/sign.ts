/** The format and the signature of the Standard Webhooks specification, 1.0 (standardwebhooks.com). */
import { createHmac } from 'node:crypto'
import type { WebhookBody } from '../../contract/webhook.js'
import type { StoredEvent } from '../store/outbox.js'

/** The body of an event's request. It is the same for each try. */
export function formatBody({ type, at, data }: Pick<StoredEvent, 'type' | 'at' | 'data'>): string {
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data } satisfies WebhookBody)
}

/** The headers of one try; `now` in ms since 1970. Each key signs `id.timestamp.body`. */
export function signWebhook(keys: readonly Buffer[], id: string, body: string, now: number) {
  const timestamp = String(Math.floor(now / 1000))
  const content = `${id}.${timestamp}.${body}`
  const signatures = keys.map((key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`)
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}

/** The requests that the server sends, for `webhooks` of OpenAPI 3.1: one for each event. */
import { webhookEventTypes, type WebhookEventType } from '../../../contract/webhookEventTypes.js'
import { parameter } from './operation.js'
import { schemaRef, type Json } from './schemas.js'

const summaries: Record<WebhookEventType, string> = {
  'session.tokenized': 'The session has its token',
  'session.exhausted': 'No attempts are left',
  'session.expired': 'The session ended without a token and without an unknown outcome',
  'session.canceled': 'The merchant’s backend has canceled the session',
  'session.under_review': 'Ingo reviews a capture',
  'session.unknown': 'The outcome of a capture is unknown',
  'session.resolved': 'The outcome that session.unknown was about is known',
  'session.not_payable': 'A card was verified, but it misses what the session requires',
}

const headers = [
  parameter('header', 'webhook-id', 'The event’s id, the same for each try. Use it to recognize a repeat.', {
    type: 'string',
  }),
  parameter('header', 'webhook-timestamp', 'When this try was sent, in seconds since 1970.', {
    type: 'string',
    pattern: '^[0-9]+$',
  }),
  parameter(
    'header',
    'webhook-signature',
    'Separated by spaces: `v1,` and the base64 of HMAC-SHA-256 over id, timestamp and body, joined by dots.',
    { type: 'string' },
  ),
]

/** The object `webhooks` of the document. */
export function webhookRequests(): Record<string, Json> {
  return Object.fromEntries(webhookEventTypes.map((type) => [type, { post: toRequest(type) }]))
}

function toRequest(type: WebhookEventType): Json {
  const schema = { allOf: [schemaRef('WebhookBody'), { properties: { type: { const: type } } }] }
  return {
    operationId: `on-${type.replace(/[._]/g, '-')}`,
    tags: ['Webhooks'],
    summary: summaries[type],
    security: [],
    parameters: headers,
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      '2XX': { description: 'Your backend has the event.' },
      '4XX': { description: 'The event is sent again. So it is after any other status, and without one.' },
    },
  }
}

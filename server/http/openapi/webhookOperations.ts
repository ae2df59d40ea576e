/** The operations of webhooks: listing events, and sending an event again. */
import { parameter, type Operation } from './operation.js'

const secretKey = [{ secretKey: [] }]
const id = { type: 'string' }

/** The parameters of every list. */
export const pageParameters = [
  parameter('query', 'limit', 'How many, 20 without it.', { type: 'integer', minimum: 1, maximum: 100 }),
  parameter('query', 'before', 'The id of the last entry of the page before: what follows is older.', id),
]

/** Path, method, operation. */
export const webhookOperations: [path: string, method: 'get' | 'post', operation: Operation][] = [
  [
    '/v1/webhooks',
    'get',
    {
      id: 'listWebhooks',
      tag: 'Backend',
      summary: 'List the events of webhooks, newest first',
      security: secretKey,
      parameters: [
        ...pageParameters,
        parameter('query', 'after', 'An event’s id: newer ones follow, the oldest of them first.', id),
      ],
      response: { description: 'The events with their delivery.', schema: 'WebhookList' },
      errorCodes: ['invalid_request', 'unauthorized', 'not_available', 'gateway_unavailable'],
    },
  ],
  [
    '/v1/webhooks/{id}/resend',
    'post',
    {
      id: 'resendWebhook',
      tag: 'Backend',
      summary: 'Send an event again',
      security: secretKey,
      parameters: [parameter('path', 'id', 'The event’s id.', id)],
      response: { status: 202, description: 'The event is sent within a second.', schema: 'ResentEvent' },
      errorCodes: ['unauthorized', 'not_found', 'not_available', 'gateway_unavailable'],
    },
  ],
]

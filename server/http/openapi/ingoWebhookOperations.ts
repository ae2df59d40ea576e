/** The operation that Ingo calls. */
import { parameter, type Operation } from './operation.js'

/** Path, method, operation. */
export const ingoWebhookOperations: [path: string, method: 'post', operation: Operation][] = [
  [
    '/v1/ingo/webhooks/{merchant}/{secret}',
    'post',
    {
      id: 'receiveIngoEvent',
      tag: 'Ingo',
      summary: 'Receive an event of Ingo about a review',
      security: [],
      parameters: [
        parameter('path', 'merchant', 'The merchant’s id.', { type: 'string' }),
        parameter('path', 'secret', 'One of INGO_WEBHOOK_SECRET.', { type: 'string' }),
      ],
      request: ['IngoEvent'],
      response: { description: 'What came of the event.', schema: 'ReceivedEvent' },
      errorCodes: [
        ...(['invalid_request', 'unauthorized', 'not_found', 'in_progress', 'account_mismatch'] as const),
        'gateway_unavailable',
      ],
      statuses: { invalid_request: [400, 413, 415, 422], unauthorized: [403] },
    },
  ],
]

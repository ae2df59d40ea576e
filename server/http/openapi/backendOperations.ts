/** The operations of the merchant's backend, except for webhooks. */
import { cardCodes, gatewayCodes } from './errorCodes.js'
import { parameter, type Operation } from './operation.js'

const secretKey = [{ secretKey: [] }]
const text = { type: 'string' }

const creationKey = {
  ...parameter(
    'header',
    'Idempotency-Key',
    'The same key with the same body returns the same session, as long as the server has it. With another body it is rejected.',
    { type: 'string', pattern: '^[!-~]{1,255}$' },
  ),
  required: false,
}

/** Path, method, operation. */
export const backendOperations: [path: string, method: 'get' | 'post', operation: Operation][] = [
  [
    '/v1/sessions',
    'post',
    {
      id: 'createSession',
      tag: 'Backend',
      summary: 'Create a session for one capture by one cardholder',
      security: secretKey,
      parameters: [creationKey],
      request: ['SessionRequest'],
      response: {
        status: 201,
        description: 'The session with the URL of its form.',
        schema: 'CreatedSession',
      },
      errorCodes: [
        'invalid_request',
        'unauthorized',
        'origin_not_allowed',
        'participant_id_used',
        'idempotency_conflict',
        'not_available',
        'gateway_unavailable',
      ],
    },
  ],
  [
    '/v1/sessions/{id}',
    'get',
    {
      id: 'retrieveSession',
      tag: 'Backend',
      summary: 'Read a session’s status and token',
      security: secretKey,
      parameters: [parameter('path', 'id', 'The session’s id.', text)],
      response: {
        description: 'The status, and the token once the session has one.',
        schema: 'RetrievedSession',
      },
      errorCodes: ['unauthorized', 'not_found', 'gateway_unavailable'],
    },
  ],
  [
    '/v1/verifications',
    'post',
    {
      id: 'createVerification',
      tag: 'Backend',
      summary: 'Verify a tokenized account again',
      security: secretKey,
      request: ['VerificationRequest'],
      response: { description: 'The documented fields of Ingo’s response.', schema: 'GatewayAnswer' },
      errorCodes: ['invalid_request', 'unauthorized', 'rate_limited', ...cardCodes, ...gatewayCodes],
      problem: 'BackendProblem',
    },
  ],
  [
    '/v1/shapes',
    'get',
    {
      id: 'listShapes',
      tag: 'Backend',
      summary: 'List what the gateway sends that Ingo does not document',
      security: secretKey,
      response: { description: 'Keys and types since this process started, no value.', schema: 'ShapeList' },
      errorCodes: ['unauthorized'],
    },
  ],
]

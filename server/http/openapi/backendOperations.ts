/** The operations of the merchant's backend, except for webhooks. */
import { cardCodes, gatewayCodes } from './errorCodes.js'
import { parameter, type Operation } from './operation.js'
import { pageParameters } from './webhookOperations.js'

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
    '/v1/sessions',
    'get',
    {
      id: 'listSessions',
      tag: 'Backend',
      summary: 'Find sessions, newest first',
      security: secretKey,
      parameters: [
        parameter('query', 'participant_unique_id1', 'The one that the session was created with.', text),
        parameter('query', 'participant_unique_id2', 'The one that the session was created with.', text),
        parameter(
          'query',
          'reference',
          'What the form has shown to a cardholder: 8 characters, 0-9 and a-f.',
          text,
        ),
        ...pageParameters,
      ],
      response: {
        description: 'The sessions. The query names exactly one of the two ids and the reference.',
        schema: 'SessionList',
      },
      errorCodes: ['invalid_request', 'unauthorized', 'gateway_unavailable'],
    },
  ],
  [
    '/v1/sessions/{id}/cancel',
    'post',
    {
      id: 'cancelSession',
      tag: 'Backend',
      summary: 'Cancel a session, so that no account can be captured in it',
      security: secretKey,
      parameters: [parameter('path', 'id', 'The session’s id.', text)],
      response: {
        description: 'The session as it is now. One that has ended without a token stays as it is.',
        schema: 'RetrievedSession',
      },
      errorCodes: ['unauthorized', 'not_found', 'in_progress', 'session_used', 'gateway_unavailable'],
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

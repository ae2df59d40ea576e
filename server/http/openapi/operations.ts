/** Every operation of the API. A test compares the list with the app's routes. */
import { backendOperations } from './backendOperations.js'
import { cardCodes, gatewayCodes, limitCodes } from './errorCodes.js'
import { ingoWebhookOperations } from './ingoWebhookOperations.js'
import { toOperationObject, parameter, type Operation } from './operation.js'
import { publicOperations } from './publicOperations.js'
import { captureSchemas, type Json } from './schemas.js'
import { webhookOperations } from './webhookOperations.js'

const sealedSession = [{ sealedSession: [] }]
const noSecurity: Json[] = []

const text = { type: 'string' }
const merchant = parameter('path', 'merchant', 'The merchant’s id.', text)
const file = parameter('path', 'file', 'The file’s name.', text)
const script = 'text/javascript'
const html = 'text/html'

/** Path, method, operation. */
const operations: [path: string, method: 'get' | 'post', operation: Operation][] = [
  [
    '/v1/session',
    'get',
    {
      id: 'readFrameSession',
      tag: 'Frame',
      summary: 'Read the session in the frame',
      security: sealedSession,
      response: { description: 'The session’s data that the form needs.', schema: 'FrameSession' },
      errorCodes: [
        'unauthorized',
        'origin_not_allowed',
        'session_expired',
        'session_canceled',
        'session_refused',
        'attempts_exhausted',
      ],
    },
  ],
  [
    '/v1/captures',
    'post',
    {
      id: 'capture',
      tag: 'Frame',
      summary: 'Submit account data, from the frame only',
      security: sealedSession,
      parameters: [
        parameter(
          'header',
          'Idempotency-Key',
          'One for each deliberate submit, kept while its outcome is unknown. Repeating the key with the same content joins the call in flight or replays its response.',
          { type: 'string', format: 'uuid' },
        ),
      ],
      request: captureSchemas,
      response: {
        description: 'The token, and the fields that the session reveals.',
        schema: 'CaptureAnswer',
      },
      errorCodes: [
        ...([
          'invalid_request',
          'unauthorized',
          'origin_not_allowed',
          'in_progress',
          'session_used',
          'idempotency_conflict',
          'card_not_payable',
        ] as const),
        ...(['session_expired', 'session_canceled', 'session_refused', 'not_available'] as const),
        ...limitCodes,
        ...cardCodes,
        ...gatewayCodes,
      ],
    },
  ],
  [
    '/v1/funnel/{merchant}',
    'post',
    {
      id: 'reportFunnel',
      tag: 'Frame',
      summary: 'Report how far the cardholder came, from the frame only',
      security: noSecurity,
      parameters: [merchant],
      request: ['FunnelReport'],
      response: { status: 204, description: 'The report was counted.' },
      errorCodes: ['invalid_request', 'origin_not_allowed', 'not_found', 'rate_limited'],
    },
  ],
  [
    '/frame/{merchant}',
    'get',
    {
      id: 'frame',
      tag: 'Public',
      summary: 'The frame’s document',
      security: noSecurity,
      parameters: [
        merchant,
        parameter('query', 'form', 'The form’s variant, as a session’s url has it.', text),
      ],
      response: { description: 'The document. It contains no session.', type: html },
      errorCodes: ['not_found'],
    },
  ],
  [
    '/frame/assets/{file}',
    'get',
    {
      id: 'frameAsset',
      tag: 'Public',
      summary: 'A script of the frame',
      security: noSecurity,
      parameters: [file],
      response: { description: 'The file. The content of a file name never changes.', type: script },
      errorCodes: ['not_found'],
    },
  ],
  [
    '/sdk/v1/{file}',
    'get',
    {
      id: 'sdk',
      tag: 'Public',
      summary: 'The SDK: ingo-capture.js, or a file with its version in the name',
      security: noSecurity,
      parameters: [file],
      response: { description: 'The script.', type: script },
      errorCodes: ['not_found'],
    },
  ],
]

/** The paths object of the document. */
export function paths(): Record<string, Json> {
  const all = [
    ...backendOperations,
    ...webhookOperations,
    ...ingoWebhookOperations,
    ...operations,
    ...publicOperations.map(([path, operation]): (typeof operations)[number] => [
      path,
      'get',
      { ...operation, tag: 'Public', security: noSecurity, errorCodes: ['invalid_request'] },
    ]),
  ]
  const paths: Record<string, Json> = {}
  for (const [path, method, operation] of all)
    paths[path] = { ...paths[path], [method]: toOperationObject(operation) }
  return paths
}

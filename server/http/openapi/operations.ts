/** Every route. A test holds it against the routes of the app. */
import type { ErrorCode } from '../../../contract/errors.js'
import { operation, parameter, type Operation } from './operation.js'
import { open } from './publicOperations.js'
import { captureSchemas, type Json } from './schemas.js'

const secretKey = [{ secretKey: [] }]
const sealedSession = [{ sealedSession: [] }]
const nobody: Json[] = []

const limits = ['rate_limited', 'attempts_exhausted'] as const
const ofCards = ['card_number_invalid', 'card_expired', 'cvv_invalid', 'address_mismatch'] as const
const ofGateway = [
  ...['field_rejected', 'card_not_supported', 'card_declined', 'limit_exceeded', 'under_review'],
  ...['idempotency_conflict', 'outcome_unknown', 'gateway_unavailable', 'gateway_misconfigured'],
] as ErrorCode[]

const text = { type: 'string' }
const file = parameter('path', 'file', 'The file’s name.', text)
const script = 'text/javascript'
const html = 'text/html'

/** Path, method, operation. */
const table: [path: string, method: 'get' | 'post', operation: Operation][] = [
  [
    '/v1/sessions',
    'post',
    {
      id: 'createSession',
      tag: 'Backend',
      summary: 'Make a session: one cardholder’s one capture',
      security: secretKey,
      request: ['SessionRequest'],
      answer: { status: 201, about: 'The session, and the URL of its form.', schema: 'CreatedSession' },
      refusals: [
        'invalid_request',
        'unauthorized',
        'origin_not_allowed',
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
      summary: 'Read what became of a session',
      security: secretKey,
      parameters: [parameter('path', 'id', 'The session’s id.', text)],
      answer: { about: 'Its status, and its token once there is one.', schema: 'RetrievedSession' },
      refusals: ['unauthorized', 'not_found', 'gateway_unavailable'],
    },
  ],
  [
    '/v1/verifications',
    'post',
    {
      id: 'createVerification',
      tag: 'Backend',
      summary: 'Verify a saved account again, by its token',
      security: secretKey,
      request: ['VerificationRequest'],
      answer: { about: 'Ingo’s documented answer, as it came.', schema: 'GatewayAnswer' },
      refusals: ['invalid_request', 'unauthorized', 'rate_limited', ...ofCards, ...ofGateway],
    },
  ],
  [
    '/v1/session',
    'get',
    {
      id: 'readFrameSession',
      tag: 'Frame',
      summary: 'What the form needs to know',
      security: sealedSession,
      answer: { about: 'What the form needs and nothing else.', schema: 'FrameSession' },
      refusals: ['unauthorized', 'origin_not_allowed', 'session_expired', 'attempts_exhausted'],
    },
  ],
  [
    '/v1/captures',
    'post',
    {
      id: 'capture',
      tag: 'Frame',
      summary: 'The one door for card data: from the frame alone',
      security: sealedSession,
      parameters: [
        parameter(
          'header',
          'Idempotency-Key',
          'One for each distinct content: the same key and content joins the call under way, or gets its answer again.',
          { type: 'string', format: 'uuid' },
        ),
      ],
      request: captureSchemas,
      answer: { about: 'The token, and what the session reveals.', schema: 'CaptureAnswer' },
      refusals: [
        ...([
          'invalid_request',
          'unauthorized',
          'origin_not_allowed',
          'in_progress',
          'session_used',
        ] as const),
        ...(['session_expired', 'not_available'] as const),
        ...limits,
        ...ofCards,
        ...ofGateway,
      ],
    },
  ],
  [
    '/frame/{merchant}',
    'get',
    {
      id: 'frame',
      tag: 'Public',
      summary: 'The frame’s document',
      security: nobody,
      parameters: [
        parameter('path', 'merchant', 'The merchant’s id.', text),
        parameter('query', 'form', 'The form’s variant, as a session’s url has it.', text),
      ],
      answer: { about: 'The document, without a session in it.', type: html },
      refusals: ['not_found'],
    },
  ],
  [
    '/frame/assets/{file}',
    'get',
    {
      id: 'frameAsset',
      tag: 'Public',
      summary: 'A script or a style of the frame',
      security: nobody,
      parameters: [file],
      answer: { about: 'The file, which never changes under its name.', type: script },
      refusals: ['not_found'],
    },
  ],
  [
    '/sdk/v1/{file}',
    'get',
    {
      id: 'sdk',
      tag: 'Public',
      summary: 'The SDK: ingo-capture.js, or the same by its version',
      security: nobody,
      parameters: [file],
      answer: { about: 'The script.', type: script },
      refusals: ['not_found'],
    },
  ],
]

export function paths(): Record<string, Json> {
  const all = [
    ...table,
    ...open.map(([path, one]): (typeof table)[number] => [
      path,
      'get',
      { ...one, tag: 'Public', security: nobody, refusals: ['invalid_request'] },
    ]),
  ]
  return Object.fromEntries(all.map(([path, method, one]) => [path, { [method]: operation(one) }]))
}

/** Operations without authentication and without parameters. */
import type { Operation } from './operation.js'

type PublicOperation = Pick<Operation, 'id' | 'summary' | 'response' | 'alternativeResponse'>
export const publicOperations: [path: string, operation: PublicOperation][] = [
  [
    '/sdk/v1/integrity.json',
    {
      id: 'sdkIntegrity',
      summary: 'Hashes of the SDK’s files',
      response: { description: 'A hash for each file.', schema: 'Integrity' },
    },
  ],
  [
    '/sdk/v1/preload.html',
    {
      id: 'preload',
      summary: 'Preload the form’s files',
      response: { description: 'A document that loads the form’s files.', type: 'text/html' },
    },
  ],
  [
    '/healthz',
    {
      id: 'health',
      summary: 'Check that the process is up',
      response: { description: 'The process is up.', schema: 'Health' },
    },
  ],
  [
    '/readyz',
    {
      id: 'readiness',
      summary: 'Check that the store can be used and that the server does not stop',
      response: { description: 'The server is ready.', schema: 'Ready' },
      alternativeResponse: {
        status: 503,
        description:
          'The server is not ready and should get no new requests. The metrics port answers with the reasons.',
        schema: 'NotReady',
        headers: { 'Retry-After': 'RetryAfter' },
      },
    },
  ],
  ['/openapi.json', { id: 'openapi', summary: 'This document', response: { description: 'OpenAPI 3.1.' } }],
]

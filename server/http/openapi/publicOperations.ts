/** Routes that anybody may ask, and that take nothing. */
import type { Operation } from './operation.js'

type Open = Pick<Operation, 'id' | 'summary' | 'answer' | 'otherwise'>
export const open: [path: string, operation: Open][] = [
  [
    '/sdk/v1/integrity.json',
    {
      id: 'sdkIntegrity',
      summary: 'Hashes of the SDK’s files',
      answer: { about: 'A hash for each file.', schema: 'Integrity' },
    },
  ],
  [
    '/sdk/v1/preload.html',
    {
      id: 'preload',
      summary: 'What warms a form up',
      answer: { about: 'A document that loads what it needs.', type: 'text/html' },
    },
  ],
  [
    '/healthz',
    { id: 'health', summary: 'Is the process up?', answer: { about: 'It is.', schema: 'Health' } },
  ],
  [
    '/readyz',
    {
      id: 'readiness',
      summary: 'Is it fit to serve?',
      answer: { about: 'It is.', schema: 'Ready' },
      otherwise: {
        status: 503,
        about: 'It is not, for these reasons: it should get nothing new.',
        schema: 'NotReady',
        headers: { 'Retry-After': 'RetryAfter' },
      },
    },
  ],
  ['/openapi.json', { id: 'openapi', summary: 'This document', answer: { about: 'OpenAPI 3.1.' } }],
]

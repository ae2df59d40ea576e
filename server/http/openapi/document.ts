/** The OpenAPI 3.1 document of the HTTP interface. */
import { paths } from './operations.js'
import { ref, schemas, type Json } from './schemas.js'

export function createDocument(publicUrl: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'ingo-capture',
      summary: 'Hosted card capture for Ingo Payments that a merchant runs itself.',
      description:
        'A backend makes a session and shows its `url` in an iframe; the frame posts what is typed to its own ' +
        'origin; the backend reads the token. Every error is `application/problem+json` with a `code`.',
      version: 'v1',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    tags: [
      { name: 'Backend', description: 'For the merchant’s backend, with its secret key.' },
      { name: 'Frame', description: 'For the frame’s document, on its own origin, with its sealed session.' },
      { name: 'Public', description: 'For everybody.' },
    ],
    paths: paths(),
    components: {
      securitySchemes: {
        secretKey: { type: 'http', scheme: 'bearer', description: 'The merchant’s secret key.' },
        sealedSession: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWE',
          description: 'What follows `#` in a session’s `url`.',
        },
      },
      headers: {
        RequestId: {
          description: 'Names this request in the log.',
          schema: { type: 'string', format: 'uuid' },
        },
        RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
      },
      responses: {
        Problem: {
          description: 'Any other error (RFC 9457).',
          content: { 'application/problem+json': { schema: ref('Problem') } },
        },
      },
      schemas: schemas(),
    },
  }
}

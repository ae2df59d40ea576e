/** The OpenAPI 3.1 document of the HTTP API. */
import { paths } from './operations.js'
import { schemaRef, componentSchemas, type Json } from './schemas.js'
import { webhookRequests } from './webhookRequests.js'

export function createDocument(publicUrl: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'ingo-capture',
      summary: 'Hosted card capture for Ingo Payments that a merchant runs itself.',
      description:
        'A backend creates a session and shows its `url` in an iframe. The frame posts the entered data to its own ' +
        'origin, and the backend reads the token. Every error is `application/problem+json` with a `code`.',
      version: 'v1',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    tags: [
      {
        name: 'Backend',
        description:
          'For the merchant’s backend, with its secret key. In its requests an optional key that is `null` or an empty ' +
          'text counts as not given, except `amount` and `participant_unique_id1`.',
      },
      { name: 'Frame', description: 'For the frame’s document, on its own origin, with its sealed session.' },
      { name: 'Ingo', description: 'For Ingo’s events about reviews, with the secret of the path.' },
      { name: 'Public', description: 'Without authentication.' },
      {
        name: 'Webhooks',
        description:
          'What the server sends to `CAPTURE_WEBHOOK_URL`, in the format of the Standard Webhooks specification.',
      },
    ],
    paths: paths(),
    webhooks: webhookRequests(),
    components: {
      securitySchemes: {
        secretKey: { type: 'http', scheme: 'bearer', description: 'The merchant’s secret key.' },
        sealedSession: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWE',
          description: 'The fragment of a session’s `url`, after `#`.',
        },
      },
      headers: {
        RequestId: {
          description: 'The id of this request in the log.',
          schema: { type: 'string', format: 'uuid' },
        },
        RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
      },
      responses: {
        Problem: {
          description: 'Any other error (RFC 9457).',
          content: { 'application/problem+json': { schema: schemaRef('Problem') } },
        },
      },
      schemas: componentSchemas(),
    },
  }
}

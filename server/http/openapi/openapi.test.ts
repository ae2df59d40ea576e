/** Compares the OpenAPI document with the app: the same routes, and responses that match their schemas. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { card, json, SECRET_KEY, start, startApp, startGateway, success } from '../../testing/app.case.js'
import { errors } from '../../../contract/errors.js'
import { createDocument } from './document.js'
import { examples } from './examples.js'
import type { SchemaName } from './schemas.js'

type DocumentedResponse = { headers: object; content: Record<string, { schema: object }> }
type Operation = { responses: Record<string, unknown> }
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, { properties?: Record<string, unknown>; additionalProperties?: unknown }>
  }
}

const repository = join(import.meta.dirname, '../../..')
const document = createDocument('https://capture.example') as Document
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema(document, 'document')

/** Validation errors of a value, or else its properties that the schema does not list. */
function schemaErrors(name: SchemaName, value: unknown): unknown {
  const validate = ajv.getSchema(`document#/components/schemas/${name}`)
  if (!validate?.(value)) return validate?.errors ?? 'no such schema'
  const { properties = {}, additionalProperties } = document.components.schemas[name] ?? {}
  if (additionalProperties) return []
  return Object.keys(value as object).filter((key) => !(key in properties))
}

async function readBody(response: Response | Promise<Response>): Promise<unknown> {
  return (await response).json()
}

/** Routes by the documented path of a file that has an operation of its own. */
const files: Record<string, string> = {
  'GET /frame/assets/{file}': 'GET /frame/{folder}/{file}',
  'GET /sdk/v1/integrity.json': 'GET /sdk/v1/{file}',
  'GET /sdk/v1/preload.html': 'GET /sdk/v1/{file}',
}

it('documents exactly the paths of the app, and the methods that each allows', async () => {
  const { app } = startApp({})
  const routes = await Promise.all(
    app.routes.map(async ({ path }) => {
      const response = await app.request(path, { method: 'OPTIONS' })
      const methods = response.headers.get('allow')?.split(', ') ?? []
      const pattern = path.replace(/:(\w+)/g, '{$1}')
      return methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${pattern}`)
    }),
  )
  const documented = Object.entries(document.paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .map((operation) => files[operation] ?? operation)
  expect([...new Set(documented)].sort()).toEqual(routes.flat().sort())
})

it('keeps the app on Hono’s fastest router, which accepts no static path next to a parameter', async () => {
  const { app } = startApp({})
  await app.request('/healthz')
  expect(app.router.name).toBe('SmartRouter + RegExpRouter')
})

it('returns documented responses for sessions, frames and captures', async () => {
  const { create, open, app } = await start()
  const created = await create(examples.SessionRequest)
  expect([created.status, schemaErrors('CreatedSession', await readBody(created))]).toEqual([201, []])
  const { sealed, capture, status } = await open({ reveal: ['last_4'] })
  const shown = app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })
  expect(schemaErrors('FrameSession', await readBody(shown))).toEqual([])
  expect(schemaErrors('CaptureAnswer', await readBody(capture(examples.CardCapture)))).toEqual([])
  const retrieved = await status()
  expect([retrieved.status, schemaErrors('RetrievedSession', retrieved)]).toEqual(['tokenized', []])
})

it('returns documented responses for verifications, and Ingo’s response in a problem', async () => {
  const gateway = await startGateway(
    json((sent) => success({ ...sent, account: '4111111111111111' })),
    json(() => ({ status: 851, client_message: 'Declined' })),
  )
  const { app } = startApp({ INGO_URL: gateway.url })
  const ask = () =>
    app.request('/v1/verifications', {
      method: 'POST',
      body: JSON.stringify(examples.VerificationRequest),
      headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
    })
  const verified = await ask()
  expect([verified.status, schemaErrors('GatewayAnswer', await readBody(verified))]).toEqual([200, []])
  const body = (await readBody(ask())) as Record<string, unknown>
  expect([body.gateway_status, schemaErrors('BackendProblem', body)]).toEqual([851, []])
  // The schema of the frame's problem must not have Ingo's answer.
  expect(schemaErrors('Problem', body)).toEqual(['gateway_status', 'gateway'])
})

it('returns documented responses for health and readiness', async () => {
  const { app, state } = startApp({})
  for (const [path, status, schema] of [
    ['/healthz', 200, 'Health'],
    ['/sdk/v1/integrity.json', 200, 'Integrity'],
    ['/readyz', 200, 'Ready'],
    ['/readyz', 503, 'NotReady'],
  ] as const) {
    state.draining = status === 503
    const response = await app.request(path)
    const documented = document.paths[path]?.get?.responses[status] as DocumentedResponse | undefined
    const [type = '', { schema: documentedSchema = {} } = {}] =
      Object.entries(documented?.content ?? {})[0] ?? []
    expect([response.status, response.headers.get('content-type'), documentedSchema]).toEqual([
      status,
      expect.stringContaining(type),
      { $ref: `#/components/schemas/${schema}` },
    ])
    expect([path, schemaErrors(schema, await readBody(response))]).toEqual([path, []])
    for (const name of Object.keys(documented?.headers ?? {})) expect(response.headers.has(name)).toBe(true)
    if (status === 503) expect(documented?.headers).toHaveProperty('Retry-After')
  }
})

it('rejects with a documented problem whose status the operation lists', async () => {
  const { create, open, app, backend } = startApp({})
  const { capture } = await open()
  const rejected: [string, string, Response | Promise<Response>][] = [
    ['post', '/v1/sessions', create({ origin: 'nowhere' })],
    ['post', '/v1/sessions', create(examples.SessionRequest, 'sk_wrong_0123456789abcdefgh')],
    ['post', '/v1/sessions', create({ ...examples.SessionRequest, origin: 'https://evil.example' })],
    ['get', '/v1/sessions/{id}', backend('/none')],
    ['post', '/v1/captures', capture({ ...card, cvv: 'x' })],
    ['post', '/v1/captures', capture('{')],
    ['post', '/v1/captures', capture(card, 'not a uuid')],
    ['get', '/v1/session', app.request('/v1/session')],
    ['get', '/frame/{merchant}', app.request('/frame/unknown')],
  ]
  for (const [method, path, pending] of rejected) {
    const response = await pending
    expect(Object.keys(document.paths[path]?.[method]?.responses ?? {})).toContain(String(response.status))
    expect([path, schemaErrors('Problem', await readBody(response))]).toEqual([path, []])
  }
})

it('has examples that match their schemas, and only the documented card number', () => {
  for (const [name, example] of Object.entries(examples))
    expect([name, schemaErrors(name as SchemaName, example)]).toEqual([name, []])
  expect(new Set(JSON.stringify(document).match(/(?<![-\w])[0-9]{12,19}(?![-\w])/g))).toEqual(
    new Set(['4111111111111111']),
  )
})

it('lists every error code, and passes redocly’s recommended rules', async () => {
  for (const code of Object.keys(errors)) expect(JSON.stringify(document)).toContain(`\`${code}\``)
  // Lints the built file, because it is published.
  const file = join(repository, 'dist/openapi.json')
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const redocly = join(repository, 'node_modules/.bin/redocly')
  const lint = ['lint', file, '--extends', 'recommended', '--format', 'json']
  const { stdout } = await promisify(execFile)(redocly, lint, { cwd: repository, env })
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { totals: object; problems: unknown[] }
  expect(report).toMatchObject({ totals: { errors: 0, warnings: 0 }, problems: [] })
})

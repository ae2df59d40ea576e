/** For tests: the server's endpoints, each with a property that must hold for any input. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { problem } from '../../contract/errors.js'
import {
  card,
  json as respondJson,
  ORIGIN,
  SECRET_KEY,
  startApp,
  startGateway,
  removeRandomValues,
  success,
  readResponse,
  type Behaviour,
} from './app.case.js'
import { wrongGatewayResponses, bodies, headers, paths, changedSealedSession } from './arbitraries.case.js'
import { checkSession, ownCheck } from './check.case.js'
import { unlimited } from './serveProcess.case.js'

export type FuzzTarget = {
  name: string
  /** How many cases a test run takes. */
  cases: number
  /** Starts what the property needs until the test ends. */
  property: () => Promise<fc.IAsyncProperty<unknown[]>>
}

const json = { 'Content-Type': 'application/json' }

/** Expects a success, or a problem with a code of the contract that echoes none of the input's digits. */
async function expectSuccessOrProblem(
  response: Response,
  sent: string | Uint8Array<ArrayBuffer> = '',
): Promise<void> {
  const text = await response.text()
  if (response.ok || response.status === 304) return
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const { code, status } = problem.parse(JSON.parse(text))
  expect(code).not.toBe('internal')
  expect(status).toBe(response.status)
  const was = typeof sent === 'string' ? sent : Buffer.from(sent).toString('latin1')
  for (const digits of was.match(/[0-9]{6,}/g) ?? []) expect(removeRandomValues(text)).not.toContain(digits)
}

/** Verifies a card, declines everything else. */
const verifyCards = respondJson((sent) => ('account' in sent ? success(sent) : { status: 852 }))

function backendProperty(path: string, good: object): FuzzTarget['property'] {
  return async () => {
    const { url } = await startGateway(verifyCards)
    const { app } = startApp({ INGO_URL: url, ...unlimited })
    const sending = { ...json, Authorization: `Bearer ${SECRET_KEY}` }
    return fc.asyncProperty(bodies(good), async (body) => {
      await expectSuccessOrProblem(await app.request(path, { method: 'POST', body, headers: sending }), body)
    })
  }
}

function captureProperty(good: object, session: object): FuzzTarget['property'] {
  return async () => {
    const { url } = await startGateway(verifyCards)
    const { app, open } = startApp({ INGO_URL: url, ...unlimited })
    return fc.asyncProperty(bodies(good), async (body) => {
      const { sealed } = await open(session)
      const key = { 'Idempotency-Key': crypto.randomUUID(), Authorization: `Bearer ${sealed}` }
      const init = { method: 'POST', body, headers: { ...json, ...key } }
      await expectSuccessOrProblem(await app.request('/v1/captures', init), body)
    })
  }
}

function funnelProperty() {
  const { app, time } = startApp({})
  const report = {
    language: 'en',
    device: 'phone',
    forms: { card: { shown: true, fields: { cvv: ['completed'] } } },
  }
  return fc.asyncProperty(bodies(report), async (body) => {
    // Advances the clock, so that no report exceeds the limit per minute.
    time.now += 1000
    await expectSuccessOrProblem(
      await app.request('/v1/funnel/demo', { method: 'POST', body, headers: json }),
      body,
    )
  })
}

async function headerProperty() {
  const { app, open } = startApp({})
  const { sealed } = await open()
  const good = { ...json, Authorization: `Bearer ${sealed}` }
  return fc.asyncProperty(paths, fc.constantFrom('GET', 'POST', 'OPTIONS'), headers, async (...asked) => {
    const [path, method, odd] = asked
    await expectSuccessOrProblem(await app.request(path, { method, headers: { ...good, ...odd } }))
  })
}

async function sealedSessionProperty() {
  const { app, open } = startApp({})
  const { sealed } = await open()
  return fc.asyncProperty(changedSealedSession(sealed), async (text) => {
    const response = await app.request('/v1/session', { headers: { Authorization: `Bearer ${text}` } })
    expect(await readResponse(response)).toMatchObject({ http: 401, code: 'unauthorized' })
  })
}

async function gatewayProperty() {
  let body: string | Uint8Array = ''
  const respondWrongly: Behaviour = (_sent, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(body)
  const { url } = await startGateway(respondWrongly)
  const { open, time } = startApp({ INGO_URL: url, ...unlimited })
  return fc.asyncProperty(wrongGatewayResponses, async (text) => {
    body = text
    // Longer than the window of the circuit breakers, so that one response can't affect the next.
    time.now += 31_000
    const { capture, status } = await open()
    const response = await capture(card)
    expect(response.ok).toBe(false)
    await expectSuccessOrProblem(response)
    expect(await status()).not.toHaveProperty('customer_account_token')
  })
}

const order = { origin: ORIGIN }
const tokenVerification = {
  account_type: 'card',
  customer_account_token: 'token-1',
  participant_unique_id1: 'order-1',
}

export const fuzzTargets: FuzzTarget[] = [
  { name: 'any body of a session', cases: 300, property: backendProperty('/v1/sessions', order) },
  {
    name: 'any body of a verification',
    cases: 100,
    property: backendProperty('/v1/verifications', tokenVerification),
  },
  { name: 'any body of a card’s capture', cases: 200, property: captureProperty(card, {}) },
  { name: 'any body of a check’s capture', cases: 100, property: captureProperty(ownCheck, checkSession) },
  { name: 'any report of the funnel', cases: 100, property: () => Promise.resolve(funnelProperty()) },
  { name: 'any header at any path', cases: 300, property: headerProperty },
  { name: 'any change to a sealed session', cases: 300, property: sealedSessionProperty },
  { name: 'any gateway response', cases: 100, property: gatewayProperty },
]

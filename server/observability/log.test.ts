/** The log: one line for each request with its capture, and one for each gateway call, with the same request id. */
import { expect, it } from 'vitest'
import { card, json, start, success } from '../testing/app.case.js'
import { createLog, safeErrorFields } from './log.js'

type Line = Record<string, unknown> & { msg: string; level: number }
const [INFO, WARN, ERROR] = [30, 40, 50]
const UUID = /^[0-9a-f-]{36}$/

function parseLines(lines: string[]): Line[] {
  return lines.map((line) => JSON.parse(line) as Line)
}

it('gives the lines of a capture the same request id and session, and logs a retry as a warning', async () => {
  const { open, lines } = await start(
    (_sent, _response, request) => request.socket.destroy(),
    json((sent) => success(sent, {}, 101)),
  )
  const { capture, id } = await open()
  lines.length = 0
  const response = await capture()
  const request_id = response.headers.get('x-request-id')
  expect(request_id).toMatch(UUID)
  const ids = { request_id, merchant: 'demo', session: id }
  const ms = { duration_ms: expect.any(Number) as number, time: expect.any(String) as string }
  const call = { ...ids, ...ms, msg: 'gateway', operation: 'verify--card' }
  const answered = { method: 'POST', route: '/v1/captures', status: 200 }
  const ending = { operation: 'verify--card', outcome: 'tokenized', gateway_status: 101, attempts_used: 1 }
  expect(parseLines(lines)).toEqual([
    { ...call, level: WARN, retry: 0, outcome: 'indeterminate', reason: expect.any(String) as string },
    { ...call, level: WARN, retry: 1, outcome: 'response', gateway_status: 101 },
    { ...ids, ...ms, msg: 'capture', level: INFO, ...answered, ...ending },
  ])
})

it('logs a successful capture in one line at info, and its gateway call at debug', async () => {
  const { open, lines } = await start()
  const { capture } = await open()
  lines.length = 0
  await capture()
  expect(parseLines(lines)).toMatchObject([
    { msg: 'gateway', level: 20, outcome: 'response', gateway_status: 100 },
    { msg: 'capture', level: INFO, status: 200, outcome: 'tokenized', gateway_status: 100 },
  ])
})

it.each([
  ['rejected credentials', 'gateway_misconfigured', ERROR, json(() => ({}), 401)],
  ['a stale timestamp', 'gateway_misconfigured', ERROR, json(() => ({ status: 402 }))],
  ['another account’s token', 'account_mismatch', ERROR, json((sent) => success(sent, { last_4: '0000' }))],
  ['a rate-limited call', 'gateway_unavailable', WARN, json(() => ({}), 429)],
  ['a declined card', 'card_declined', INFO, json(() => ({ status: 852 }))],
])('logs %s at error only if an operator must act', async (_name, outcome, level, behaviour) => {
  const { open, lines } = await start(behaviour)
  const { capture } = await open()
  await capture(card)
  expect(parseLines(lines).filter(({ msg }) => msg === 'capture')).toMatchObject([{ outcome, level }])
})

it('logs an unknown outcome as a warning, also for a request that asks for it again', async () => {
  const undocumented = json(() => ({ status: 1 }))
  const { open, lines } = await start(undocumented, undocumented, undocumented)
  const { capture } = await open()
  const key = '018f0000-0000-7000-8000-000000000001'
  await capture(card, key)
  await capture(card, key)
  expect(parseLines(lines).filter(({ code }) => code === 'outcome_unknown')).toMatchObject([
    { msg: 'capture', level: WARN },
    { msg: 'request', level: WARN },
  ])
})

it('logs probes at debug, and a change of readiness at a level of its own', async () => {
  const { app, store, lines } = await start()
  await app.request('/healthz')
  await app.request('/readyz')
  expect(parseLines(lines).map(({ level }) => level)).toEqual([20, 20])
  await store.close()
  // Longer than the cached result of the store's probe.
  await new Promise((done) => setTimeout(done, 1_050))
  lines.length = 0
  expect((await app.request('/readyz')).status).toBe(503)
  expect(parseLines(lines).find(({ msg }) => msg === 'request')).toMatchObject({ level: 20, status: 503 })
  expect(parseLines(lines).find(({ msg }) => msg === 'not ready')).toMatchObject({
    level: WARN,
    reason: 'store',
  })
})

const quoting = 'no such thing: 4111111111111111\n    at 4111111111111111 (other.js:1:1)'

it.each([
  ['an unexpected error', new TypeError(quoting), 'TypeError'],
  ['a thrown string', quoting, 'string'],
  ['an object that only looks like an error', { name: quoting, message: quoting, stack: quoting }, 'object'],
])('logs the name and the stack frames of %s, and nothing of its message', (_name, thrown, error) => {
  const lines: string[] = []
  createLog('info', { write: (line) => void lines.push(line) }, Date.now).error('failure', {
    request_id: '1a2b3c4d',
    ...safeErrorFields(thrown),
  })
  expect(lines.join()).not.toMatch(/4111|other|no such thing/)
  const [line] = parseLines(lines)
  expect(line).toMatchObject({ level: ERROR, msg: 'failure', request_id: '1a2b3c4d', error })
  const places = line?.at as string[]
  expect(places.length).toBe(thrown instanceof Error ? 5 : 0)
  if (thrown instanceof Error) expect(places[0]).toMatch(/log\.test\.ts/)
})

it('writes no field that is not in the allow-list', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) }, Date.now)
  const fields = { request_id: '1a2b3c4d', account: '4111111111111111', body: { cvv: '123' } }
  log.info('capture', fields)
  expect(lines.join()).not.toMatch(/4111|cvv|account|body/)
  expect(parseLines(lines)).toMatchObject([{ request_id: '1a2b3c4d' }])
})

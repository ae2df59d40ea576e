/** Whatever comes in at a door is answered with a code of the list, and never with an exception. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { problem } from '../contract/errors.js'
import { card, ORIGIN, SECRET_KEY, startApp, startGateway, told, type Behaviour } from './app.case.js'
import { unlimited } from './node.case.js'

const rejections: unknown[] = []
const note = (reason: unknown) => rejections.push(reason)
beforeAll(() => process.on('unhandledRejection', note))
afterAll(() => {
  process.off('unhandledRejection', note)
  expect(rejections).toEqual([])
})

/** JSON of any shape, near the real thing as well as far from it. */
const names = fc.constantFrom(
  ...Object.keys(card),
  'origin',
  '__proto__',
  'constructor',
  'toString',
  'participant_id',
)
const anyValue = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud83d', '\u0000', ' '),
)
const nearly = (good: object) =>
  fc.dictionary(names, anyValue, { maxKeys: 3 }).map((odd) => ({ ...good, ...odd }))
const bodies = (good: object) =>
  fc.oneof(
    nearly(good).map((value) => JSON.stringify(value)),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.uint8Array({ maxLength: 100 }),
  )

/** The answer is ours: a success, or a problem with a code of the list that repeats nothing. */
async function expectAnswer(response: Response, sent: string | Uint8Array<ArrayBuffer>): Promise<void> {
  const text = await response.text()
  if (response.ok) return
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const { code, status } = problem.parse(JSON.parse(text))
  expect(code).not.toBe('internal')
  expect(status).toBe(response.status)
  for (const digits of String(sent).match(/[0-9]{6,}/g) ?? []) expect(text).not.toContain(digits)
}

it('any body of a session', async () => {
  const { app } = startApp({})
  const headers = { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' }
  await fc.assert(
    fc.asyncProperty(bodies({ origin: ORIGIN, participant_unique_id1: 'order-1' }), async (body) => {
      await expectAnswer(await app.request('/v1/sessions', { method: 'POST', body, headers }), body)
    }),
    { numRuns: 300 },
  )
})

it('any body of a capture', async () => {
  const { url } = await startGateway()
  const { app, open } = startApp({ INGO_URL: url, ...unlimited })
  await fc.assert(
    fc.asyncProperty(bodies(card), async (body) => {
      const { sealed } = await open()
      const response = await app.request('/v1/captures', {
        method: 'POST',
        body,
        headers: {
          Authorization: `Bearer ${sealed}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': crypto.randomUUID(),
        },
      })
      await expectAnswer(response, body)
    }),
    { numRuns: 200 },
  )
})

const headerValue = fc.stringMatching(/^[\x21-\x7e\xa0-\xff]([\x20-\x7e\xa0-\xff]{0,60}[\x21-\x7e])?$/)
const headerName = fc.constantFrom(
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'Origin',
  'Sec-Fetch-Site',
  'Sec-Fetch-Dest',
  'X-Forwarded-For',
  'If-None-Match',
  'Accept-Encoding',
)
it('any header at any door', async () => {
  const { app, open } = startApp({})
  const { sealed } = await open()
  const good = { Authorization: `Bearer ${sealed}`, 'Content-Type': 'application/json' }
  const paths = fc.constantFrom(
    '/v1/session',
    '/v1/sessions/x',
    '/frame/demo',
    '/sdk/v1/ingo-capture.js',
    '/healthz',
  )
  await fc.assert(
    fc.asyncProperty(paths, fc.dictionary(headerName, headerValue), async (path, odd) => {
      const response = await app.request(path, { headers: { ...good, ...odd } })
      if (response.status !== 304) await expectAnswer(response, '')
    }),
    { numRuns: 300 },
  )
})

it('any change to a sealed session closes it', async () => {
  const { app, open } = startApp({})
  const { sealed } = await open()
  const at = fc.integer({ min: 0, max: sealed.length - 1 })
  const put = fc.constantFrom('A', 'z', '0', '-', '_', '.', '=')
  await fc.assert(
    fc.asyncProperty(at, put, fc.constantFrom(0, 1, 5), async (from, char, cut) => {
      const touched = sealed.slice(0, from) + char + sealed.slice(from + cut)
      fc.pre(touched !== sealed)
      const response = await app.request('/v1/session', { headers: { Authorization: `Bearer ${touched}` } })
      expect(await told(response)).toMatchObject({ http: 401, code: 'unauthorized' })
    }),
    { numRuns: 300 },
  )
})

it('any answer of a gateway', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  let answer: string | Uint8Array = ''
  const lie: Behaviour = (_sent, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer)
  const { url } = await startGateway(lie)
  const { open } = startApp({ INGO_URL: url, ...unlimited })
  const keys = fc.constantFrom(
    'customer_account_token',
    'last_4',
    'participant_unique_id1',
    'issuers',
    '__proto__',
  )
  const data = fc.oneof(fc.dictionary(keys, anyValue), fc.jsonValue())
  const envelope = fc.record({ status: fc.oneof(fc.integer({ min: 90, max: 1100 }), anyValue), data })
  const answers = fc.oneof(
    envelope.map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary' }),
    fc.uint8Array(),
  )
  await fc.assert(
    fc.asyncProperty(answers, async (text) => {
      answer = text
      // Each lie is judged by itself: the circuits have forgotten the last.
      vi.advanceTimersByTime(31_000)
      const { capture, status } = await open()
      const response = await capture(card)
      expect(response.ok).toBe(false)
      await expectAnswer(response, '')
      expect(await status()).not.toHaveProperty('customer_account_token')
    }),
    { numRuns: 100 },
  )
})

import { ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { type Behaviour, card, json, start, startApp, success, readResponse } from '../testing/app.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'

describe('when the gateway does not respond', () => {
  it('responds 502 when the gateway refuses connections, counts no attempt, and lets the same key retry', async () => {
    const closed = createServer().listen(0)
    const { port } = closed.address() as { port: number }
    closed.close()
    const { open, slept } = startApp({ INGO_URL: `http://127.0.0.1:${port}` })
    const session = await open()
    expect(await readResponse(session.capture(card, KEY))).toMatchObject({
      http: 502,
      code: 'gateway_unavailable',
      retryable: true,
    })
    expect(slept.length).toBe(2)
    expect(await session.status()).toMatchObject({ status: 'open', attempts: 0 })
  })

  it('returns the token after a connection reset: sends the same bytes with a new date 4 s later', async () => {
    const { gateway, open, slept } = await start(
      (_sent, _response, request) => request.socket.resetAndDestroy(),
      json((sent) => success(sent, {}, 101)),
    )
    expect(await readResponse((await open()).capture())).toMatchObject({
      http: 200,
      customer_account_token: TOKEN,
    })
    expect(slept).toEqual([4000])
    const [first, second] = gateway.received
    expect(second?.body).toBe(first?.body)
    const xDate = (headers?: string[]) => headers?.[headers.indexOf('X-Date') + 1]
    expect(Date.parse(xDate(second?.rawHeaders) ?? '') - Date.parse(xDate(first?.rawHeaders) ?? '')).toBe(
      4000,
    )
  })

  it('retries at once if a gateway on this machine sends Retry-After: 0, and sends it to the form', async () => {
    const busy: Behaviour = (_sent, response) => response.writeHead(429, { 'Retry-After': '0' }).end()
    const { gateway, open, slept } = await start(busy, busy)
    const response = await (await open()).capture()
    expect([response.status, response.headers.get('retry-after')]).toEqual([502, '0'])
    expect(gateway.received).toHaveLength(2)
    expect(slept).toEqual([0])
  })

  it('retries while the gateway’s status is in progress', async () => {
    const inProgress = json(() => ({ status: 104, client_message: 'In Progress', time: '0.1' }))
    const { open, slept } = await start(
      inProgress,
      inProgress,
      json((sent) => success(sent, {}, 101)),
    )
    expect(await readResponse((await open()).capture())).toMatchObject({ http: 200 })
    expect(slept).toEqual([4000, 4000])
  })

  it.each([
    ['not JSON', 200, 'nonsense'],
    ['empty', 200, ''],
    ['HTML of a proxy', 503, '<h1>Service Unavailable</h1>'],
    ['of another shape', 200, '{"ok":true}'],
    ['a success without a token', 200, '{"status":100,"data":{}}'],
    ['status 500', 200, '{"status":500}'],
    ['huge', 200, `{"status":100,"padding":"${'x'.repeat(70_000)}"}`],
    ['a redirect', 302, ''],
  ])(
    'reports outcome_unknown for a response that is %s, and resolves it with the same key',
    async (_name, http, body) => {
      const respondBadly: Behaviour = (_sent, response) => {
        response.writeHead(http, { Location: 'http://127.0.0.1:1/' }).end(body)
      }
      const { gateway, open, time } = await start(
        respondBadly,
        respondBadly,
        respondBadly,
        json((sent) => success(sent, {}, 101)),
      )
      const session = await open()
      expect(await readResponse(session.capture(card, KEY))).toMatchObject({
        http: 504,
        code: 'outcome_unknown',
        retryable: true,
      })
      expect(await session.status()).toMatchObject({ status: 'unknown', attempts: 0 })
      expect(gateway.received.length).toBe(3)
      time.now += ROUND_INTERVAL_MS
      expect(await readResponse(session.capture(card, KEY))).toMatchObject({
        http: 200,
        customer_account_token: TOKEN,
      })
    },
  )

  it('reports rejected credentials as gateway_misconfigured, and logs an error', async () => {
    const { open, lines } = await start((_sent, response) => response.writeHead(401).end('{"message":"no"}'))
    expect(await readResponse((await open()).capture())).toMatchObject({
      http: 502,
      code: 'gateway_misconfigured',
    })
    expect(lines.some((line) => line.includes('"level":50'))).toBe(true)
  })

  it.each([404, 405])('reports HTTP %i of a wrong path as gateway_misconfigured at once', async (http) => {
    const { open, gateway, lines } = await start((_sent, response) =>
      response.writeHead(http).end('<h1>no</h1>'),
    )
    const session = await open()
    const response = await readResponse(session.capture())
    expect(response).toMatchObject({ http: 502, code: 'gateway_misconfigured', retryable: false })
    expect(gateway.received.length).toBe(1)
    expect(await session.status()).toMatchObject({ status: 'open' })
    const logged = lines.filter((line) => line.includes('INGO_URL')).map((line) => JSON.parse(line) as object)
    expect(logged).toMatchObject([{ level: 50, msg: 'gateway', outcome: 'path_not_found' }])
  })

  it.each([
    ['the path is gone', 404, ''],
    ['the credentials are refused', 401, '{"message":"HMAC signature does not match"}'],
  ])(
    'keeps the outcome unknown if %s after a call that may have been processed',
    async (_name, http, text) => {
      const { open, gateway, time } = await start(
        (_sent, _response, request) => request.socket.destroy(),
        (_sent, response) => response.writeHead(http).end(text),
      )
      const session = await open()
      expect(await readResponse(session.capture(card, KEY))).toMatchObject({
        http: 504,
        code: 'outcome_unknown',
      })
      expect(gateway.received.length).toBe(2)
      expect(await session.status()).toMatchObject({ status: 'unknown' })
      // A later submission of the same content also leaves the outcome unknown.
      time.now += ROUND_INTERVAL_MS
      expect(await readResponse(session.capture(card, KEY))).toMatchObject({ code: 'outcome_unknown' })
      expect(gateway.received.length).toBe(3)
    },
  )
})

import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { type Behaviour, card, json, start, startApp, success, told } from '../testing/app.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'

describe('when the gateway does not answer', () => {
  it('that nothing listens is 502, the attempt is not counted, and the same key may go again', async () => {
    const closed = createServer().listen(0)
    const { port } = closed.address() as { port: number }
    closed.close()
    const { open, slept } = startApp({ INGO_URL: `http://127.0.0.1:${port}` })
    const session = await open()
    expect(await told(session.capture(card, KEY))).toMatchObject({
      http: 502,
      code: 'gateway_unavailable',
      retryable: true,
    })
    expect(slept.length).toBe(2)
    expect(await session.status()).toMatchObject({ status: 'open', attempts: 0 })
  })

  it('a reset after processing ends with the token: the same bytes again, freshly dated, 4 s later', async () => {
    const { gateway, open, slept } = await start(
      (_sent, _response, request) => request.socket.resetAndDestroy(),
      json((sent) => success(sent, {}, 101)),
    )
    expect(await told((await open()).capture())).toMatchObject({ http: 200, customer_account_token: TOKEN })
    expect(slept).toEqual([4000])
    const [first, second] = gateway.received
    expect(second?.body).toBe(first?.body)
    const date = (headers?: string[]) => headers?.[headers.indexOf('X-Date') + 1]
    expect(Date.parse(date(second?.rawHeaders) ?? '') - Date.parse(date(first?.rawHeaders) ?? '')).toBe(4000)
  })

  it('asks again while it is in progress', async () => {
    const working = json(() => ({ status: 104, client_message: 'In Progress', time: '0.1' }))
    const { open, slept } = await start(
      working,
      working,
      json((sent) => success(sent, {}, 101)),
    )
    expect(await told((await open()).capture())).toMatchObject({ http: 200 })
    expect(slept).toEqual([4000, 4000])
  })

  it.each([
    ['not JSON', 200, 'nonsense'],
    ['empty', 200, ''],
    ['HTML of a proxy', 503, '<h1>Service Unavailable</h1>'],
    ['of another shape', 200, '{"ok":true}'],
    ['a success without a token', 200, '{"status":100,"data":{}}'],
    ['500', 200, '{"status":500}'],
    ['huge', 200, `{"status":100,"padding":"${'x'.repeat(70_000)}"}`],
    ['a redirect', 302, ''],
  ])(
    'an answer that is %s leaves the outcome unknown, and the same key goes on from there',
    async (_name, http, body) => {
      const bad: Behaviour = (_sent, response) => {
        response.writeHead(http, { Location: 'http://127.0.0.1:1/' }).end(body)
      }
      const { gateway, open } = await start(
        bad,
        bad,
        bad,
        json((sent) => success(sent, {}, 101)),
      )
      const session = await open()
      expect(await told(session.capture(card, KEY))).toMatchObject({
        http: 504,
        code: 'outcome_unknown',
        retryable: true,
      })
      expect(await session.status()).toMatchObject({ status: 'unknown', attempts: 0 })
      expect(gateway.received.length).toBe(3)
      expect(await told(session.capture(card, KEY))).toMatchObject({
        http: 200,
        customer_account_token: TOKEN,
      })
    },
  )

  it('refused credentials are the integrator’s to mend', async () => {
    const { open, lines } = await start((_sent, response) => response.writeHead(401).end('{"message":"no"}'))
    expect(await told((await open()).capture())).toMatchObject({ http: 502, code: 'gateway_misconfigured' })
    expect(lines.some((line) => line.includes('"level":50'))).toBe(true)
  })
})

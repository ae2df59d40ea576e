import { request } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { documentedAnswer } from '../../contract/documented.case.js'
import { ask, cardWith, listen, NOW, send, signed } from './client.case.js'

const working = { http: 200, status: 104, client_message: 'In progress' }

/** The same tree with each leaf's type in its place. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, shapeOf(child)]))
}

describe('a verified card', () => {
  it('is answered in the documented shape', async () => {
    const { http, ...answer } = await ask(await listen(), cardWith())
    expect(http).toBe(200)
    expect(shapeOf(answer)).toEqual(shapeOf(documentedAnswer))
  })

  it('is answered with its own digits, ids and dates', async () => {
    const ids = { participant_unique_id1: 'one', participant_unique_id2: 'two' }
    const { data } = await ask(await listen(), cardWith({ ...ids, account: '5555555555554444' }))
    expect(data).toMatchObject({
      ...ids,
      last_4: '4444',
      expiration_date: '2612',
      request_timestamp: NOW / 1000,
      issuers: [{ issuing_network: 'MasterCard', credit_info: { estimated_posting_date: '03/04/2026' } }],
    })
    expect(data?.customer_account_token).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('has no key for what was not sent', async () => {
    const card = cardWith({ participant_unique_id2: undefined, expiration_date: undefined, cvv: undefined })
    const { status, data } = await ask(await listen(), card)
    expect(status).toBe(100)
    expect(data).not.toHaveProperty('participant_unique_id2')
    expect(data).not.toHaveProperty('expiration_date')
  })

  it('has a token with a soft result and with a review, none with a decline', async () => {
    const port = await listen()
    for (const account of ['4000000000001117', '4000000000001307']) {
      expect(await ask(port, cardWith({ account }))).toHaveProperty('data.customer_account_token')
    }
    expect(await ask(port, cardWith({ account: '4000000000008526' }))).not.toHaveProperty('data')
  })

  it('is answered about another card by wrong-last4', async () => {
    const card = cardWith({ account: '4000000000000044' })
    expect(await ask(await listen(), card)).toMatchObject({ status: 100, data: { last_4: '0000' } })
  })
})

describe('participant_unique_id1', () => {
  it('answers 101 with the first success, whichever account comes', async () => {
    const port = await listen()
    const first = await ask(port, cardWith({ participant_unique_id1: 'a' }))
    const other = cardWith({ participant_unique_id1: 'a', account: '5555555555554444' })
    expect(await ask(port, other)).toMatchObject({ status: 101, data: first.data })
    const declined = cardWith({ participant_unique_id1: 'a', account: '4000000000008526' })
    expect(await ask(port, declined)).toMatchObject({ status: 101, data: first.data })
    expect((await ask(port, cardWith({ participant_unique_id1: 'b' }))).status).toBe(100)
  })

  it('is not used up by a refusal or a review', async () => {
    const port = await listen()
    for (const account of ['4000000000008526', '4000000000005001', '4000000000001307']) {
      await ask(port, cardWith({ participant_unique_id1: 'a', account }))
    }
    expect((await ask(port, cardWith({ participant_unique_id1: 'a' }))).status).toBe(100)
  })

  it('answers 104 without data while it is processed, then 101, though the first client left', async () => {
    const naps: { ms: number; wake: () => void }[] = []
    const sleep = (ms: number) => new Promise<void>((wake) => naps.push({ ms, wake }))
    const port = await listen({ sleep })
    const card = cardWith({ account: '4000000000000036' })
    const body = JSON.stringify(card)

    const client = request({ port, method: 'POST', path: '/gateway/verify--card', headers: signed(body) })
    client.on('error', () => undefined)
    client.end(body)
    await vi.waitFor(() => {
      expect(naps).toMatchObject([{ ms: 3000 }])
    })
    client.destroy()

    expect(await ask(port, card)).toEqual({ ...working, time: expect.any(String) as string })
    naps[0]?.wake()
    expect(await ask(port, card)).toMatchObject({ status: 101, data: { last_4: '0036' } })
    expect(naps).toHaveLength(1)
  })

  it('answers 104 at once for in-progress, and 101 once the processing behind it is over', async () => {
    const naps: (() => void)[] = []
    const port = await listen({ sleep: () => new Promise<void>((wake) => naps.push(wake)) })
    const card = cardWith({ account: '4000000000001042' })
    for (const _ of [1, 2, 3]) expect(await ask(port, card)).toMatchObject(working)
    naps[0]?.()
    expect((await ask(port, card)).status).toBe(101)
    expect(naps).toHaveLength(1)
  })
})

describe('HTTP', () => {
  it.each([
    ['GET', '/healthz', 200],
    ['POST', '/healthz', 404],
    ['GET', '/', 404],
    ['GET', '/gateway', 404],
    ['GET', '/gateway/verify--card', 401],
    ['POST', '/scenarios', 404],
    ['GET', '//scenarios', 404],
  ])('%s %s: %i, as JSON', async (method, path, http) => {
    const answered = await send(await listen(), { method, path })
    expect(answered).toMatchObject({ http, type: 'application/json' })
    JSON.parse(answered.text)
  })

  it('answers a signed request to another operation with 404', async () => {
    const path = '/gateway/verify--paypal'
    const answered = await send(await listen(), { path, headers: signed('{}', { path }), body: '{}' })
    expect(answered).toMatchObject({ http: 404, text: expect.stringContaining('"status":404') as string })
  })

  it('dates its answers, as a check of clocks needs it', async () => {
    const response = await fetch(`http://127.0.0.1:${await listen()}/healthz`)
    expect(Date.parse(response.headers.get('date') ?? '')).not.toBeNaN()
  })

  it('refuses a body over 64 KiB and takes one of 64 KiB', async () => {
    const port = await listen()
    const long = ' '.repeat(64 * 1024 + 1)
    expect(await send(port, { headers: signed(long), body: long })).toMatchObject({ http: 413 })
    const padded = JSON.stringify(cardWith()).padEnd(64 * 1024)
    expect((await ask(port, padded)).status).toBe(100)
  })
})

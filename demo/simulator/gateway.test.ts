import { request } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { postSigned, sampleCard, startSimulator, NOW, send, signedHeaders } from './client.case.js'
import { cardSampleResponse } from './documents/samples.case.js'

const inProgress = { http: 200, status: 104, client_message: 'In progress' }

/** Replaces each leaf of a tree by its type. */
function toShape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toShape)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, toShape(child)]))
}

describe('a verified card', () => {
  it('gets a response in the shape of Ingo’s sample', async () => {
    const { http, ...response } = await postSigned(await startSimulator(), sampleCard())
    expect(http).toBe(200)
    expect(toShape(response)).toEqual(toShape(cardSampleResponse))
  })

  it('gets a response with its own digits, ids and dates', async () => {
    const ids = { participant_unique_id1: 'one', participant_unique_id2: 'two' }
    const { data } = await postSigned(
      await startSimulator(),
      sampleCard({ ...ids, account: '5555555555554444' }),
    )
    expect(data).toMatchObject({
      ...ids,
      last_4: '4444',
      expiration_date: '2612',
      request_timestamp: NOW / 1000,
      issuers: [{ issuing_network: 'MasterCard', credit_info: { estimated_posting_date: '03/04/2026' } }],
    })
    expect(data?.customer_account_token).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('gets no key in the response for a field that was not sent', async () => {
    const card = sampleCard({ participant_unique_id2: undefined, expiration_date: undefined, cvv: undefined })
    const { status, data } = await postSigned(await startSimulator(), card)
    expect(status).toBe(100)
    expect(data).not.toHaveProperty('participant_unique_id2')
    expect(data).not.toHaveProperty('expiration_date')
  })

  it('gets a token with a soft result and a review, and none with a decline', async () => {
    const port = await startSimulator()
    for (const account of ['4000000000001117', '4000000000001307']) {
      expect(await postSigned(port, sampleCard({ account }))).toHaveProperty('data.customer_account_token')
    }
    expect(await postSigned(port, sampleCard({ account: '4000000000008526' }))).not.toHaveProperty('data')
  })

  it('gets another card’s last_4 in the scenario wrong-last4', async () => {
    const card = sampleCard({ account: '4000000000000044' })
    expect(await postSigned(await startSimulator(), card)).toMatchObject({
      status: 100,
      data: { last_4: '0000' },
    })
  })
})

describe('participant_unique_id1', () => {
  it('replays the first success as 101, whichever account is sent', async () => {
    const port = await startSimulator()
    const first = await postSigned(port, sampleCard({ participant_unique_id1: 'a' }))
    const other = sampleCard({ participant_unique_id1: 'a', account: '5555555555554444' })
    expect(await postSigned(port, other)).toMatchObject({ status: 101, data: first.data })
    const declined = sampleCard({ participant_unique_id1: 'a', account: '4000000000008526' })
    expect(await postSigned(port, declined)).toMatchObject({ status: 101, data: first.data })
    expect((await postSigned(port, sampleCard({ participant_unique_id1: 'b' }))).status).toBe(100)
  })

  it('stays usable after a decline or a review', async () => {
    const port = await startSimulator()
    for (const account of ['4000000000008526', '4000000000005001', '4000000000001307']) {
      await postSigned(port, sampleCard({ participant_unique_id1: 'a', account }))
    }
    expect((await postSigned(port, sampleCard({ participant_unique_id1: 'a' }))).status).toBe(100)
  })

  it('responds 104 without data during processing, then 101, even if the first client disconnects', async () => {
    const naps: { ms: number; wake: () => void }[] = []
    const sleep = (ms: number) => new Promise<void>((wake) => naps.push({ ms, wake }))
    const port = await startSimulator({ sleep })
    const card = sampleCard({ account: '4000000000000036' })
    const body = JSON.stringify(card)

    const client = request({
      port,
      method: 'POST',
      path: '/gateway/verify--card',
      headers: signedHeaders(body),
    })
    client.on('error', () => undefined)
    client.end(body)
    await vi.waitFor(() => {
      expect(naps).toMatchObject([{ ms: 3000 }])
    })
    client.destroy()

    expect(await postSigned(port, card)).toEqual({ ...inProgress, time: expect.any(String) as string })
    naps[0]?.wake()
    expect(await postSigned(port, card)).toMatchObject({ status: 101, data: { last_4: '0036' } })
    expect(naps).toHaveLength(1)
  })

  it('responds 104 at once for in-progress, then 101 after processing', async () => {
    const naps: (() => void)[] = []
    const port = await startSimulator({ sleep: () => new Promise<void>((wake) => naps.push(wake)) })
    const card = sampleCard({ account: '4000000000001042' })
    for (const _ of [1, 2, 3]) expect(await postSigned(port, card)).toMatchObject(inProgress)
    naps[0]?.()
    expect((await postSigned(port, card)).status).toBe(101)
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
    ['GET', '/scenarios/', 200],
    ['GET', '/scenarios//', 404],
    ['GET', '/outcomes/?a=1', 200],
    ['PUT', '/clock/', 400],
  ])('responds to %s %s with %i as JSON', async (method, path, http) => {
    const response = await send(await startSimulator(), { method, path })
    expect(response).toMatchObject({ http, type: 'application/json' })
    JSON.parse(response.text)
  })

  it('responds 404 to a signed request for an unknown operation', async () => {
    const path = '/gateway/verify--paypal'
    const response = await send(await startSimulator(), {
      path,
      headers: signedHeaders('{}', { path }),
      body: '{}',
    })
    expect(response).toMatchObject({ http: 404, text: expect.stringContaining('"status":404') as string })
  })

  it.each(['/healthz', '/scenarios', '/scenarios/'])(
    'answers HEAD %s as GET, without the body',
    async (path) => {
      const url = `http://127.0.0.1:${await startSimulator()}${path}`
      const response = await fetch(url, { method: 'HEAD' })
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
      expect(await response.text()).toBe('')
    },
  )

  it.each([
    ['success', '0'],
    ['other-id', '0'],
    ['malformed', '0'],
    ['gateway-error', '0'],
    ['in-progress', null],
  ])('answers %s with Retry-After: %s', async (id, expected) => {
    const port = await startSimulator()
    const body = JSON.stringify(sampleCard({ recipient_last_name: id }))
    // `fetch` sets the length itself, and some versions refuse it as a header.
    const { 'content-length': _length, ...headers } = signedHeaders(body)
    const request = { method: 'POST', headers, body }
    const response = await fetch(`http://127.0.0.1:${port}/gateway/verify--card`, request)
    expect(response.headers.get('retry-after')).toBe(expected)
  })

  it('sends a Date header, for comparing clocks', async () => {
    const response = await fetch(`http://127.0.0.1:${await startSimulator()}/healthz`)
    expect(Date.parse(response.headers.get('date') ?? '')).not.toBeNaN()
  })

  it('rejects a body over 64 KiB and accepts one of 64 KiB', async () => {
    const port = await startSimulator()
    const long = ' '.repeat(64 * 1024 + 1)
    expect(await send(port, { headers: signedHeaders(long), body: long })).toMatchObject({ http: 413 })
    const padded = JSON.stringify(sampleCard()).padEnd(64 * 1024)
    expect((await postSigned(port, padded)).status).toBe(100)
  })
})

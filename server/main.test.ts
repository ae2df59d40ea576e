/** The capture server as part of a merchant's own Hono app, by the package's published entry. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createSession, retrieveSession } from 'ingo-capture/backend'
import { ConfigError, createApp } from '#ingo-capture-server'
import { card, environment, json, ORIGIN, SECRET_KEY, startGateway } from './testing/app.case.js'

/** The function in the documentation for `@hono/node-server`. */
const peerAddress = (_request: Request, env: unknown) =>
  (env as { incoming: { socket: { remoteAddress?: string } } }).incoming.socket.remoteAddress

it('runs under a path of a Hono app: session, form, token, and the backend’s read', async () => {
  const gateway = await startGateway()
  const shop = new Hono().get('/', (c) => c.text('the shop'))
  const server = serve({ fetch: shop.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const url = `${origin}/capture`
  const { app, stop } = await createApp(
    {
      ...environment,
      INGO_URL: gateway.url,
      CAPTURE_PUBLIC_URL: url,
      LOG_LEVEL: 'silent',
    },
    { peerAddress },
  )
  onTestFinished(() => void server.close())
  shop.route('/capture', app)

  const backend = { url, secretKey: SECRET_KEY }
  const session = await createSession(backend, { origin: ORIGIN, participant_unique_id1: 'order-1' })
  expect(session.url).toMatch(new RegExp(`^${url}/frame/demo\\?form=`))
  const frame = await fetch(session.url)
  expect(frame.headers.get('content-security-policy')).toContain(`frame-ancestors ${ORIGIN}`)
  const [script = ''] = /\.\/assets\/[^"]+\.js/.exec(await frame.text()) ?? []
  expect((await fetch(new URL(script, session.url))).status).toBe(200)
  const [, sealed = ''] = session.url.split('#')
  const answer = await fetch(`${url}/v1/captures`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${sealed}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      Origin: origin,
    },
    body: JSON.stringify({ ...card, expiration_date: aheadOfNow() }),
  })
  const { customer_account_token } = (await answer.json()) as Record<string, string>
  expect(answer.status).toBe(200)
  expect(await retrieveSession(backend, session.id)).toMatchObject({
    status: 'tokenized',
    customer_account_token,
  })
  expect(await (await fetch(`${origin}/`)).text()).toBe('the shop')
  expect(await stop()).toBe(true)
})

it('reports all problems of its settings at once', async () => {
  const { CAPTURE_ORIGINS: _origins, ...rest } = environment
  await expect(createApp({ ...rest, INGO_CVV: 'perhaps' }, { peerAddress })).rejects.toThrow(ConfigError)
  await expect(createApp({ ...rest, INGO_CVV: 'perhaps' }, { peerAddress })).rejects.toThrow(
    /CAPTURE_ORIGINS.*\n.*INGO_CVV/,
  )
})

it('does not start without a function for the client’s address', async () => {
  const create = createApp as (settings: object, options?: object) => Promise<unknown>
  for (const options of [undefined, {}, { peerAddress: '127.0.0.1' }]) {
    const failed = create(environment, options)
    await expect(failed).rejects.toThrow(ConfigError)
    await expect(failed).rejects.toThrow(/^peerAddress is missing\. Pass createApp a function/)
  }
  const failed = create(environment, { peerAddress: async () => Promise.resolve('192.0.2.7') })
  await expect(failed).rejects.toThrow(ConfigError)
  await expect(failed).rejects.toThrow(/^peerAddress is an async function\. It must return the IP address/)
})

it.each<[string, () => unknown]>([
  ['returned a Promise', () => Promise.reject(new Error('too late'))],
  ['returned a value of type number', () => 3221225991],
  ['returned a value of type object', () => ({ address: '192.0.2.7' })],
  ['returned null', () => null],
  ['returned no address', () => undefined],
  ['returned no address', () => ''],
  [
    'threw TypeError',
    () => {
      throw new TypeError('of 192.0.2.7')
    },
  ],
])('opens no form and sends no card if the function for the address %s', async (did, peerAddress) => {
  const gateway = await startGateway()
  const settings = { ...environment, INGO_URL: gateway.url, LOG_LEVEL: 'silent' }
  const { app, stop } = await createApp(settings, { peerAddress: peerAddress as () => string })
  onTestFinished(async () => {
    await stop()
  })
  const created = await app.request('/v1/sessions', {
    method: 'POST',
    headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ origin: ORIGIN }),
  })
  const { url } = (await created.json()) as { url: string }
  const headers = {
    Authorization: `Bearer ${new URL(url).hash.slice(1)}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': crypto.randomUUID(),
  }
  const body = JSON.stringify({ ...card, expiration_date: aheadOfNow() })
  const opened = await app.request('/v1/session', { headers })
  const pressed = await app.request('/v1/captures', { method: 'POST', headers, body })
  for (const response of [opened, pressed]) {
    expect(response.status).toBe(500)
    const { detail } = (await response.json()) as { detail: string }
    expect(detail).toContain(`peerAddress ${did}. It must return the IP address`)
    expect(detail).not.toContain('192.0.2.7')
  }
  expect(gateway.received).toEqual([])
})

it('counts failed attempts by the address that the function returns', async () => {
  const gateway = await startGateway(json(() => ({ status: 852 })))
  const settings = {
    ...environment,
    INGO_URL: gateway.url,
    LOG_LEVEL: 'silent',
    CAPTURE_FAILED_PER_HOUR: '1',
  }
  const { app, stop } = await createApp(settings, {
    peerAddress: (request) => request.headers.get('x-peer') ?? undefined,
  })
  const capture = async (peer: string) => {
    const created = await app.request('/v1/sessions', {
      method: 'POST',
      headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ origin: ORIGIN }),
    })
    const { url } = (await created.json()) as { url: string }
    const response = await app.request('/v1/captures', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${new URL(url).hash.slice(1)}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
        'X-Peer': peer,
      },
      body: JSON.stringify({ ...card, expiration_date: aheadOfNow() }),
    })
    return response.status
  }
  // Two spellings of one address, then another address.
  expect(await capture('192.0.2.7')).toBe(422)
  expect(await capture('::ffff:c000:207')).toBe(429)
  expect(await capture('192.0.2.8')).toBe(422)
  expect(await stop()).toBe(true)
})

/** An expiration date ahead of now, so that the test does not fail after a fixed date. */
function aheadOfNow(): string {
  return `${new Date().getUTCFullYear() + 2}`.slice(2) + '12'
}

it('requests its own form soon after the start, to check the received headers', async () => {
  const asked: (string | undefined)[] = []
  const server = createHttpServer((request, response) => {
    asked.push(request.url)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const CAPTURE_PUBLIC_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/capture`
  const settings = { ...environment, CAPTURE_PUBLIC_URL, LOG_LEVEL: 'silent' }
  const { stop } = await createApp(settings, { peerAddress })
  onTestFinished(async () => {
    await stop()
  })
  await vi.waitFor(() => {
    expect(asked).toContain('/capture/frame/demo')
  }, 5_000)
})

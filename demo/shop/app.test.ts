import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from './app.js'
import { parseConfig } from './config.js'

const secretKey = 'sk_shop_test_0123456789abcdef'
const token = '3f2c8a4e-6c1d-4a57-9a0e-7d1f5b2c9e10'

/** The session requests that the fake capture server received. */
let received: { authorization: string | undefined; body: Record<string, unknown> }[]
/** Makes the fake capture server reject new sessions. */
let rejectsSessions: boolean
let server: ServerType
let url: string
let shop: Hono

beforeEach(async () => {
  received = []
  rejectsSessions = false
  server = serve({ fetch: fakeCaptureServer().fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  shop = createApp(
    parseConfig({ CAPTURE_URL: url, CAPTURE_SECRET_KEY: secretKey, SIMULATOR_URL: `${url}/simulator/` }),
  )
})
afterEach(stop)

function fakeCaptureServer(): Hono {
  const app = new Hono()
  const expires_at = '2030-01-01T00:00:00.000Z'
  const gateway = { status: 100, client_message: 'not for the page', data: { payee_name: 'nor this' } }
  const unauthorized = {
    type: 'about:blank',
    title: 'No.',
    status: 401,
    code: 'unauthorized',
    retryable: false,
  }
  app.post('/v1/sessions', async (c) => {
    const body: Record<string, unknown> = await c.req.json()
    received.push({ authorization: c.req.header('Authorization'), body })
    if (rejectsSessions) return c.json(unauthorized, 401)
    const id = `cs_${received.length}`
    return c.json(
      { id, url: `${url}/frame/demo?form=card#sealed`, expires_at, participant_unique_id1: 'id-1' },
      201,
    )
  })
  app.get('/v1/sessions/:id', (c) => {
    const id = c.req.param('id')
    const result = { status: 'tokenized', customer_account_token: token, participant_unique_id1: 'id-1' }
    return c.json({ id, ...result, attempts: 1, expires_at, gateway })
  })
  app.get('/simulator/scenarios', (c) =>
    c.json([
      { id: 'success', account: '4111111111111111', status: 100, what: 'Visa, verified' },
      { id: 'check-digit', status: 1042, what: 'Refused' },
    ]),
  )
  return app
}

async function stop(): Promise<void> {
  if (!server.listening) return
  server.close()
  await once(server, 'close')
}

async function newOrder(): Promise<{ id: string; url: string }> {
  const response = await shop.request('/api/session', { method: 'POST' })
  return (await response.json()) as { id: string; url: string }
}

describe('offers', () => {
  it.each([
    ['/', 'card', ['card']],
    ['/check', 'check', ['check']],
    ['/choose', 'choice', ['card', 'check']],
  ])('%s offers %s', async (path, offer, account_types) => {
    const page = await (await shop.request(path)).text()
    expect(page).toContain(`data-offer="${offer}"`)
    expect(page).toContain(`href="${path}" aria-current="page"`)
    expect(page).not.toContain('{{')
    await shop.request(`/api/session?offer=${offer}`, { method: 'POST' })
    expect(received[0]?.body).toMatchObject({ account_types })
    expect('check' in (received[0]?.body ?? {})).toBe(account_types.includes('check'))
  })
})

it('serves the preview’s page without a link to it', async () => {
  expect(await (await shop.request('/open-banking')).text()).toContain('data-offer="bank"')
  expect(await (await shop.request('/')).text()).not.toContain('/open-banking')
  await shop.request('/api/session?offer=bank', { method: 'POST' })
  expect(received[0]?.body).toMatchObject({
    account_types: ['open-banking'],
    open_banking: { request: 'verify' },
  })
})

describe('POST /api/session', () => {
  it('creates a session with the secret key and returns only its id and url', async () => {
    expect(await newOrder()).toEqual({ id: 'cs_1', url: `${url}/frame/demo?form=card#sealed` })
    expect(received[0]?.authorization).toBe(`Bearer ${secretKey}`)
    expect(received[0]?.body).toMatchObject({
      origin: 'http://localhost:4181',
      amount: 1010.5,
      reveal: ['last_4', 'issuing_network', 'estimated_posting_time'],
    })
  })

  it('gives each customer an id, and leaves the gateway’s id to the server', async () => {
    await newOrder()
    await newOrder()
    const [one, two] = received.map(({ body }) => body)
    expect(one?.participant_unique_id2).not.toBe(two?.participant_unique_id2)
    expect(one).not.toHaveProperty('participant_unique_id1')
  })

  it('passes on the playground’s options and ignores everything else from the page', async () => {
    const body = JSON.stringify({ recipient_fields: 'readonly', amount: 1, origin: 'https://evil.example' })
    await shop.request('/api/session', { method: 'POST', body })
    expect(received[0]?.body).toMatchObject({
      recipient_fields: 'readonly',
      recipient: { recipient_first_name: 'Alex' },
      amount: 1010.5,
      origin: 'http://localhost:4181',
    })
  })

  it('reports a capture server that is down', async () => {
    await stop()
    const response = await shop.request('/api/session', { method: 'POST' })
    expect(response.status).toBe(502)
    const body = (await response.json()) as Record<string, string>
    expect(body).toMatchObject({
      code: 'capture_server_unreachable',
      message: expect.stringMatching(
        /^The capture server at .* could not be reached: ECONNREFUSED\. Is it running\?$/,
      ) as string,
    })
  })

  it('passes on the code of an error', async () => {
    rejectsSessions = true
    const response = await shop.request('/api/session', { method: 'POST' })
    expect(response.status).toBe(502)
    expect(await response.json()).toEqual({ code: 'unauthorized', message: 'No.' })
  })
})

describe('GET /api/session/:id', () => {
  it('responds with only what the backend read server to server', async () => {
    const { id } = await newOrder()
    const body: unknown = await (await shop.request(`/api/session/${id}`)).json()
    expect(body).toEqual({
      customer: received[0]?.body.participant_unique_id2,
      participant_unique_id1: 'id-1',
      amount: 1010.5,
      status: 'tokenized',
      attempts: 1,
      customer_account_token: token,
      gateway_status: 100,
    })
  })

  it('responds 404 to another shop’s order', async () => {
    expect((await shop.request('/api/session/cs_foreign')).status).toBe(404)
  })
})

it('lists the test cards that have a number, and an empty list without a simulator', async () => {
  const scenarios: unknown = await (await shop.request('/api/scenarios')).json()
  expect(scenarios).toEqual([{ account: '4111111111111111', what: 'Visa, verified' }])
  await stop()
  expect(await (await shop.request('/api/scenarios')).json()).toEqual([])
})

it('never reveals the secret key', async () => {
  const page = await (await shop.request('/')).text()
  const assets = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '')
  expect(assets).toEqual(expect.arrayContaining(['/checkout.js', '/shop.css', '/icon.svg']))
  const { id } = await newOrder()
  rejectsSessions = true
  const pages = ['/', '/react', '/playground', '/nowhere', '/result.js']
  for (const path of [...pages, '/api/scenarios', `/api/session/${id}`, ...assets]) {
    expect(await fullResponse(path)).not.toContain(secretKey)
  }
  expect(await fullResponse('/api/session', 'POST')).not.toContain(secretKey)
  await stop()
  expect(await fullResponse('/api/session', 'POST')).not.toContain(secretKey)
})

async function fullResponse(path: string, method = 'GET'): Promise<string> {
  const response = await shop.request(path, { method })
  return JSON.stringify([...response.headers]) + (await response.text())
}

import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from './app.js'
import { parseConfig } from './config.js'

const secretKey = 'sk_shop_test_0123456789abcdef'
const token = '3f2c8a4e-6c1d-4a57-9a0e-7d1f5b2c9e10'

/** What the fake capture server was asked, and how it is told to answer. */
let asked: { authorization: string | undefined; body: Record<string, unknown> }[]
let refuses: boolean
let server: ServerType
let url: string
let shop: Hono

beforeEach(async () => {
  asked = []
  refuses = false
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
  const refusal = { type: 'about:blank', title: 'No.', status: 401, code: 'unauthorized', retryable: false }
  app.post('/v1/sessions', async (c) => {
    const body: Record<string, unknown> = await c.req.json()
    asked.push({ authorization: c.req.header('Authorization'), body })
    if (refuses) return c.json(refusal, 401)
    const id = `cs_${asked.length}`
    return c.json({ id, url: `${url}/frame/demo?form=card#sealed`, expires_at }, 201)
  })
  app.get('/v1/sessions/:id', (c) => {
    const id = c.req.param('id')
    return c.json({
      id,
      status: 'tokenized',
      attempts: 1,
      expires_at,
      customer_account_token: token,
      gateway,
    })
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
  ])('%s asks for %s', async (path, offer, account_types) => {
    const page = await (await shop.request(path)).text()
    expect(page).toContain(`data-offer="${offer}"`)
    expect(page).toContain(`href="${path}" aria-current="page"`)
    expect(page).not.toContain('{{')
    await shop.request(`/api/session?offer=${offer}`, { method: 'POST' })
    expect(asked[0]?.body).toMatchObject({ account_types })
    expect('check' in (asked[0]?.body ?? {})).toBe(account_types.includes('check'))
  })
})

it('has a page for the preview, which nothing links to', async () => {
  expect(await (await shop.request('/open-banking')).text()).toContain('data-offer="bank"')
  expect(await (await shop.request('/')).text()).not.toContain('/open-banking')
  await shop.request('/api/session?offer=bank', { method: 'POST' })
  expect(asked[0]?.body).toMatchObject({
    account_types: ['open-banking'],
    open_banking: { request: 'verify' },
  })
})

describe('POST /api/session', () => {
  it('makes a session with the secret key and gives the page its id and url alone', async () => {
    expect(await newOrder()).toEqual({ id: 'cs_1', url: `${url}/frame/demo?form=card#sealed` })
    expect(asked[0]?.authorization).toBe(`Bearer ${secretKey}`)
    expect(asked[0]?.body).toMatchObject({
      origin: 'http://localhost:4181',
      amount: 1010.5,
      reveal: ['last_4', 'issuing_network', 'estimated_posting_time'],
    })
  })

  it('gives each order an id of its own', async () => {
    await newOrder()
    await newOrder()
    expect(asked[0]?.body.participant_unique_id1).not.toBe(asked[1]?.body.participant_unique_id1)
  })

  it('asks for what the playground wishes, and for nothing else that a page may send', async () => {
    const body = JSON.stringify({ recipient_fields: 'readonly', amount: 1, origin: 'https://evil.example' })
    await shop.request('/api/session', { method: 'POST', body })
    expect(asked[0]?.body).toMatchObject({
      recipient_fields: 'readonly',
      recipient: { recipient_first_name: 'Alex' },
      amount: 1010.5,
      origin: 'http://localhost:4181',
    })
  })

  it('says that the capture server is down', async () => {
    await stop()
    const response = await shop.request('/api/session', { method: 'POST' })
    expect(response.status).toBe(502)
    const told = (await response.json()) as Record<string, string>
    expect(told).toMatchObject({
      code: 'gateway_unavailable',
      message: expect.stringMatching(
        /^The capture server at .* could not be asked: ECONNREFUSED\.$/,
      ) as string,
    })
  })

  it('passes on the code of a refusal', async () => {
    refuses = true
    const response = await shop.request('/api/session', { method: 'POST' })
    expect(response.status).toBe(502)
    expect(await response.json()).toEqual({ code: 'unauthorized', message: 'No.' })
  })
})

describe('GET /api/session/:id', () => {
  it('answers what the backend read server to server, and no more', async () => {
    const { id } = await newOrder()
    const seen: unknown = await (await shop.request(`/api/session/${id}`)).json()
    expect(seen).toEqual({
      participant_unique_id1: asked[0]?.body.participant_unique_id1,
      amount: 1010.5,
      status: 'tokenized',
      attempts: 1,
      customer_account_token: token,
      gateway_status: 100,
    })
  })

  it('knows only the orders of this shop', async () => {
    expect((await shop.request('/api/session/cs_foreign')).status).toBe(404)
  })
})

it('lists the test cards that have a number, and none without a simulator', async () => {
  const scenarios: unknown = await (await shop.request('/api/scenarios')).json()
  expect(scenarios).toEqual([{ account: '4111111111111111', what: 'Visa, verified' }])
  await stop()
  expect(await (await shop.request('/api/scenarios')).json()).toEqual([])
})

it('never lets the secret key out', async () => {
  const page = await (await shop.request('/')).text()
  const assets = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '')
  expect(assets).toEqual(expect.arrayContaining(['/checkout.js', '/shop.css', '/icon.svg']))
  const { id } = await newOrder()
  refuses = true
  const pages = ['/', '/react', '/playground', '/nowhere', '/result.js']
  for (const path of [...pages, '/api/scenarios', `/api/session/${id}`, ...assets]) {
    expect(await wholeAnswer(path)).not.toContain(secretKey)
  }
  expect(await wholeAnswer('/api/session', 'POST')).not.toContain(secretKey)
  await stop()
  expect(await wholeAnswer('/api/session', 'POST')).not.toContain(secretKey)
})

async function wholeAnswer(path: string, method = 'GET'): Promise<string> {
  const response = await shop.request(path, { method })
  return JSON.stringify([...response.headers]) + (await response.text())
}

import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createStates } from './states.js'

const asked: string[] = []
const capture = new Hono().all('*', (c) => {
  asked.push(`${c.req.method} ${new URL(c.req.url).pathname}${new URL(c.req.url).search}`)
  const headers = { 'Content-Security-Policy': "default-src 'none'", 'X-Other': 'no', 'Set-Cookie': 'a=b' }
  return c.text(c.req.header('Authorization') ?? 'none', 200, headers)
})

it('passes on requests for the form and its session, and no request that sends a card', async () => {
  const server = serve({ fetch: capture.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const states = createStates(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const document = await states.request('/states/capture/frame/demo?form=card')
  expect(document.headers.get('Content-Security-Policy')).toBe("default-src 'none'")
  expect(document.headers.get('X-Other')).toBeNull()
  expect(document.headers.get('Set-Cookie')).toBeNull()
  const session = await states.request('/states/capture/v1/session', {
    headers: { Authorization: 'Bearer s' },
  })
  expect(await session.text()).toBe('Bearer s')
  const refused = [
    '/v1/sessions/cs_1',
    '/v1/captures',
    '/metrics',
    '/frame/../v1/captures',
    '/frame/%2e%2e/metrics',
    '/',
  ]
  for (const path of refused) expect((await states.request(`/states/capture${path}`)).status, path).toBe(404)
  const posted = await states.request('/states/capture/v1/captures', { method: 'POST', body: '{}' })
  expect(posted.status).toBe(404)
  expect(asked).toEqual(['GET /frame/demo?form=card', 'GET /v1/session'])
  server.close()
})

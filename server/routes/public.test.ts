import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { startApp, told } from '../app.case.js'

describe('the frame’s document', () => {
  it('belongs to a merchant, is cacheable, and may be framed by that merchant’s pages alone', async () => {
    const { app } = startApp({})
    const response = await app.request('/frame/demo?form=card')
    expect(await response.text()).toContain('content="http://localhost:4181 https://shop.example"')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain('frame-ancestors http://localhost:4181 https://shop.example;')
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'public, max-age=300',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
      'origin-agent-cluster': '?1',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(response.headers.get('x-frame-options')).toBeNull()
    const etag = response.headers.get('etag') ?? ''
    expect((await app.request('/frame/demo', { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it('of an unknown merchant, or asked for outside an iframe, is not there', async () => {
    const { app } = startApp({})
    const unknown = await app.request('/frame/nobody')
    expect(unknown.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(await told(unknown)).toMatchObject({ http: 404, code: 'not_found' })
    const opened = app.request('/frame/demo', { headers: { 'Sec-Fetch-Dest': 'document' } })
    expect(await told(opened)).toMatchObject({ http: 404 })
  })

  it.each([
    '/frame/assets/../index.html',
    '/frame/assets/..%2findex.html',
    '/frame/assets/main-1.js.map',
    '/frame/assets/',
    '//frame/demo',
    '/.env',
  ])('a path trick finds nothing: %s', async (path) => {
    const { app } = startApp({})
    const response = await app.request(path)
    expect(await told(response)).toMatchObject({ http: 404, code: 'not_found' })
  })
})

it('the SDK is for every page, with its hash, and for good under the name of its version and hash', async () => {
  const { app } = startApp({})
  const script = await app.request('/sdk/v1/ingo-capture.js')
  expect(Object.fromEntries(script.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'content-type': 'text/javascript; charset=utf-8',
  })
  const hash = createHash('sha384')
    .update(Buffer.from(await script.arrayBuffer()))
    .digest('base64')
  const integrity = await (await app.request('/sdk/v1/integrity.json')).json()
  const versioned = 'ingo-capture-1.2.3-0a1b2c3d.js'
  expect(integrity).toEqual({ 'ingo-capture.js': `sha384-${hash}`, [versioned]: `sha384-${hash}` })
  const pinned = await app.request(`/sdk/v1/${versioned}`)
  expect(pinned.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(script.headers.get('cache-control')).toBe('public, max-age=300')
})

it('what warms the form up loads what the form will ask for, in any page, and runs nothing', async () => {
  const { app } = startApp({})
  const response = await app.request('/sdk/v1/preload.html')
  expect(response.headers.get('content-security-policy')).toContain('frame-ancestors *')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'cross-origin',
  })
  const document = await response.text()
  expect(document).toContain('<link rel="modulepreload" crossorigin href="../../frame/assets/main-1.js">')
  expect(document).not.toContain('<script')
})

it('the API closes everything, in answers and in errors, and names each request', async () => {
  const { app } = startApp({ CAPTURE_PUBLIC_URL: 'https://capture.example' })
  for (const path of ['/healthz', '/readyz', '/v1/session', '/nothing']) {
    const response = await app.request(path, {
      headers: { 'X-Request-Id': '4111111111111111', Origin: 'https://x.example' },
    })
    const headers = Object.fromEntries(response.headers)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    })
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(Object.keys(headers)).not.toContain('access-control-allow-origin')
    expect(Object.keys(headers)).not.toContain('set-cookie')
  }
})

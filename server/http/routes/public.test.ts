import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { startApp, readResponse } from '../../testing/app.case.js'

describe('the frame’s document', () => {
  it('is cacheable, and only the merchant’s pages may frame it', async () => {
    const { app } = startApp({})
    const response = await app.request('/frame/demo?form=card')
    expect(await response.text()).toContain('content="http://localhost:4181 https://shop.example"')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain('frame-ancestors http://localhost:4181 https://shop.example;')
    const style = `'sha256-${createHash('sha256').update('a{}').digest('base64')}'`
    expect(policy).toContain(
      `default-src 'none'; script-src 'self'; style-src 'self' ${style}; img-src 'none'`,
    )
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'public, max-age=300, no-transform',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
      'origin-agent-cluster': '?1',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(response.headers.get('x-frame-options')).toBeNull()
    const etag = response.headers.get('etag') ?? ''
    // A cache may send the tag as a strong one, or `*`.
    for (const tag of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*'])
      expect((await app.request('/frame/demo', { headers: { 'If-None-Match': tag } })).status).toBe(304)
    expect((await app.request('/frame/demo', { headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
  })

  it.each([
    ['cross-site', '?0', null],
    ['cross-site', '?1', '?1'],
    ['cross-site', '', '?1'],
    ['same-site', '?0', '?1'],
    ['same-origin', '?0', '?1'],
    ['', '?0', '?1'],
  ])(
    'asks for a process of its own unless the browser separates the page: Sec-Fetch-Site %s, Sec-CH-UA-Mobile %s',
    async (site, mobile, expected) => {
      const { app } = startApp({})
      const headers = { 'Sec-Fetch-Site': site, 'Sec-CH-UA-Mobile': mobile }
      const response = await app.request('/frame/demo', { headers })
      expect(response.headers.get('origin-agent-cluster')).toBe(expected)
    },
  )

  it.each([
    ['', 'en-US,en;q=0.9', 'card.en'],
    ['?form=card', 'he, es-MX;q=0.9, en;q=0.8', 'card.es'],
    ['?form=card', 'es;q=0.1, en', 'card.en'],
    ['?form=card.es', 'en', 'card.es'],
    ['?form=card.fr', 'es', 'card.en'],
    ['?form=card.no-cvv', '', 'card.no-cvv.en'],
    ['?form=gift', 'es', 'card.es'],
    ['?form=__proto__', '', 'card.en'],
  ])('matches the hint %j and the languages %j', async (query, languages, expected) => {
    const { app } = startApp({})
    const response = await app.request(`/frame/demo${query}`, { headers: { 'Accept-Language': languages } })
    expect((await response.text()).endsWith(expected)).toBe(true)
    expect(response.headers.get('vary')).toBe(
      'Accept-Language, Sec-Fetch-Site, Sec-CH-UA-Mobile, Accept-Encoding',
    )
  })

  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'br;q=0, gzip', gunzipSync],
    [null, '', (bytes: Buffer) => bytes],
  ])('is compressed as the browser accepts it: %s', async (encoding, accepted, decompress) => {
    const { app } = startApp({})
    const response = await app.request('/frame/demo', { headers: { 'Accept-Encoding': accepted } })
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(decompress(bytes).toString()).toContain('content="http://localhost:4181 https://shop.example"')
  })

  it('is 404 for an unknown merchant and outside an iframe', async () => {
    const { app } = startApp({})
    const unknown = await app.request('/frame/unknown')
    expect(unknown.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(await readResponse(unknown)).toMatchObject({ http: 404, code: 'not_found' })
    const opened = app.request('/frame/demo', { headers: { 'Sec-Fetch-Dest': 'document' } })
    expect(await readResponse(opened)).toMatchObject({ http: 404 })
  })

  it.each([
    '/frame/assets/../index.html',
    '/frame/assets/..%2findex.html',
    '/frame/assets/main-1.js.map',
    '/frame/assets/',
    '/frame/documents/card.en.html',
    '//frame/demo',
    '/.env',
  ])('rejects a path to another file: %s', async (path) => {
    const { app } = startApp({})
    const response = await app.request(path)
    expect(await readResponse(response)).toMatchObject({ http: 404, code: 'not_found' })
  })
})

it('serves the SDK to every page with its hash, and caches a versioned file forever', async () => {
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
  expect(pinned.headers.get('cache-control')).toBe('public, max-age=31536000, immutable, no-transform')
  expect(script.headers.get('cache-control')).toBe('public, max-age=300, no-transform')
})

it('redirects the preload to the merchant’s own document', async () => {
  const { app } = startApp({ INGO_CVV: 'off' })
  const response = await app.request('/sdk/v1/preload.html')
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe('../../frame/demo?form=card.no-cvv')
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
})

it('sets strict headers on responses and errors of the API, with a new request id', async () => {
  const { app } = startApp({ CAPTURE_PUBLIC_URL: 'https://capture.example' })
  for (const path of ['/healthz', '/readyz', '/v1/session', '/nothing']) {
    const response = await app.request(path, {
      headers: { 'X-Request-Id': '4111111111111111', Origin: 'https://x.example' },
    })
    const headers = Object.fromEntries(response.headers)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
    })
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(Object.keys(headers)).not.toContain('access-control-allow-origin')
    expect(Object.keys(headers)).not.toContain('set-cookie')
  }
})

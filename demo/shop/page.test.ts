import { expect, it } from 'vitest'
import { createApp } from './app.js'
import { parseConfig } from './config.js'

const url = 'http://127.0.0.1:4180'
const shop = createApp(parseConfig({ CAPTURE_URL: url, CAPTURE_SECRET_KEY: 'sk_shop_test_0123456789abcdef' }))

it('loads the capture server’s script and allows no other origin', async () => {
  const response = await shop.request('/')
  const policy = response.headers.get('Content-Security-Policy') ?? ''
  expect(policy).toContain(`script-src 'self' ${url};`)
  expect(policy).toContain(`frame-src ${url};`)
  expect(policy).not.toMatch(/unsafe|\*|data:/)
  const page = await response.text()
  expect(page).toContain(`<script src="${url}/sdk/v1/ingo-capture.js"`)
  expect(page).toContain('$1,010.50')
  expect(page).not.toContain('{{')
})

it.each(['/script', '/react', '/element'])('%s shows its own code', async (path) => {
  const page = await (await shop.request(path)).text()
  expect(page).toContain(`<a href="${path}" aria-current="page">`)
  expect(page).toMatch(/<code>[^<]*&lt;script/)
  expect(page).not.toContain('{{')
  const [, script = ''] = /<script src="(\/examples\/[^"]+)"/.exec(page) ?? []
  expect((await shop.request(script)).status).toBe(200)
})

it.each(['/.env', '/..%2fapp.ts', '//shop.css', '/index.html'])('responds 404 at %s', async (path) => {
  expect((await shop.request(path)).status).toBe(404)
})

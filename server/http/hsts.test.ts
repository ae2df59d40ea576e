/** Strict-Transport-Security: sent by a server of its own, with subdomains on request, and not by an embedded app. */
import { expect, it } from 'vitest'
import { startApp } from '../testing/app.case.js'

it.each([
  ['of subdomains with CAPTURE_HSTS_SUBDOMAINS', { CAPTURE_HSTS_SUBDOMAINS: 'true' }, false],
  ['nothing inside another server, whose host it would bind', {}, true],
])('promises https %s', async (_name, settings, isEmbedded) => {
  const publicUrl = { CAPTURE_PUBLIC_URL: 'https://shop.example/capture' }
  const { app } = startApp({ ...publicUrl, ...settings }, undefined, isEmbedded)
  for (const path of ['/frame/demo', '/healthz', '/nothing'])
    expect((await app.request(path)).headers.get('strict-transport-security')).toBe(
      isEmbedded ? null : 'max-age=31536000; includeSubDomains',
    )
})

import { expect, it } from 'vitest'
import { json, start, startApp, success, readResponse } from '../../testing/app.case.js'

it('is not ready with a skewed clock', async () => {
  // The test's clock stands at NOW; the gateway's Date header is today's.
  const { app, open, time } = await start(json((sent) => success(sent)))
  expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 200, status: 'ready' })
  time.now = Date.now() - 241_000
  const session = await open()
  await session.capture()
  expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 503, reasons: ['clock'] })
})

it('is ready again a minute after a skewed response, or once the clock is corrected', async () => {
  for (const later of [60_000, -241_000]) {
    const { app, open, time } = await start()
    time.now = Date.now() + 241_000
    await (await open()).capture()
    expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 503, reasons: ['clock'] })
    time.now += later
    expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 200 })
  }
})

it('tolerates a clock skew of a few minutes', async () => {
  const { app, open, time } = await start()
  time.now = Date.now() - 230_000
  await (await open()).capture()
  expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 200 })
})

it('is not ready while it drains, and closes connections', async () => {
  const { app, state } = startApp({})
  expect((await app.request('/healthz')).headers.get('connection')).toBeNull()
  state.draining = true
  expect((await app.request('/healthz')).headers.get('connection')).toBe('close')
  expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 503, reasons: ['draining'] })
})

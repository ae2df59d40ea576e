import { expect, it } from 'vitest'
import { json, start, startApp, success, told } from '../../testing/app.case.js'

it('is ready, and says why when it is not: the clock', async () => {
  // The test's own clock stands at NOW; the gateway's Date is today's.
  const { app, open, time } = await start(json((sent) => success(sent)))
  expect(await told(app.request('/readyz'))).toMatchObject({ http: 200, status: 'ready' })
  time.now = Date.now() - 241_000
  const session = await open()
  await session.capture()
  expect(await told(app.request('/readyz'))).toMatchObject({ http: 503, reasons: ['clock'] })
})

it('a clock that was wrong gets another chance after a minute, or once it is set right', async () => {
  for (const later of [60_000, -241_000]) {
    const { app, open, time } = await start()
    time.now = Date.now() + 241_000
    await (await open()).capture()
    expect(await told(app.request('/readyz'))).toMatchObject({ http: 503, reasons: ['clock'] })
    time.now += later
    expect(await told(app.request('/readyz'))).toMatchObject({ http: 200 })
  }
})

it('a few minutes are borne', async () => {
  const { app, open, time } = await start()
  time.now = Date.now() - 230_000
  await (await open()).capture()
  expect(await told(app.request('/readyz'))).toMatchObject({ http: 200 })
})

it('while it drains it is not ready, and keeps no connection', async () => {
  const { app, state } = startApp({})
  expect((await app.request('/healthz')).headers.get('connection')).toBeNull()
  state.draining = true
  expect((await app.request('/healthz')).headers.get('connection')).toBe('close')
  expect(await told(app.request('/readyz'))).toMatchObject({ http: 503, reasons: ['draining'] })
})

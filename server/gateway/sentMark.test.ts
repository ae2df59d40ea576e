/** The store records a capture as sent before its request is sent. Without that record, the request is not sent. */
import { expect, it } from 'vitest'
import { card, NOW, readResponse, sealingKeys, startApp, startGateway } from '../testing/app.case.js'
import { openEmbeddedBackends } from '../store/openBackends.js'
import type { Store } from '../store/store.js'

it.each([
  ['with a rate', '5'],
  ['without a rate', '0'],
])('%s: the store has recorded the request as sent before the gateway gets it', async (_name, rate) => {
  const seen: unknown[] = []
  const gateway = await startGateway((_sent, response) => {
    void session.then(async ({ id }) => {
      seen.push(await app.store.read('demo', id))
      response.destroy()
    })
  })
  const app = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: rate })
  const session = app.open()
  await (await session).capture(card)
  expect(seen.length).toBeGreaterThan(0)
  for (const record of seen) expect(record).toMatchObject({ state: 'processing', current: { isSent: true } })
})

it('without a rate: marks the capture again if the process stalled for longer than the lease', async () => {
  const gateway = await startGateway()
  const backends = openEmbeddedBackends(':memory:', { now: () => NOW, sealingKeys })
  const store: Store = {
    ...backends.store,
    async acquireLease(request) {
      const lease = await backends.store.acquireLease(request)
      app.time.now += request.leaseExpiresAt - request.now
      return lease
    },
    markSent: () => Promise.resolve(false),
  }
  const app = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: '0' }, { ...backends, store })
  const session = await app.open()
  expect(await readResponse(session.capture(card))).toMatchObject({ code: 'gateway_unavailable' })
  expect(gateway.received.length).toBe(0)
})

it.each([
  ['its key no longer holds the lease', () => Promise.resolve(false)],
  ['the store cannot be written', () => Promise.reject(new Error('down'))],
])('sends nothing when %s', async (_name, markSent) => {
  const gateway = await startGateway()
  const backends = openEmbeddedBackends(':memory:', { now: () => NOW, sealingKeys })
  const store = { ...backends.store, markSent }
  const app = startApp({ INGO_URL: gateway.url }, { ...backends, store })
  const session = await app.open()
  expect(await readResponse(session.capture(card))).toMatchObject({ code: 'gateway_unavailable' })
  expect(gateway.received.length).toBe(0)
  expect(await session.status()).toMatchObject({ status: 'open', attempts: 0 })
})

/** The clock is set back by an hour while the outcome of a capture is unknown, or its process has died. */
import { expect, it } from 'vitest'
import { LEASE_MS } from '../store/leaseTime.js'
import { unlimited } from '../store/storeFixtures.case.js'
import { card, json, NOW, start, success } from '../testing/app.case.js'

const HOUR_MS = 3_600_000
const verified = json((sent) => success(sent))
const undocumented = json(() => ({ ok: true }))

it('resolves an unknown outcome by the same content', async () => {
  const { open, time } = await start(undocumented, undocumented, undocumented, verified)
  const { capture } = await open()
  expect((await capture(card)).status).toBe(504)
  time.now -= HOUR_MS
  expect((await capture(card)).status).toBe(200)
})

it('captures in a session whose process died with the lease', async () => {
  const { open, store, time } = await start(verified)
  const { id, capture, status } = await open()
  const session = { merchant: 'demo', id, maxAttempts: 5, expiresAt: NOW + 1_800_000 }
  await store.acquireLease({
    ...{ merchant: 'demo', id, key: 'dead', fingerprint: 'f', usesId: true, session, attempt: unlimited },
    ...{ now: NOW, leaseExpiresAt: NOW + LEASE_MS },
  })
  expect(await status()).toMatchObject({ status: 'processing' })
  time.now -= HOUR_MS
  expect(await status()).toMatchObject({ status: 'open' })
  expect((await capture(card)).status).toBe(200)
})

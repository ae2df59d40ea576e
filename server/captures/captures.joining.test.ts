/** The same key and content, submitted to two processes with one store. */
import { expect, it } from 'vitest'
import type { Store } from '../store/store.js'
import { card, readResponse, slow, startApp, startGateway, type Behaviour } from '../testing/app.case.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'
const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'

/** Two processes on one store, and how many reads of the second one overlap. */
async function startTwo(behaviour: Behaviour) {
  const gateway = await startGateway(behaviour)
  const settings = { INGO_URL: gateway.url }
  const one = startApp(settings)
  const reads = { now: 0, most: 0 }
  const store: Store = {
    ...one.store,
    async read(...values) {
      reads.now += 1
      reads.most = Math.max(reads.most, reads.now)
      // Long enough that the reads of several pollers would overlap.
      await new Promise((done) => setTimeout(done, 20))
      reads.now -= 1
      return one.store.read(...values)
    },
    close: () => Promise.resolve(),
  }
  const other = startApp(settings, { ...one.backends, store })
  // Each poll advances its clock, so it starts far enough behind that the lease doesn't expire.
  other.time.now -= 40_000
  return { gateway, one, other, reads }
}

it('joins the same key from another process, and rejects another key as in_progress', async () => {
  const { gateway, one, other } = await startTwo(slow)
  const session = await one.open()
  const first = session.capture(card, KEY)
  while (gateway.received.length === 0) await new Promise((done) => setTimeout(done, 1))
  const elsewhere = (key: string) => readResponse(other.submitSealed(session.sealed, card, key))
  expect(await elsewhere(crypto.randomUUID())).toMatchObject({ http: 409, code: 'in_progress' })
  expect(await elsewhere(KEY)).toMatchObject({ http: 200, customer_account_token: TOKEN })
  expect((await first).status).toBe(200)
  expect(gateway.received.length).toBe(1)
})

it('polls once for all who join a key from another process', async () => {
  const { gateway, one, other, reads } = await startTwo(slow)
  const session = await one.open()
  const first = session.capture(card, KEY)
  while (gateway.received.length === 0) await new Promise((done) => setTimeout(done, 1))
  const joined = Array.from(
    { length: 20 },
    async () => (await other.submitSealed(session.sealed, card, KEY)).status,
  )
  expect(new Set(await Promise.all(joined))).toEqual(new Set([200]))
  expect((await first).status).toBe(200)
  expect(reads.most).toBe(1)
})

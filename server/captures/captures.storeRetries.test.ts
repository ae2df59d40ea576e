/** A store that fails for a moment while a capture ends. */
import { expect, it } from 'vitest'
import { openEmbeddedBackends } from '../store/openBackends.js'
import type { Store } from '../store/store.js'
import { json, NOW, readResponse, sealingKeys, startApp, startGateway, success } from '../testing/app.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'

/** A session whose store rejects the first `failures` calls of one operation. */
async function startFailing(operation: 'commit' | 'releaseLease', failures: number, url?: string) {
  const gateway = await startGateway(
    json((sent) => success(sent)),
    json((sent) => success(sent, {}, 101)),
  )
  const backends = openEmbeddedBackends(':memory:', { now: () => NOW, sealingKeys })
  let calls = 0
  const fails = (): boolean => ++calls <= failures
  const { store } = backends
  const commit: Store['commit'] = (...values) =>
    fails() ? Promise.reject(new Error('busy')) : store.commit(...values)
  const releaseLease: Store['releaseLease'] = (...values) =>
    fails() ? Promise.reject(new Error('busy')) : store.releaseLease(...values)
  const failing = { ...store, ...(operation === 'commit' ? { commit } : { releaseLease }) }
  const app = startApp({ INGO_URL: url ?? gateway.url }, { ...backends, store: failing })
  return { ...app, ...(await app.open()), calls: () => calls }
}

it.each([1, 2])('keeps a token for page and backend after %i failed commits', async (failures) => {
  const { capture, status, slept, calls } = await startFailing('commit', failures)
  expect(await readResponse(capture())).toMatchObject({ http: 200, customer_account_token: TOKEN })
  expect(await status()).toMatchObject({ status: 'tokenized', customer_account_token: TOKEN })
  expect(slept).toEqual(Array.from({ length: failures }, () => 500))
  expect(calls()).toBe(failures + 1)
})

it('gives the page no token after three failed commits, but reports outcome_unknown', async () => {
  const { capture, status, time, calls } = await startFailing('commit', 3)
  expect(await readResponse(capture())).toMatchObject({ http: 504, code: 'outcome_unknown' })
  expect(calls()).toBe(3)
  // The lease of the capture that could not commit expires.
  time.now += 60_000
  expect(await readResponse(capture())).toMatchObject({ http: 200, customer_account_token: TOKEN })
  expect(await status()).toMatchObject({ status: 'tokenized', customer_account_token: TOKEN })
})

it('releases the lease after two failures, so that the capture does not look sent', async () => {
  const { capture, status } = await startFailing('releaseLease', 2, 'http://127.0.0.1:9')
  expect(await readResponse(capture())).toMatchObject({ http: 502, code: 'gateway_unavailable' })
  expect(await status()).toMatchObject({ status: 'open', attempts: 0 })
})

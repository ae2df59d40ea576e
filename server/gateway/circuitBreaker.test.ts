import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { environment } from '../testing/app.case.js'
import { parseConfig } from '../config/config.js'
import type { GatewayClient, GatewayResult } from './client.js'
import { createMetrics } from '../observability/metrics.js'
import { withCircuitBreaker } from './circuitBreaker.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const request = { operation: 'verify--card' as const, body: Buffer.from('{}') }
const queueFull = { kind: 'queue_full', retryAfter: 5 }
const declined: GatewayResult = { kind: 'response', response: { status: 852 } }

/** A gateway that answers as it is told, and counts. */
function scripted() {
  const script = { result: declined, calls: 0 }
  const gateway: GatewayClient = {
    post: () => {
      script.calls += 1
      return Promise.resolve(script.result)
    },
    clockSkewMs: () => undefined,
    close: () => Promise.resolve(),
  }
  const [merchant] = parseConfig(environment).merchants
  const [other] = parseConfig({
    ...environment,
    CAPTURE_MERCHANT_ID: 'other',
    INGO_USERNAME: 'other',
  }).merchants
  if (!merchant || !other) throw new Error('no merchant')
  const metrics = createMetrics()
  const guarded = withCircuitBreaker(gateway, { metrics, now: Date.now })
  guarded.setMerchants([merchant, other])
  return {
    script,
    guarded,
    merchant,
    /** Who is shown with which circuit open. */
    open: async () => {
      const { values } = await metrics.circuitOpen.get()
      return values
        .filter(({ value }) => value === 1)
        .map(({ labels }) => `${labels.merchant} ${labels.circuit}`)
    },
    call: () => guarded.post(merchant, request),
    callWith: (grouping: 'customer_account_token' | 'third_party_token') =>
      guarded.post(merchant, { ...request, grouping }),
    isUnready: () => guarded.areCredentialsRefused(),
    callOther: () => guarded.post(other, request),
  }
}

it('opens when half of ten calls fail, spares the gateway, and closes after a probe that succeeds', async () => {
  const { script, call } = scripted()
  script.result = { kind: 'indeterminate', why: 'HTTP 503' }
  for (let calls = 0; calls < 30 && script.calls === calls; calls++) {
    await call()
    vi.advanceTimersByTime(100)
  }
  expect(script.calls).toBeGreaterThanOrEqual(10)
  const before = script.calls
  expect(await call()).toEqual(queueFull)
  expect(script.calls).toBe(before)
  vi.advanceTimersByTime(5001)
  script.result = declined
  expect(await call()).toEqual(declined)
  expect(await call()).toEqual(declined)
})

it('a few failures, or many refused cards, open nothing', async () => {
  const { script, call } = scripted()
  script.result = { kind: 'not_sent' }
  for (let calls = 0; calls < 5; calls++) expect(await call()).toEqual({ kind: 'not_sent' })
  script.result = declined
  for (let calls = 0; calls < 50; calls++) expect(await call()).toEqual(declined)
})

it('refused credentials are tried three times, and nobody else’s suffer', async () => {
  const { script, call, callOther } = scripted()
  script.result = { kind: 'unauthorized', http: 401 }
  for (let calls = 0; calls < 3; calls++) expect(await call()).toEqual({ kind: 'unauthorized', http: 401 })
  script.result = declined
  expect(await call()).toEqual({ kind: 'unauthorized', http: 401 })
  expect(script.calls).toBe(3)
  script.result = { kind: 'unauthorized', http: 401 }
  expect(await callOther()).toEqual({ kind: 'unauthorized', http: 401 })
})

it('what Ingo has not configured the merchant for is no reason to stop what it has', async () => {
  const { script, call, callWith, isUnready } = scripted()
  script.result = { kind: 'response', response: { status: 403 } }
  for (let calls = 0; calls < 3; calls++) expect(await callWith('third_party_token')).toEqual(script.result)
  expect(await callWith('third_party_token')).toEqual({ kind: 'unauthorized', http: 401 })
  expect(script.calls).toBe(3)
  script.result = declined
  expect(await callWith('customer_account_token')).toEqual(declined)
  expect(await call()).toEqual(declined)
  expect(isUnready()).toBe(false)
  vi.advanceTimersByTime(30_001)
  expect(await callWith('third_party_token')).toEqual(declined)
})

it.each<[string, GatewayResult]>([
  ['HTTP 403', { kind: 'unauthorized', http: 403 }],
  ['status 401', { kind: 'response', response: { status: 401 } }],
])('a credential that is refused, by %s, is for every kind of request', async (_name, result) => {
  const { script, call, callWith, isUnready } = scripted()
  script.result = result
  await call()
  await callWith('third_party_token')
  await callWith('customer_account_token')
  expect(isUnready()).toBe(true)
  await call()
  expect(script.calls).toBe(3)
})

const refused: GatewayResult = { kind: 'unauthorized', http: 401 }

async function refuseThrice(call: () => Promise<GatewayResult>): Promise<void> {
  for (let calls = 0; calls < 3; calls++) await call()
}

it('a secret that was mended is tried at once, and the circuit of the wrong one is gone from sight', async () => {
  const { script, call, guarded, merchant, isUnready, open } = scripted()
  script.result = refused
  await refuseThrice(call)
  expect([await open(), isUnready()]).toEqual([['demo credentials'], true])
  const mended = structuredClone(merchant)
  mended.ingo.credentials.secret = 'the right one'
  guarded.setMerchants([mended])
  expect([await open(), isUnready()]).toEqual([[], false])
  // What had begun before the reload goes on with what it began with, and shows nothing.
  await refuseThrice(call)
  expect([await open(), isUnready()]).toEqual([[], false])
  script.result = declined
  expect(await guarded.post(mended, request)).toEqual(declined)
})

it('a merchant that has gone takes its circuits along; one that stays keeps its own', async () => {
  const { script, call, callOther, guarded, merchant, isUnready, open } = scripted()
  await callOther()
  script.result = refused
  await refuseThrice(call)
  expect(isUnready()).toBe(false)
  guarded.setMerchants([merchant])
  expect([await open(), isUnready()]).toEqual([['demo credentials'], true])
  guarded.setMerchants([])
  expect([await open(), isUnready()]).toEqual([[], false])
})

it('merchants that share a credential are shown both, but for what one participant alone is not configured for', async () => {
  const { script, guarded, merchant, open } = scripted()
  const sister = { ...merchant, id: 'sister', ingo: { ...merchant.ingo, participantId: 67890 } }
  guarded.setMerchants([merchant, sister])
  script.result = { kind: 'response', response: { status: 403 } }
  await refuseThrice(() => guarded.post(sister, request))
  expect(await open()).toEqual(['sister verify--card'])
  script.result = declined
  expect(await guarded.post(merchant, request)).toEqual(declined)
  script.result = refused
  await refuseThrice(() => guarded.post(merchant, request))
  expect((await open()).sort()).toEqual(['demo credentials', 'sister credentials', 'sister verify--card'])
})

it('of two gateways of one merchant the one that heals does not hide the other', async () => {
  const { script, call, guarded, merchant, open } = scripted()
  const both = { ...merchant, ingo: { ...merchant.ingo, openBankingUrl: 'https://banks.example' } }
  guarded.setMerchants([both])
  const callBanks = () => guarded.post(both, { ...request, operation: 'verify--open-banking' })
  script.result = refused
  await refuseThrice(call)
  await refuseThrice(callBanks)
  vi.advanceTimersByTime(30_001)
  script.result = declined
  await callBanks()
  expect(await open()).toEqual(['demo credentials'])
  await call()
  expect(await open()).toEqual([])
})

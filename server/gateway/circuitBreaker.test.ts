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

/** A gateway client that returns `script.result` and counts its calls. */
function startScripted() {
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
    /** The open circuits that the metrics show, as 'merchant circuit'. */
    openCircuits: async () => {
      const { values } = await metrics.circuitOpen.get()
      return values
        .filter(({ value }) => value === 1)
        .map(({ labels }) => `${labels.merchant} ${labels.circuit}`)
    },
    call: () => guarded.post(merchant, request),
    callGrouping: (grouping: 'customer_account_token' | 'third_party_token') =>
      guarded.post(merchant, { ...request, grouping }),
    isUnready: () => guarded.areCredentialsRefused(),
    callOther: () => guarded.post(other, request),
  }
}

it('opens when half of ten calls fail, makes no calls while open, and closes after a successful probe', async () => {
  const { script, call } = startScripted()
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

it('stays closed after a few failures or many declined cards', async () => {
  const { script, call } = startScripted()
  script.result = { kind: 'not_sent' }
  for (let calls = 0; calls < 5; calls++) expect(await call()).toEqual({ kind: 'not_sent' })
  script.result = declined
  for (let calls = 0; calls < 50; calls++) expect(await call()).toEqual(declined)
})

it('opens after three rejected credentials, for that credential alone', async () => {
  const { script, call, callOther } = startScripted()
  script.result = { kind: 'unauthorized', http: 401 }
  for (let calls = 0; calls < 3; calls++) expect(await call()).toEqual({ kind: 'unauthorized', http: 401 })
  script.result = declined
  expect(await call()).toEqual({ kind: 'unauthorized', http: 401 })
  expect(script.calls).toBe(3)
  script.result = { kind: 'unauthorized', http: 401 }
  expect(await callOther()).toEqual({ kind: 'unauthorized', http: 401 })
})

it('opens only for the kind of request that Ingo has not configured for the merchant', async () => {
  const { script, call, callGrouping, isUnready } = startScripted()
  script.result = { kind: 'response', response: { status: 403 } }
  for (let calls = 0; calls < 3; calls++)
    expect(await callGrouping('third_party_token')).toEqual(script.result)
  expect(await callGrouping('third_party_token')).toEqual({ kind: 'unauthorized', http: 401 })
  expect(script.calls).toBe(3)
  script.result = declined
  expect(await callGrouping('customer_account_token')).toEqual(declined)
  expect(await call()).toEqual(declined)
  expect(isUnready()).toBe(false)
  vi.advanceTimersByTime(30_001)
  expect(await callGrouping('third_party_token')).toEqual(declined)
})

it.each<[string, GatewayResult]>([
  ['HTTP 403', { kind: 'unauthorized', http: 403 }],
  ['status 401', { kind: 'response', response: { status: 401 } }],
])('opens for every kind of request when %s rejects the credential', async (_name, result) => {
  const { script, call, callGrouping, isUnready } = startScripted()
  script.result = result
  await call()
  await callGrouping('third_party_token')
  await callGrouping('customer_account_token')
  expect(isUnready()).toBe(true)
  await call()
  expect(script.calls).toBe(3)
})

const unauthorized: GatewayResult = { kind: 'unauthorized', http: 401 }

async function callThreeTimes(call: () => Promise<GatewayResult>): Promise<void> {
  for (let calls = 0; calls < 3; calls++) await call()
}

it('tries a corrected secret at once, and removes the circuit of the wrong one from the metrics', async () => {
  const { script, call, guarded, merchant, isUnready, openCircuits } = startScripted()
  script.result = unauthorized
  await callThreeTimes(call)
  expect([await openCircuits(), isUnready()]).toEqual([['demo credentials'], true])
  const corrected = structuredClone(merchant)
  corrected.ingo.credentials.secret = 'the right one'
  guarded.setMerchants([corrected])
  expect([await openCircuits(), isUnready()]).toEqual([[], false])
  // A call that began before the reload keeps its old circuit, which the metrics no longer show.
  await callThreeTimes(call)
  expect([await openCircuits(), isUnready()]).toEqual([[], false])
  script.result = declined
  expect(await guarded.post(corrected, request)).toEqual(declined)
})

it('removes the circuits of a removed merchant, and keeps those of the others', async () => {
  const { script, call, callOther, guarded, merchant, isUnready, openCircuits } = startScripted()
  await callOther()
  script.result = unauthorized
  await callThreeTimes(call)
  expect(isUnready()).toBe(false)
  guarded.setMerchants([merchant])
  expect([await openCircuits(), isUnready()]).toEqual([['demo credentials'], true])
  guarded.setMerchants([])
  expect([await openCircuits(), isUnready()]).toEqual([[], false])
})

it('shows a shared credential’s circuit for each of its merchants, and a participant’s circuit for one alone', async () => {
  const { script, guarded, merchant, openCircuits } = startScripted()
  const sibling = { ...merchant, id: 'sister', ingo: { ...merchant.ingo, participantId: 67890 } }
  guarded.setMerchants([merchant, sibling])
  script.result = { kind: 'response', response: { status: 403 } }
  await callThreeTimes(() => guarded.post(sibling, request))
  expect(await openCircuits()).toEqual(['sister verify--card'])
  script.result = declined
  expect(await guarded.post(merchant, request)).toEqual(declined)
  script.result = unauthorized
  await callThreeTimes(() => guarded.post(merchant, request))
  expect((await openCircuits()).sort()).toEqual([
    'demo credentials',
    'sister credentials',
    'sister verify--card',
  ])
})

it('keeps the circuit of one gateway open when the merchant’s other gateway recovers', async () => {
  const { script, call, guarded, merchant, openCircuits } = startScripted()
  const both = { ...merchant, ingo: { ...merchant.ingo, openBankingUrl: 'https://banks.example' } }
  guarded.setMerchants([both])
  const callBanks = () => guarded.post(both, { ...request, operation: 'verify--open-banking' })
  script.result = unauthorized
  await callThreeTimes(call)
  await callThreeTimes(callBanks)
  vi.advanceTimersByTime(30_001)
  script.result = declined
  await callBanks()
  expect(await openCircuits()).toEqual(['demo credentials'])
  await call()
  expect(await openCircuits()).toEqual([])
})

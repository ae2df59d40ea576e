import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { environment } from '../app.case.js'
import { parseConfig } from '../config.js'
import type { Gateway, Reply } from '../ingo/client.js'
import { createMetrics } from '../metrics.js'
import { breakCircuits } from './circuit.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const request = { operation: 'verify--card' as const, body: Buffer.from('{}') }
const crowded = { kind: 'crowded', retryAfter: 5 }
const declined: Reply = { kind: 'answered', answer: { status: 852 } }

/** A gateway that answers as it is told, and counts. */
function scripted() {
  const script = { reply: declined, calls: 0 }
  const gateway: Gateway = {
    verify: () => {
      script.calls += 1
      return Promise.resolve(script.reply)
    },
    driftMs: () => undefined,
    close: () => Promise.resolve(),
  }
  const [merchant] = parseConfig(environment).merchants
  const [other] = parseConfig({ ...environment, INGO_USERNAME: 'other' }).merchants
  if (!merchant || !other) throw new Error('no merchant')
  const guarded = breakCircuits(gateway, createMetrics())
  return {
    script,
    call: () => guarded.verify(merchant, request),
    callWith: (grouping: 'customer_account_token' | 'third_party_token') =>
      guarded.verify(merchant, { ...request, grouping }),
    isUnready: () => guarded.areCredentialsRefused(),
    callOther: () => guarded.verify(other, request),
  }
}

it('opens when half of ten calls fail, spares the gateway, and closes after a probe that succeeds', async () => {
  const { script, call } = scripted()
  script.reply = { kind: 'unknown', why: 'HTTP 503' }
  for (let calls = 0; calls < 30 && script.calls === calls; calls++) {
    await call()
    vi.advanceTimersByTime(100)
  }
  expect(script.calls).toBeGreaterThanOrEqual(10)
  const before = script.calls
  expect(await call()).toEqual(crowded)
  expect(script.calls).toBe(before)
  vi.advanceTimersByTime(5001)
  script.reply = declined
  expect(await call()).toEqual(declined)
  expect(await call()).toEqual(declined)
})

it('a few failures, or many refused cards, open nothing', async () => {
  const { script, call } = scripted()
  script.reply = { kind: 'unsent' }
  for (let calls = 0; calls < 5; calls++) expect(await call()).toEqual({ kind: 'unsent' })
  script.reply = declined
  for (let calls = 0; calls < 50; calls++) expect(await call()).toEqual(declined)
})

it('refused credentials are tried three times, and nobody else’s suffer', async () => {
  const { script, call, callOther } = scripted()
  script.reply = { kind: 'rejected', http: 401 }
  for (let calls = 0; calls < 3; calls++) expect(await call()).toEqual({ kind: 'rejected', http: 401 })
  script.reply = declined
  expect(await call()).toEqual({ kind: 'rejected', http: 401 })
  expect(script.calls).toBe(3)
  script.reply = { kind: 'rejected', http: 401 }
  expect(await callOther()).toEqual({ kind: 'rejected', http: 401 })
})

it('what Ingo has not configured the merchant for is no reason to stop what it has', async () => {
  const { script, call, callWith, isUnready } = scripted()
  script.reply = { kind: 'answered', answer: { status: 403 } }
  for (let calls = 0; calls < 3; calls++) expect(await callWith('third_party_token')).toEqual(script.reply)
  expect(await callWith('third_party_token')).toEqual({ kind: 'rejected', http: 401 })
  expect(script.calls).toBe(3)
  script.reply = declined
  expect(await callWith('customer_account_token')).toEqual(declined)
  expect(await call()).toEqual(declined)
  expect(isUnready()).toBe(false)
  vi.advanceTimersByTime(30_001)
  expect(await callWith('third_party_token')).toEqual(declined)
})

it.each<[string, Reply]>([
  ['HTTP 403', { kind: 'rejected', http: 403 }],
  ['status 401', { kind: 'answered', answer: { status: 401 } }],
])('a credential that is refused, by %s, is for every kind of request', async (_name, reply) => {
  const { script, call, callWith, isUnready } = scripted()
  script.reply = reply
  await call()
  await callWith('third_party_token')
  await callWith('customer_account_token')
  expect(isUnready()).toBe(true)
  await call()
  expect(script.calls).toBe(3)
})

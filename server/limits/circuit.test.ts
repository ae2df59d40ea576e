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

const body = Buffer.from('{}')
const crowded = { kind: 'crowded', retryAfter: 5 }
const declined: Reply = { kind: 'answered', answer: { status: 852 } }

/** A gateway that answers as it is told, and counts. */
function scripted() {
  const script = { reply: declined, calls: 0 }
  const gateway: Gateway = {
    verifyCard: () => {
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
    call: () => guarded.verifyCard(merchant, body),
    callOther: () => guarded.verifyCard(other, body),
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

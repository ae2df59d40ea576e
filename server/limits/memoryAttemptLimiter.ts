/**
 * The attempt limiter of one process. It counts without a promise for each counter, because every capture passes it.
 * It goes on from the failed attempts that its store has kept, so that a restart forgets none of them.
 */
import {
  addressWaits,
  ALL,
  createCounterRegistry,
  inFlightKey,
  longestWait,
  merchantWaits,
  type ExceededLimit,
  type LimitedMerchant,
} from './attemptCounters.js'
import { createSettle, type AttemptLimiter } from './attemptLimiter.js'
import { createMemoryCounter } from './memoryCounter.js'

/** What the store has kept. */
export type FailedAttempts = {
  /** How an address is called in the store and in the counters. */
  nameAddress: (address: string) => string
  /** A merchant's failed attempts of the last day, the earliest first; `at` in ms since 1970. */
  read: (merchant: string) => { name: string; at: number }[]
  now: () => number
}

export function createMemoryAttemptLimiter({ nameAddress, read, now }: FailedAttempts): AttemptLimiter {
  const inFlight = new Map<string, number>()
  const getCounters = createCounterRegistry(
    ({ points, duration }) => createMemoryCounter(points, duration, now),
    (merchant, failed) => {
      for (const { name, at } of read(merchant)) for (const counter of failed) counter.add(name, at)
    },
  )

  function findExceeded(merchant: LimitedMerchant, name: string): ExceededLimit | undefined {
    const { failed, attempts } = getCounters(merchant)
    const count = inFlight.get(inFlightKey(merchant.id, name)) ?? 0
    const known = failed.map((counter) => counter.get(name))
    return longestWait([
      ...addressWaits(failed, known, count + 1),
      ...merchantWaits(attempts, attempts?.get(ALL)),
    ])
  }

  function countFailure(merchant: LimitedMerchant, name: string): void {
    for (const counter of getCounters(merchant).failed) counter.add(name, now())
  }

  /** Counts an attempt in flight, and returns what ends it. */
  function addInFlight(key: string): () => void {
    inFlight.set(key, (inFlight.get(key) ?? 0) + 1)
    return () => {
      const left = (inFlight.get(key) ?? 0) - 1
      if (left > 0) inFlight.set(key, left)
      else inFlight.delete(key)
    }
  }

  return {
    exempt(merchant, address) {
      const name = nameAddress(address)
      return createSettle(() => {
        countFailure(merchant, name)
      })
    },
    check: (merchant, address) => Promise.resolve(findExceeded(merchant, nameAddress(address))),
    consume(merchant, address) {
      const name = nameAddress(address)
      const exceeded = findExceeded(merchant, name)
      if (exceeded) return Promise.resolve(exceeded)
      getCounters(merchant).attempts?.add(ALL, now())
      const release = addInFlight(inFlightKey(merchant.id, name))
      const settle = createSettle(() => {
        countFailure(merchant, name)
      }, release)
      return Promise.resolve({ settle })
    },
  }
}

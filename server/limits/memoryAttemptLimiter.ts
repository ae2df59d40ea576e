/**
 * The attempt limiter of one process, in its memory. After a restart, it continues from the failed attempts in its
 * store.
 */
import {
  addressWait,
  ALL,
  createCounterRegistry,
  longestWait,
  merchantWait,
  type ExceededLimit,
  type LimitedMerchant,
} from './attemptCounters.js'
import { createSettle, type Attempt, type Settle } from './attemptLimiter.js'
import { createMemoryCounter } from './memoryCounter.js'

/** The failed attempts in the store. */
export type FailedAttempts = {
  /** The name of an address in the store and in the counters. */
  nameAddress: (address: string) => string
  /** A merchant's failed attempts of the last day, the earliest first; `at` in ms since 1970. */
  read: (merchant: string) => { name: string; at: number }[]
  now: () => number
}

export type MemoryAttemptLimiter = {
  /** The limit that an attempt would exceed now. Counts nothing. */
  findExceeded: (attempt: Attempt) => ExceededLimit | undefined
  /** Counts an attempt that exceeds no limit. Call the returned function when the attempt has ended. */
  begin: (attempt: Attempt) => Settle
  /** For an attempt that is exempt from the limits. */
  exempt: (attempt: Attempt) => Settle
}

export function createMemoryAttemptLimiter({ nameAddress, read, now }: FailedAttempts): MemoryAttemptLimiter {
  /** By merchant's id and address. */
  const inFlight = new Map<string, Map<string, number>>()
  const getCounters = createCounterRegistry(
    ({ points, duration }) => createMemoryCounter(points, duration, now),
    (merchant, failed) => {
      for (const { name, at } of read(merchant)) for (const counter of failed) counter.add(name, at)
    },
  )

  function countFailure(merchant: LimitedMerchant, name: string): void {
    for (const counter of getCounters(merchant).failed) counter.add(name)
  }

  /** Counts an attempt in flight, and returns a function that ends it. */
  function addInFlight(merchant: string, name: string): () => void {
    const counts = inFlight.get(merchant) ?? new Map<string, number>()
    inFlight.set(merchant, counts)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    return () => {
      const left = (counts.get(name) ?? 0) - 1
      if (left > 0) counts.set(name, left)
      else counts.delete(name)
    }
  }

  return {
    findExceeded({ merchant, address }) {
      const name = nameAddress(address)
      const { failed, attempts } = getCounters(merchant)
      const count = inFlight.get(merchant.id)?.get(name) ?? 0
      const known = failed.map((counter) => counter.get(name))
      return longestWait(addressWait(failed, known, count + 1), merchantWait(attempts, attempts?.get(ALL)))
    },
    begin({ merchant, address }) {
      const name = nameAddress(address)
      getCounters(merchant).attempts?.add(ALL)
      const release = addInFlight(merchant.id, name)
      return createSettle(() => {
        countFailure(merchant, name)
      }, release)
    },
    exempt({ merchant, address }) {
      const name = nameAddress(address)
      return createSettle(() => {
        countFailure(merchant, name)
      })
    },
  }
}

/**
 * The rate limiter for calls to the gateway. It limits the calls in any second, and the calls in flight.
 * Ingo asks clients for at most five simultaneous requests a second, configurable per program:
 * https://developer-payments.ingomoney.com/en/ingopay-api/idempotency
 */
import { createMonotonicClock } from './monotonicClock.js'

export type Rate = {
  perSecond: number
  maxConcurrent: number
  /** Whether several merchants use the username. Then none of them may have all calls in flight. */
  isShared?: boolean
}

/**
 * The lease of the capture that makes a call. `isMarkedSent`: the session's record already says that the first call of
 * the lease may have been sent.
 */
export type CallLease = { merchant: string; id: string; key: string; isMarkedSent?: boolean }

/** One call in flight. Release it when the call has ended. */
export type Permit = {
  release: () => void
  /** The session's record already says that a request may have been sent. */
  isMarkedSent?: true
}

export type RateLimiter = {
  /**
   * A permit for a merchant's call under the HMAC username, or the time to wait before asking again. `shareFull`: the
   * merchant has to wait for its own calls to end, but other merchants don't. The shared rate limiter also marks the
   * call as sent in the same step, and grants no permit if the call's key no longer holds the lease.
   */
  acquire: (
    username: string,
    rate: Rate,
    merchant: string,
    call?: CallLease,
  ) => Promise<Permit | { waitMs: number } | { shareFull: true } | { leaseLost: true }>
  /** Grants no permit for `ms`, and no burst after it, because the gateway has asked for a pause. */
  pause: (username: string, rate: Rate, ms: number) => void
}

/** The time until the next request for a permit while too many calls are in flight, whose end is unpredictable. */
export const POLL_MS = 50

/**
 * A permit counts for 1.1 s: the gateway counts requests when they arrive, and earlier requests may take longer than
 * later ones, for example with a new connection.
 */
export const WINDOW_MS = 1100

/**
 * Times that count as granted permits, in ms relative to the end of a pause. With them, the permits after a pause are
 * evenly spread over the first second.
 */
export function spreadAfterPause({ perSecond }: Rate): number[] {
  return Array.from({ length: perSecond - 1 }, (_, index) => ((index + 1) * 1000) / perSecond - WINDOW_MS)
}

/**
 * Whether a merchant with `held` calls in flight may start another one if `free` more calls are possible. A merchant
 * that shares its username has at most as many calls in flight as stay possible for others, so that slow calls of one
 * merchant don't block the others: of 5 calls the first merchant gets 3, the second and the third 1 each. This is the
 * dynamic threshold of Choudhury and Hahne (IEEE/ACM Transactions on Networking 6, 1998) with the factor 1.
 */
function hasShareLeft({ isShared }: Rate, held: number, free: number): boolean {
  return isShared !== true || held < free
}

/**
 * `times` has the times of the latest permits, oldest first, at most as many as a second allows. `inFlight` has the
 * number of calls by merchant, each at least 1.
 */
type State = { times: number[]; pausedUntil: number; inFlight: Map<string, number> }

/** The rate limiter of one process. `clock` in ms since 1970. */
export function createMemoryRateLimiter(clock: () => number): RateLimiter {
  const now = createMonotonicClock(clock)
  const states = new Map<string, State>()

  function getState(username: string): State {
    const state = states.get(username) ?? { times: [], pausedUntil: 0, inFlight: new Map<string, number>() }
    states.set(username, state)
    return state
  }

  return {
    acquire(username, rate, merchant) {
      const { perSecond, maxConcurrent } = rate
      const state = getState(username)
      const { inFlight } = state
      const free = maxConcurrent - [...inFlight.values()].reduce((sum, held) => sum + held, 0)
      if (free <= 0) return Promise.resolve({ waitMs: POLL_MS })
      if (!hasShareLeft(rate, inFlight.get(merchant) ?? 0, free)) return Promise.resolve({ shareFull: true })
      // A sliding window: the oldest of the last `perSecond` permits must be outside of it.
      const oldest = state.times.at(-perSecond) ?? -Infinity
      const waitMs = Math.ceil(Math.max(state.pausedUntil, oldest + WINDOW_MS) - now())
      if (waitMs > 0) return Promise.resolve({ waitMs })
      state.times = [...state.times, now()].slice(-perSecond)
      inFlight.set(merchant, (inFlight.get(merchant) ?? 0) + 1)
      const release = () => {
        const left = (inFlight.get(merchant) ?? 0) - 1
        if (left > 0) inFlight.set(merchant, left)
        else inFlight.delete(merchant)
      }
      return Promise.resolve({ release })
    },
    pause(username, rate, ms) {
      const state = getState(username)
      const end = now() + ms
      if (end <= state.pausedUntil) return
      state.pausedUntil = end
      const spread = spreadAfterPause(rate).map((time) => end + time)
      state.times = [...state.times, ...spread].sort((a, b) => a - b).slice(-rate.perSecond)
    },
  }
}

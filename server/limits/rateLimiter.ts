/**
 * The rate limiter for calls to the gateway: a number of calls in any second, and a number in flight.
 * Ingo asks clients for at most five simultaneous requests a second, configurable per program:
 * https://developer-payments.ingomoney.com/en/ingopay-api/idempotency
 */
import { createMonotonicClock } from './monotonicClock.js'

export type Rate = {
  perSecond: number
  maxConcurrent: number
  /** Several merchants use the username, so that none of them may take all places in flight. */
  isShared?: boolean
}

/**
 * The lease of a session's capture, under which a call goes to the gateway. `isMarkedSent`: the session's record says
 * already that the lease's first call may have left.
 */
export type CallLease = { merchant: string; id: string; key: string; isMarkedSent?: boolean }

/** One call in flight. Release it when the call has ended. */
export type Permit = {
  release: () => void
  /** The session's record says already that a request may have left. */
  isMarkedSent?: true
}

export type RateLimiter = {
  /**
   * A permit for a merchant's call under the HMAC username, or how long to wait before asking again. `shareFull`: the
   * merchant has to wait for its own calls, and others may go. A rate limiter that shares its server with the store
   * marks the call as sent in the same step, and gives no permit if its key no longer holds the lease.
   */
  acquire: (
    username: string,
    rate: Rate,
    merchant: string,
    call?: CallLease,
  ) => Promise<Permit | { waitMs: number } | { shareFull: true } | { leaseLost: true }>
  /** Gives no permit for `ms`, and no burst after it: the gateway has asked for a pause. */
  pause: (username: string, rate: Rate, ms: number) => void
}

/** How soon to ask again while too many calls are in flight: the end of a call can't be predicted. */
export const POLL_MS = 50

/**
 * A permit counts for a second, and a tenth more: the gateway counts when requests arrive, and the first ones may take
 * longer than the next, such as for a new connection.
 */
export const WINDOW_MS = 1100

/**
 * Times that count as permits, so that after a pause permits come one by one, evenly spread over the first second.
 * Relative to the pause's end, in ms.
 */
export function spreadAfterPause({ perSecond }: Rate): number[] {
  return Array.from({ length: perSecond - 1 }, (_, index) => ((index + 1) * 1000) / perSecond - WINDOW_MS)
}

/**
 * Whether a merchant with `held` calls in flight may start one more beside `free` places. One that shares its username
 * holds at most as many places as stay free, so a gateway that holds a merchant's calls leaves places to the others:
 * of 5 the first merchant gets 3, the second and the third 1 each. It is the dynamic threshold of Choudhury and Hahne
 * (IEEE/ACM Transactions on Networking 6, 1998) with the factor 1.
 */
function hasShareLeft({ isShared }: Rate, held: number, free: number): boolean {
  return isShared !== true || held < free
}

/**
 * `times`: of the latest permits, oldest first, at most as many as may be given in a second. `inFlight`: by merchant,
 * each at least 1.
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
      // A sliding window: the permit before the last `perSecond` ones must be out of it.
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

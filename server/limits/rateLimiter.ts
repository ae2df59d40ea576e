/**
 * The rate limiter for calls to the gateway: a number of calls in any second, and a number in flight.
 * Ingo asks clients for at most five simultaneous requests a second, configurable per program:
 * https://developer-payments.ingomoney.com/en/ingopay-api/idempotency
 */
export type Rate = { perSecond: number; maxConcurrent: number }

/** The lease of a session's capture, under which a call goes to the gateway. */
export type CallLease = { merchant: string; id: string; key: string }

/** One call in flight. Release it when the call has ended. */
export type Permit = {
  release: () => void
  /** The session's record says already that a request may have left. */
  isMarkedSent?: true
}

export type RateLimiter = {
  /**
   * A permit for the HMAC username, or how long to wait before asking again. A rate limiter that shares its server with
   * the store marks the call as sent in the same step, and gives no permit if its key no longer holds the lease.
   */
  acquire: (
    username: string,
    rate: Rate,
    call?: CallLease,
  ) => Promise<Permit | { waitMs: number } | { leaseLost: true }>
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

/** The latest permits' times, oldest first: at most as many as may be given in a second. */
type State = { times: number[]; pausedUntil: number; inFlight: number }

/** The rate limiter of one process. `now` in ms since 1970. */
export function createMemoryRateLimiter(now: () => number): RateLimiter {
  const states = new Map<string, State>()

  function getState(username: string): State {
    const state = states.get(username) ?? { times: [], pausedUntil: 0, inFlight: 0 }
    states.set(username, state)
    return state
  }

  return {
    acquire(username, { perSecond, maxConcurrent }) {
      const state = getState(username)
      if (state.inFlight >= maxConcurrent) return Promise.resolve({ waitMs: POLL_MS })
      // A sliding window: the permit before the last `perSecond` ones must be out of it.
      const oldest = state.times.at(-perSecond) ?? -Infinity
      const waitMs = Math.ceil(Math.max(state.pausedUntil, oldest + WINDOW_MS) - now())
      if (waitMs > 0) return Promise.resolve({ waitMs })
      state.times = [...state.times, now()].slice(-perSecond)
      state.inFlight += 1
      const release = () => {
        state.inFlight -= 1
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

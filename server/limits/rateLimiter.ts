/**
 * The rate limiter for calls to the gateway: a number of calls per second, with that burst, and a number in flight.
 * Ingo asks clients for at most five simultaneous requests a second, configurable per program:
 * https://developer-payments.ingomoney.com/en/ingopay-api/idempotency
 */
export type Rate = { perSecond: number; maxConcurrent: number }

/** One call in flight. Release it when the call has ended. */
export type Permit = { release: () => void }

export type RateLimiter = {
  /** A permit for the HMAC username, or how long to wait before asking again. */
  acquire: (username: string, rate: Rate) => Promise<Permit | { waitMs: number }>
  /** Gives no permit for `ms`, and no burst after it: the gateway has asked for a pause. */
  pause: (username: string, rate: Rate, ms: number) => void
}

/** How soon to ask again while too many calls are in flight: the end of a call can't be predicted. */
export const POLL_MS = 50

/** The rate limiter of one process. `now` in ms since 1970. */
export function createMemoryRateLimiter(now: () => number): RateLimiter {
  const states = new Map<string, { nextAt: number; inFlight: number }>()

  function getState(username: string) {
    const state = states.get(username) ?? { nextAt: 0, inFlight: 0 }
    states.set(username, state)
    return state
  }

  return {
    acquire(username, { perSecond, maxConcurrent }) {
      const state = getState(username)
      if (state.inFlight >= maxConcurrent) return Promise.resolve({ waitMs: POLL_MS })
      // The generic cell rate algorithm: `nextAt` runs ahead of the clock by what the calls have used up.
      const interval = 1000 / perSecond
      const nextAt = Math.max(state.nextAt, now())
      const ahead = nextAt - now() - (perSecond - 1) * interval
      if (ahead > 0) return Promise.resolve({ waitMs: Math.ceil(ahead) })
      state.nextAt = nextAt + interval
      state.inFlight += 1
      const release = () => {
        state.inFlight -= 1
      }
      return Promise.resolve({ release })
    },
    pause(username, { perSecond }, ms) {
      const state = getState(username)
      state.nextAt = Math.max(state.nextAt, now() + ms + ((perSecond - 1) * 1000) / perSecond)
    },
  }
}

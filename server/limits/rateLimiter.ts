/**
 * Permits for calls to the gateway: so many a second with that burst, and so many under way.
 * Ingo asks clients for at most five simultaneous requests a second, configurable per program:
 * https://developer-payments.ingomoney.com/en/ingopay-api/idempotency
 */
export type Rate = { perSecond: number; maxConcurrent: number }

/** Gives it back; one that was not used makes room for another at once. */
export type Permit = { release: (used: boolean) => void }

export type RateLimiter = {
  /** One permit for `name`; or how long to wait before asking again. */
  acquire: (name: string, rate: Rate) => Promise<Permit | { waitMs: number }>
  /** None for so long, and no burst after it: the gateway has asked for it. */
  pause: (name: string, rate: Rate, ms: number) => void
}

/** How soon to ask again while too many calls are under way: nobody knows when one ends. */
export const POLL_MS = 50

/** Permits of one process; `now` in ms. */
export function createMemoryRateLimiter(now: () => number): RateLimiter {
  const names = new Map<string, { nextAt: number; maxConcurrent: number }>()

  function stateOf(name: string) {
    const state = names.get(name) ?? { nextAt: 0, maxConcurrent: 0 }
    names.set(name, state)
    return state
  }

  return {
    acquire(name, { perSecond, maxConcurrent }) {
      const state = stateOf(name)
      if (state.maxConcurrent >= maxConcurrent) return Promise.resolve({ waitMs: POLL_MS })
      // The generic cell rate algorithm: `nextAt` runs ahead of the clock by what has been used up.
      const interval = 1000 / perSecond
      const nextAt = Math.max(state.nextAt, now())
      const ahead = nextAt - now() - (perSecond - 1) * interval
      if (ahead > 0) return Promise.resolve({ waitMs: Math.ceil(ahead) })
      state.nextAt = nextAt + interval
      state.maxConcurrent += 1
      return Promise.resolve({
        release: (used) => {
          state.maxConcurrent -= 1
          if (!used) state.nextAt -= interval
        },
      })
    },
    pause(name, { perSecond }, ms) {
      const state = stateOf(name)
      state.nextAt = Math.max(state.nextAt, now() + ms + ((perSecond - 1) * 1000) / perSecond)
    },
  }
}

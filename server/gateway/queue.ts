/** Whoever wants to call the gateway waits in line: first come, first served, bounded in number and time. */
import type { Clock } from './clock.js'
import type { Permit, RateLimiter, Rate } from '../limits/rateLimiter.js'

const LONGEST_LINE = 50
const PATIENCE_MS = 8000
/** What a gateway asks for is believed up to this. */
const LONGEST_PAUSE_MS = 60_000

/** The line is full, or it took too long: nothing was sent. */
export class CrowdedError extends Error {
  override readonly name = 'CrowdedError'
}

export type Place = {
  /** Resolves when it's our turn; rejects with CrowdedError. */
  turn: Promise<void>
  /** Lets the next one in; `used` says whether the gateway was called. Out of turn it just goes. */
  leave: (used: boolean) => void
}

export type Queue = {
  enter: (name: string, rate: Rate) => Place
  /** The gateway has asked for a pause. */
  pause: (name: string, rate: Rate, ms: number) => void
}

type Waiter = { until: number; enter: (permit: Permit) => void; giveUp: () => void }
type Line = { waiters: Waiter[]; isServed: boolean }

/** A session has one capture under way at most, so a line of captures is fair between sessions. */
export function createQueue(permits: RateLimiter, clock: Clock): Queue {
  const lines = new Map<string, Line>()

  function lineOf(name: string): Line {
    const line = lines.get(name) ?? { waiters: [], isServed: false }
    lines.set(name, line)
    return line
  }

  async function serve(name: string, rate: Rate, { waiters }: Line): Promise<void> {
    for (;;) {
      while (waiters[0] && waiters[0].until <= clock.now()) waiters.shift()?.giveUp()
      const [first] = waiters
      if (!first) return
      const permit = await permits.acquire(name, rate)
      if ('waitMs' in permit) {
        // A pause may last longer than the first one's patience.
        await clock.sleep(Math.max(1, Math.min(permit.waitMs, first.until - clock.now())))
        continue
      }
      const next = waiters.shift()
      // It may have left in the meantime.
      if (next) next.enter(permit)
      else permit.release(false)
    }
  }

  function serveOnce(name: string, rate: Rate, line: Line): void {
    if (line.isServed) return
    line.isServed = true
    serve(name, rate, line)
      .catch(() => {
        // Without shared permits nobody may go: fail closed.
        for (const waiter of line.waiters.splice(0)) waiter.giveUp()
      })
      .finally(() => {
        line.isServed = false
        // Somebody came between the last look and now.
        if (line.waiters.length > 0) serveOnce(name, rate, line)
      })
  }

  return {
    enter(name, rate) {
      const line = lineOf(name)
      if (line.waiters.length >= LONGEST_LINE) return place(Promise.reject(new CrowdedError()))
      let held: Permit | undefined
      let waiter: Waiter | undefined
      const turn = new Promise<void>((resolve, reject) => {
        waiter = {
          until: clock.now() + PATIENCE_MS,
          enter: (permit) => {
            held = permit
            resolve()
          },
          giveUp: () => {
            reject(new CrowdedError())
          },
        }
        line.waiters.push(waiter)
      })
      serveOnce(name, rate, line)
      return place(turn, (used) => {
        held?.release(used)
        held = undefined
        const index = line.waiters.findIndex((each) => each === waiter)
        if (index >= 0) line.waiters.splice(index, 1)
      })
    },
    pause(name, rate, ms) {
      permits.pause(name, rate, Math.min(ms, LONGEST_PAUSE_MS))
    },
  }
}

function place(turn: Promise<void>, leave: Place['leave'] = () => undefined): Place {
  // Whoever leaves without having waited has no use for the refusal.
  turn.catch(() => undefined)
  return { turn, leave }
}

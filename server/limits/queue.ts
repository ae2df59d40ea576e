/** Whoever wants to call the gateway waits in line: first come, first served, bounded in number and time. */
import type { Clock } from '../forward.js'
import type { Permits, Rate } from './permits.js'

const LONGEST_LINE = 50
const PATIENCE_MS = 8000

/** The line is full, or it took too long: nothing was sent. */
export class CrowdedError extends Error {
  override readonly name = 'CrowdedError'
}

type Waiter = { until: number; enter: (leave: () => void) => void; giveUp: () => void }

export type Queue = {
  /** Resolves to what lets the next one in, when it's our turn; rejects with CrowdedError. */
  enter: (name: string, rate: Rate) => Promise<() => void>
}

/** A session has one capture under way at most, so a line of captures is fair between sessions. */
export function createQueue(permits: Permits, clock: Clock): Queue {
  const lines = new Map<string, Waiter[]>()

  async function serve(name: string, rate: Rate, line: Waiter[]): Promise<void> {
    for (;;) {
      while (line[0] && line[0].until < clock.now()) line.shift()?.giveUp()
      if (!line[0]) return
      const permit = await permits.take(name, rate)
      if ('release' in permit) line.shift()?.enter(permit.release)
      else await clock.sleep(permit.waitMs)
    }
  }

  return {
    enter(name, rate) {
      const line = lines.get(name) ?? []
      lines.set(name, line)
      if (line.length >= LONGEST_LINE) return Promise.reject(new CrowdedError())
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          reject(new CrowdedError())
        }
        line.push({ until: clock.now() + PATIENCE_MS, enter: resolve, giveUp })
        if (line.length > 1) return
        serve(name, rate, line).catch(() => {
          // Without shared permits nobody may go: fail closed.
          for (const waiter of line.splice(0)) waiter.giveUp()
        })
      })
    },
  }
}

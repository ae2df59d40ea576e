/**
 * The queue before the gateway, one for each HMAC username: first in, first out, limited in length and time.
 * The rate limiter says when the first entry may go.
 */
import type { Permit, Rate, RateLimiter } from '../limits/rateLimiter.js'
import type { Clock } from './clock.js'

const MAX_QUEUE_LENGTH = 50
const QUEUE_TIMEOUT_MS = 8000
/** The longest pause that a gateway's Retry-After can impose. */
const MAX_PAUSE_MS = 60_000

/** The queue is full, the wait was too long, or the rate limiter is unavailable. Nothing was sent. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError'
}

/** A place among the calls in flight. Release it when the call has ended. */
export type QueueSlot = Permit

export type Queue = {
  /** Waits for a slot of the HMAC username. Rejects with QueueFullError. */
  reserveSlot: (username: string, rate: Rate) => Promise<QueueSlot>
  /** Stops the queue for a while, because the gateway asked for it. */
  pause: (username: string, rate: Rate, ms: number) => void
}

type QueueEntry = { expiresAt: number; admit: (slot: QueueSlot) => void; reject: (error: Error) => void }
type State = { entries: QueueEntry[]; isDraining: boolean }

/**
 * Only the holder of a session's lease waits here, so a session has at most one entry, and the queue is fair
 * between sessions.
 */
export function createQueue(rateLimiter: RateLimiter, clock: Clock): Queue {
  const queues = new Map<string, State>()

  function getQueue(username: string): State {
    const queue = queues.get(username) ?? { entries: [], isDraining: false }
    queues.set(username, queue)
    return queue
  }

  async function admitEntries(username: string, rate: Rate, { entries }: State): Promise<void> {
    for (;;) {
      while (entries[0] && entries[0].expiresAt <= clock.now()) entries.shift()?.reject(new QueueFullError())
      const [first] = entries
      if (!first) return
      const permit = await rateLimiter.acquire(username, rate)
      if ('waitMs' in permit) {
        // A pause may last longer than the first entry may wait.
        await clock.sleep(Math.max(1, Math.min(permit.waitMs, first.expiresAt - clock.now())))
      } else entries.shift()?.admit(permit)
    }
  }

  /** One loop for each username; it ends when the queue is empty. */
  function drain(username: string, rate: Rate, queue: State): void {
    if (queue.isDraining) return
    queue.isDraining = true
    admitEntries(username, rate, queue)
      .catch(() => {
        // Without the shared rate limiter no call may go: fail closed.
        for (const entry of queue.entries.splice(0)) entry.reject(new QueueFullError())
      })
      .finally(() => {
        queue.isDraining = false
        // An entry may have come after the loop's last look.
        if (queue.entries.length > 0) drain(username, rate, queue)
      })
  }

  return {
    reserveSlot(username, rate) {
      const queue = getQueue(username)
      if (queue.entries.length >= MAX_QUEUE_LENGTH) return Promise.reject(new QueueFullError())
      return new Promise((admit, reject) => {
        queue.entries.push({ expiresAt: clock.now() + QUEUE_TIMEOUT_MS, admit, reject })
        drain(username, rate, queue)
      })
    },
    pause(username, rate, ms) {
      rateLimiter.pause(username, rate, Math.min(ms, MAX_PAUSE_MS))
    },
  }
}

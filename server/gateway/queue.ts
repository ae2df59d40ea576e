/**
 * The queue before the gateway, one for each HMAC username. Merchants take turns, so that one merchant's burst delays
 * another's call by one call at most; inside a merchant it is first in, first out. Length and time are limited for each
 * merchant. The rate limiter says when the next entry may go.
 */
import type { CallLease, Permit, Rate, RateLimiter } from '../limits/rateLimiter.js'
import type { Clock } from './clock.js'

const MAX_QUEUE_LENGTH = 50
const QUEUE_TIMEOUT_MS = 8000
/** The longest pause that a gateway's Retry-After can impose. */
const MAX_PAUSE_MS = 10_000

/** The queue is full, the wait was too long, or the rate limiter is unavailable. Nothing was sent. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError'
}

/** The call's key no longer holds its session's lease. Nothing was sent. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
}

/** A place among the calls in flight. Release it when the call has ended. */
export type QueueSlot = Permit

export type Queue = {
  /** Waits for a slot of the HMAC username, in the merchant's turn. Rejects with QueueFullError or LeaseLostError. */
  reserveSlot: (username: string, merchant: string, rate: Rate, call?: CallLease) => Promise<QueueSlot>
  /** Stops the queue for a while, because the gateway asked for it. */
  pause: (username: string, rate: Rate, ms: number) => void
}

type QueueEntry = {
  expiresAt: number
  call?: CallLease
  admit: (slot: QueueSlot) => void
  reject: (error: Error) => void
}
/** The entries by merchant, the merchant whose turn is next first. No list is empty. */
type State = { turns: Map<string, QueueEntry[]>; isDraining: boolean }

/**
 * Only the holder of a session's lease waits here, so a session has at most one entry, and the queue is fair
 * between sessions.
 */
export function createQueue(rateLimiter: RateLimiter, clock: Clock): Queue {
  const queues = new Map<string, State>()

  function getQueue(username: string): State {
    const queue = queues.get(username) ?? { turns: new Map<string, QueueEntry[]>(), isDraining: false }
    queues.set(username, queue)
    return queue
  }

  async function admitEntries(username: string, rate: Rate, queue: State): Promise<void> {
    for (;;) {
      rejectExpired(queue, clock.now())
      const [next] = queue.turns.values()
      if (!next) return
      // Nothing moves before the first entry meanwhile.
      const permit = await rateLimiter.acquire(username, rate, next[0]?.call)
      if ('waitMs' in permit) {
        // A pause may last longer than an entry may wait.
        const firstEnd = Math.min(...[...queue.turns.values()].map(([entry]) => entry?.expiresAt ?? Infinity))
        await clock.sleep(Math.max(1, Math.min(permit.waitMs, firstEnd - clock.now())))
      } else if ('leaseLost' in permit) takeTurn(queue)?.reject(new LeaseLostError())
      else takeTurn(queue)?.admit(permit)
    }
  }

  /** One loop for each username; it ends when the queue is empty. */
  function drain(username: string, rate: Rate, queue: State): void {
    if (queue.isDraining) return
    queue.isDraining = true
    admitEntries(username, rate, queue)
      .catch(() => {
        // Without the shared rate limiter no call may go: fail closed.
        const entries = [...queue.turns.values()].flat()
        queue.turns.clear()
        for (const entry of entries) entry.reject(new QueueFullError())
      })
      .finally(() => {
        queue.isDraining = false
        // An entry may have come after the loop's last look.
        if (queue.turns.size > 0) drain(username, rate, queue)
      })
  }

  return {
    reserveSlot(username, merchant, rate, call) {
      const queue = getQueue(username)
      const entries = queue.turns.get(merchant) ?? []
      if (entries.length >= MAX_QUEUE_LENGTH) return Promise.reject(new QueueFullError())
      return new Promise((admit, reject) => {
        queue.turns.set(merchant, entries)
        entries.push({ expiresAt: clock.now() + QUEUE_TIMEOUT_MS, ...(call && { call }), admit, reject })
        drain(username, rate, queue)
      })
    },
    pause(username, rate, ms) {
      rateLimiter.pause(username, rate, Math.min(ms, MAX_PAUSE_MS))
    },
  }
}

function rejectExpired({ turns }: State, now: number): void {
  for (const [merchant, entries] of turns) {
    while (entries[0] && entries[0].expiresAt <= now) entries.shift()?.reject(new QueueFullError())
    if (entries.length === 0) turns.delete(merchant)
  }
}

/** Removes the first entry of the merchant whose turn it is; the merchant's next entry waits for all other merchants. */
function takeTurn({ turns }: State): QueueEntry | undefined {
  const [turn] = turns
  if (!turn) return undefined
  const [merchant, entries] = turn
  const entry = entries.shift()
  turns.delete(merchant)
  if (entries.length > 0) turns.set(merchant, entries)
  return entry
}

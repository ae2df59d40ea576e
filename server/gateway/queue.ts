/**
 * The queue before the gateway, one for each HMAC username. Merchants take turns, so that one merchant's burst delays
 * another's call by one call at most; inside a merchant it is first in, first out. A merchant whose calls in flight have
 * taken its share lets the others go first. Length and time are limited for each merchant. The rate limiter says when
 * the next entry may go.
 */
import { createMonotonicClock } from '../limits/monotonicClock.js'
import { POLL_MS, type CallLease, type Permit, type Rate, type RateLimiter } from '../limits/rateLimiter.js'
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
  /**
   * Stops the queue of the username for a while, because the gateway asked for it. Ingo configures the rate for each
   * program (developer-payments.ingomoney.com/en/ingopay-api/idempotency), and Kong, its API gateway, knows a caller by
   * the username alone. So the pause holds for every merchant on it.
   */
  pause: (username: string, rate: Rate, ms: number) => void
}

type QueueEntry = {
  rate: Rate
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
export function createQueue(rateLimiter: RateLimiter, systemClock: Clock): Queue {
  // An entry may not wait longer because the clock is set back.
  const clock = { ...systemClock, now: createMonotonicClock(systemClock.now) }
  const queues = new Map<string, State>()

  function getQueue(username: string): State {
    const queue = queues.get(username) ?? { turns: new Map<string, QueueEntry[]>(), isDraining: false }
    queues.set(username, queue)
    return queue
  }

  /** One loop for each username; it ends when the queue is empty. */
  function drain(username: string, queue: State): void {
    if (queue.isDraining) return
    queue.isDraining = true
    admitEntries({ rateLimiter, clock, username }, queue)
      .catch(() => {
        // Without the shared rate limiter no call may go: fail closed.
        const entries = [...queue.turns.values()].flat()
        queue.turns.clear()
        for (const entry of entries) entry.reject(new QueueFullError())
      })
      .finally(() => {
        queue.isDraining = false
        // An entry may have come after the loop's last look.
        if (queue.turns.size > 0) drain(username, queue)
      })
  }

  return {
    reserveSlot(username, merchant, rate, call) {
      const queue = getQueue(username)
      const entries = queue.turns.get(merchant) ?? []
      if (entries.length >= MAX_QUEUE_LENGTH) return Promise.reject(new QueueFullError())
      return new Promise((admit, reject) => {
        queue.turns.set(merchant, entries)
        const expiresAt = clock.now() + QUEUE_TIMEOUT_MS
        entries.push({ rate, expiresAt, ...(call && { call }), admit, reject })
        drain(username, queue)
      })
    },
    pause(username, rate, ms) {
      rateLimiter.pause(username, rate, Math.min(ms, MAX_PAUSE_MS))
    },
  }
}

type Caller = { rateLimiter: RateLimiter; clock: Clock; username: string }

async function admitEntries(caller: Caller, queue: State): Promise<void> {
  const { clock } = caller
  for (;;) {
    rejectExpired(queue, clock.now())
    if (queue.turns.size === 0) return
    const waitMs = await admitNext(caller, queue)
    if (waitMs === 0) continue
    // A pause may last longer than an entry may wait.
    const firstEnd = Math.min(...[...queue.turns.values()].map(([entry]) => entry?.expiresAt ?? Infinity))
    await clock.sleep(Math.max(1, Math.min(waitMs, firstEnd - clock.now())))
  }
}

/** Admits an entry of the first merchant in turn that has a share left. Returns 0, or how long to wait. */
async function admitNext({ rateLimiter, username }: Caller, queue: State): Promise<number> {
  for (const [merchant, [entry]] of [...queue.turns]) {
    if (!entry) continue
    // No entry moves before a merchant's first one meanwhile.
    const permit = await rateLimiter.acquire(username, entry.rate, merchant, entry.call)
    if ('shareFull' in permit) continue
    if ('waitMs' in permit) return permit.waitMs
    const next = takeTurn(queue, merchant)
    if ('leaseLost' in permit) next?.reject(new LeaseLostError())
    else next?.admit(permit)
    return 0
  }
  return POLL_MS
}

function rejectExpired({ turns }: State, now: number): void {
  for (const [merchant, entries] of turns) {
    while (entries[0] && entries[0].expiresAt <= now) entries.shift()?.reject(new QueueFullError())
    if (entries.length === 0) turns.delete(merchant)
  }
}

/** Removes the merchant's first entry; its next one waits for all other merchants. */
function takeTurn({ turns }: State, merchant: string): QueueEntry | undefined {
  const entries = turns.get(merchant) ?? []
  const entry = entries.shift()
  turns.delete(merchant)
  if (entries.length > 0) turns.set(merchant, entries)
  return entry
}

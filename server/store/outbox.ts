/**
 * The outbox: events of sessions, written by the same transaction as the state that they tell, and what is left of their
 * delivery. Only sessions of merchants with a webhook have events.
 */
import type { WebhookData } from '../../contract/webhook.js'
import type { ListedEvent } from '../../contract/webhookList.js'
import type { WebhookEventType } from '../../contract/webhookEventTypes.js'
import type { Page } from './page.js'
import type { SessionRecord } from './record.js'

/** An event as it happens. `at` in ms since 1970, like every time here. */
type SessionEvent = { id: string; type: WebhookEventType; at: number; data: WebhookData }

/** `ifTold`: written only if session.unknown has, or has not, been written for the capture that ends. */
export type NewEvent = SessionEvent & { ifTold?: boolean }

/** An event with its delivery. */
export type StoredEvent = SessionEvent & {
  status: ListedEvent['delivery']['status']
  tries: number
  /** The first try of the delivery that runs, or ran last. */
  firstTryAt?: number
  /** Why the latest try failed: an HTTP status or a code. */
  error?: string
}

/** An event that this process alone may send until `leaseExpiresAt`. */
export type ClaimedEvent = StoredEvent & { leaseExpiresAt: number }

/** What became of a try. `dueAt` is the time of the next one. */
export type DeliveryResult =
  | { status: 'delivered' }
  | { status: 'failed'; error: string }
  | { status: 'pending'; dueAt: number; firstTryAt: number; error: string }

/** A merchant, and until when this process alone has what it claims. */
export type Claim = { merchant: string; now: number; leaseExpiresAt: number; limit: number }

/** What the sweep writes about a session: an event, and when to look at the session again. */
export type SweptSession = { record: SessionRecord; event?: NewEvent; isDelivered: boolean; dueAt?: number }

/** At most `limit` events, after or before the event of an id. */
export type EventQuery = { merchant: string; limit: number; after?: string; before?: string }

export type Outbox = {
  /** The oldest pending event of each session that is due, at most `limit` sessions. */
  claim: (claim: Claim) => Promise<ClaimedEvent[]>
  /** Ends the claim. Without the claim, nothing changes. */
  settle: (event: ClaimedEvent, result: DeliveryResult) => Promise<void>
  /** The sessions that are due to be looked at because no request says when they end. */
  claimWatched: (claim: Claim) => Promise<SessionRecord[]>
  /** Writes the sweep's event with the session's mark, unless the session has changed since it was claimed. */
  applySweep: (swept: SweptSession) => Promise<void>
  /**
   * Newest first; with `after`, oldest first. Leaves out events whose sealing key is missing, as long as another is found.
   * Undefined: the merchant has no event of that id.
   */
  list: (query: EventQuery) => Promise<Page<StoredEvent> | undefined>
  /** Makes an event pending again, from its first try. False: there is no such event. */
  resend: (merchant: string, id: string, now: number) => Promise<boolean>
}

/** What a step of a session writes into the outbox. */
export type EventWrite = {
  events: NewEvent[]
  /** False: the merchant has no URL, so the events are recorded. */
  isDelivered: boolean
}

/** The events of a commit whose capture has the mark `isTold`, or not. */
export function heldEvents({ events, isDelivered }: EventWrite, isTold: boolean): EventWrite {
  return { isDelivered, events: events.filter(({ ifTold = isTold }) => ifTold === isTold) }
}

/**
 * For a token that came after its lease had expired. A session that has its token stays as it is: what is new is the
 * outcome of this capture.
 */
export function lateEvents({ events, isDelivered }: EventWrite, isTokenized: boolean): EventWrite {
  const tokenized = events.filter(({ type }) => type === 'session.tokenized')
  if (!isTokenized) return { isDelivered, events: tokenized }
  return { isDelivered, events: tokenized.map((event) => ({ ...event, type: 'session.resolved' as const })) }
}

/** Whether no lease was acquired, ended or renewed since `record` was read. */
export function isUnchanged(record: SessionRecord, stored: SessionRecord | undefined): boolean {
  const toState = ({ state, attempts, current }: SessionRecord) => JSON.stringify([state, attempts, current])
  return stored !== undefined && toState(stored) === toState(record)
}

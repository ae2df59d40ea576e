/**
 * The outbox: the events of sessions and the progress of their delivery. An event is written in the same transaction as
 * the state that it reports. Only sessions of merchants with a webhook have events.
 */
import type { WebhookData } from '../../contract/webhook.js'
import type { ListedEvent } from '../../contract/webhookList.js'
import type { WebhookEventType } from '../../contract/webhookEventTypes.js'
import type { Page } from './page.js'
import type { SessionRecord } from './record.js'

/** An event without its delivery. `at` in ms since 1970, like every time here. */
type SessionEvent = { id: string; type: WebhookEventType; at: number; data: WebhookData }

/** `ifTold`: write the event only if session.unknown was (true) or was not (false) written for the ending capture. */
export type NewEvent = SessionEvent & { ifTold?: boolean }

/** An event with its delivery. */
export type StoredEvent = SessionEvent & {
  status: ListedEvent['delivery']['status']
  tries: number
  /** The time of the first try of the current delivery, or of the last one. */
  firstTryAt?: number
  /** The HTTP status or error code of the latest try, if it failed. */
  error?: string
}

/** An event that only this process may send until `leaseExpiresAt`. */
export type ClaimedEvent = StoredEvent & { leaseExpiresAt: number }

/** The result of a try. `dueAt` is the time of the next try. */
export type DeliveryResult =
  | { status: 'delivered' }
  | { status: 'failed'; error: string }
  | { status: 'pending'; dueAt: number; firstTryAt: number; error: string }

/** A claim of a merchant's events or sessions, which only this process then has until `leaseExpiresAt`. */
export type Claim = { merchant: string; now: number; leaseExpiresAt: number; limit: number }

/** The sweep's write about a session: an event, and in `dueAt` the time of the next look at the session. */
export type SweptSession = { record: SessionRecord; event?: NewEvent; isDelivered: boolean; dueAt?: number }

/** At most `limit` events, after or before the event with an id. */
export type EventQuery = { merchant: string; limit: number; after?: string; before?: string }

export type Outbox = {
  /** The oldest pending event of each session that is due, at most `limit` sessions. */
  claim: (claim: Claim) => Promise<ClaimedEvent[]>
  /** Ends the claim. Without the claim, nothing changes. */
  settle: (event: ClaimedEvent, result: DeliveryResult) => Promise<void>
  /** The watched sessions that are due. They end without a request, so the sweep has to look at them. */
  claimWatched: (claim: Claim) => Promise<SessionRecord[]>
  /** Writes the sweep's event and marks the session, unless the session has changed since it was claimed. */
  applySweep: (swept: SweptSession) => Promise<void>
  /**
   * Newest first; with `after`, oldest first. Leaves out events whose sealing key is missing, if another can be opened.
   * Undefined if the merchant has no event with that id.
   */
  list: (query: EventQuery) => Promise<Page<StoredEvent> | undefined>
  /** Makes an event pending again, with no tries so far. False if there is no such event. */
  resend: (merchant: string, id: string, now: number) => Promise<boolean>
}

/** The write of a session's step into the outbox. */
export type EventWrite = {
  events: NewEvent[]
  /** False if the merchant has no URL. The events are then only recorded. */
  isDelivered: boolean
}

/** The events of a commit whose capture has the mark `isTold`, or not. */
export function heldEvents({ events, isDelivered }: EventWrite, isTold: boolean): EventWrite {
  return { isDelivered, events: events.filter(({ ifTold = isTold }) => ifTold === isTold) }
}

/**
 * The events for a token that came after its lease had expired. If the session already has a token, only the outcome of
 * this capture is new, so the event is session.resolved.
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

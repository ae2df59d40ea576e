/** Compares the received webhooks with the final states of the sessions, until nothing is missing or the time is up. */
import type { RetrievedSession } from 'ingo-capture/backend'
import type { BusySession } from './busySession.js'
import type { Session, Shop } from './cardholder.js'
import { judgeEvents, type EventVerdict } from './eventVerdict.js'
import { SECRET_KEY } from './fleet.js'
import type { Receiver } from './receiver.js'
import { sleep } from './random.js'
import { pickNode, readSession, retry } from './submit.js'

/** `sessions`: how many were compared. */
export type EventReport = EventVerdict & { events: number; sessions: number; counts: Receiver['counts'] }

type Listed = { id: string; type: string; data: { id: string } }
type Page = { events: Listed[]; has_more: boolean }
type Ended = { id: string; expectedStatus?: string; isUnpayable: boolean; result: RetrievedSession }
type Subject = { sessions: Session[]; busy: BusySession[]; receiver: Receiver }

const READ_MS = 20_000
const READS_AT_ONCE = 8
const ROUND_MS = 5_000
/** A session expires after 60 s, and the sweep finds it within 10 s. A third retry comes after two minutes. */
const DELIVERED_WITHIN_MS = 200_000

/**
 * `lostAt` is the time of the last kill of a store without persistence. The kill loses what was written before, so only
 * younger sessions are compared.
 */
export async function auditEvents(shop: Shop, subject: Subject, lostAt = 0): Promise<EventReport> {
  const until = Date.now() + DELIVERED_WITHIN_MS
  for (;;) {
    const ended = await readEnded(shop, subject, lostAt)
    const listed = await listEvents(shop)
    const verdict = compare(ended, listed, subject.receiver)
    const { lost, surplus } = verdict
    const { accepted, counts } = subject.receiver
    if ((lost.length === 0 && surplus.length === 0) || Date.now() > until)
      return { ...verdict, events: accepted.size, sessions: ended.length, counts }
    await sleep(ROUND_MS)
  }
}

function compare(ended: Ended[], listed: Listed[], { accepted }: Receiver): EventVerdict {
  const listedBySession = groupBySession(listed)
  const acceptedBySession = groupBySession(accepted.values())
  const verdict: EventVerdict = { lost: [], surplus: [], disordered: [] }
  for (const { id, result, ...known } of ended) {
    const events = acceptedBySession.get(id) ?? []
    const { status, attempts } = result
    const own = judgeEvents({
      ...known,
      status,
      attempts,
      listed: listedBySession.get(id) ?? [],
      accepted: events,
    })
    for (const kind of ['lost', 'surplus', 'disordered'] as const)
      verdict[kind].push(...own[kind].map((what) => `webhooks of session ${id}: ${what}`))
  }
  return verdict
}

function groupBySession<Event extends { data: { id: string } }>(
  events: Iterable<Event>,
): Map<string, Event[]> {
  const groups = new Map<string, Event[]>()
  for (const event of events) {
    const group = groups.get(event.data.id)
    if (group) group.push(event)
    else groups.set(event.data.id, [event])
  }
  return groups
}

/** The sessions as they are now, except those that were not created or that the store has lost. */
async function readEnded({ fleet }: Shop, { sessions, busy }: Subject, lostAt: number): Promise<Ended[]> {
  const queue = [
    ...sessions.map(({ story }) => ({ id: story.id, createdAt: story.createdAt, isUnpayable: false })),
    ...busy.map(({ id, createdAt, status }) => ({
      ...{ id, createdAt, isUnpayable: status === 'exhausted' },
      ...(status && { expectedStatus: status }),
    })),
  ].filter(({ createdAt }) => createdAt > lostAt)
  const ended: Ended[] = []
  const readAll = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const result = await readSession(fleet, next.id, Date.now() + READ_MS)
      if (result !== undefined && result !== 'not_found') ended.push({ ...next, result })
    }
  }
  await Promise.all(Array.from({ length: READS_AT_ONCE }, readAll))
  return ended
}

/** Every webhook of the server, oldest first. */
async function listEvents({ fleet }: Shop): Promise<Listed[]> {
  const newestFirst: Listed[] = []
  for (let before: string | undefined; ;) {
    const query = before === undefined ? '' : `&before=${before}`
    const page = await retry(Date.now() + READ_MS, () => fetchPage(pickNode(fleet).url, query))
    newestFirst.push(...(page?.events ?? []))
    before = page?.events.at(-1)?.id
    if (!page?.has_more) return newestFirst.reverse()
  }
}

async function fetchPage(url: string, query: string): Promise<Page | undefined> {
  const headers = { Authorization: `Bearer ${SECRET_KEY}` }
  const response = await fetch(`${url}/v1/webhooks?limit=100${query}`, { headers })
  return response.ok ? ((await response.json()) as Page) : undefined
}

/** Compares the webhooks that the receiver accepted with a session's final state: are any lost, doubled or out of order? */
import type { RetrievedSession, WebhookEvent } from 'ingo-capture/backend'

type Type = WebhookEvent['type']

/** A session as its backend reads it at the end, and what the soak knows about it. */
export type EndedSession = {
  status: RetrievedSession['status']
  attempts: number
  /** The expected status, if the soak knows it. */
  expectedStatus?: string
  /** Each failed attempt was refused as not payable. */
  isUnpayable: boolean
  /** Its webhooks as the server lists them, oldest first. */
  listed: { id: string; type: string }[]
  /** Its webhooks in the order in which the receiver first accepted them. */
  accepted: WebhookEvent[]
}

export type EventVerdict = {
  /** Events that the receiver should have and does not have. */
  lost: string[]
  /** Events that the receiver should not have. */
  surplus: string[]
  disordered: string[]
}

/** The event of each final status. Other statuses have none. */
const ends: Partial<Record<string, Type>> = {
  tokenized: 'session.tokenized',
  exhausted: 'session.exhausted',
  expired: 'session.expired',
  canceled: 'session.canceled',
}

/** Judges the webhooks of one session. */
export function judgeEvents(session: EndedSession): EventVerdict {
  const { status, attempts, expectedStatus, isUnpayable, listed, accepted } = session
  const types = accepted.map(({ type }) => type)
  const count = (type: Type) => types.filter((each) => each === type).length
  const lost: string[] = []
  const surplus: string[] = []
  const expect = (type: Type, expected: number) => {
    const actual = count(type)
    if (actual < expected) lost.push(`${actual} of ${expected} ${type}`)
    if (actual > expected) surplus.push(`${actual} in place of ${expected} ${type}`)
  }
  for (const [name, type] of Object.entries(ends)) if (type) expect(type, name === status ? 1 : 0)
  if (isUnpayable) expect('session.not_payable', attempts)
  if (expectedStatus !== undefined && status !== expectedStatus)
    surplus.push(`the status ${status} in place of ${expectedStatus}`)
  if (status === 'unknown' && count('session.unknown') === 0) lost.push('session.unknown')
  const received = new Set(accepted.map(({ id }) => id))
  lost.push(...listed.filter(({ id }) => !received.has(id)).map(({ type }) => `${type}, which is listed`))
  return { lost, surplus, disordered: findDisorder(session) }
}

function findDisorder({ listed, accepted }: EndedSession): string[] {
  const disorder: string[] = []
  const places = accepted
    .map(({ id }) => listed.findIndex((event) => event.id === id))
    .filter((at) => at >= 0)
  if (places.some((place, index) => place < (places[index - 1] ?? 0)))
    disorder.push('not as the server lists them')
  const attempts = accepted.map(({ data }) => data.attempts)
  if (attempts.some((count, index) => count < (attempts[index - 1] ?? 0)))
    disorder.push('attempts count backward')
  let unknown = 0
  for (const { type } of accepted) {
    if (type === 'session.tokenized') break
    if (type === 'session.unknown') unknown += 1
    if (type === 'session.resolved' && --unknown < 0) disorder.push('resolved before unknown')
  }
  return disorder
}

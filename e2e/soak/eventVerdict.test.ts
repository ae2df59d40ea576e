/** The soak's verdict on webhooks: what counts as lost, surplus and disordered. */
import type { WebhookEvent } from 'ingo-capture/backend'
import { expect, it } from 'vitest'
import { judgeEvents, type EndedSession } from './eventVerdict.js'

type Short = [id: string, type: WebhookEvent['type'], attempts?: number]

const toEvent = ([id, type, attempts = 0]: Short): WebhookEvent => ({
  ...{ id, type, timestamp: '' },
  data: { id: 'session', merchant: 'soak', status: 'open', attempts, participant_unique_id1: 'order-1' },
})
const session = (accepted: Short[], ended: Partial<EndedSession>): EndedSession => ({
  ...{ status: 'open', attempts: 0, isUnpayable: false },
  listed: accepted.map(([id, type]) => ({ id, type })),
  accepted: accepted.map(toEvent),
  ...ended,
})
const nothing = { lost: [], surplus: [], disordered: [] }
const series: Short[] = [
  ['1', 'session.not_payable', 1],
  ['2', 'session.unknown', 1],
  ['3', 'session.resolved', 2],
  ['4', 'session.not_payable', 2],
  ['5', 'session.exhausted', 2],
]
const exhausted = { status: 'exhausted', attempts: 2, isUnpayable: true } as const

it('finds nothing if a session has the events of its end, in their order', () => {
  expect(judgeEvents(session(series, exhausted))).toEqual(nothing)
  expect(judgeEvents(session([['1', 'session.expired']], { status: 'expired' }))).toEqual(nothing)
  expect(judgeEvents(session([], {}))).toEqual(nothing)
})

it.each([
  ['the event of the session’s end', series.slice(0, 4)],
  ['an event before the end', series.filter(([id]) => id !== '4')],
])('counts %s as lost', (_name, accepted) => {
  const { lost, surplus } = judgeEvents(session(accepted, exhausted))
  expect(lost).toHaveLength(1)
  expect(surplus).toEqual([])
})

it('counts an event as lost that the server lists, and that did not arrive', () => {
  const listed = [{ id: '1', type: 'session.under_review' }]
  expect(judgeEvents(session([], { listed })).lost).toEqual(['session.under_review, which is listed'])
})

it('counts a second end, the end of another status, and another status as surplus', () => {
  const twice: Short[] = [
    ['1', 'session.canceled'],
    ['2', 'session.canceled'],
  ]
  expect(judgeEvents(session(twice, { status: 'canceled' })).surplus).toHaveLength(1)
  expect(judgeEvents(session([['1', 'session.expired']], {})).surplus).toHaveLength(1)
  expect(judgeEvents(session([], { expectedStatus: 'expired' })).surplus).toHaveLength(1)
})

it('finds events that arrived out of order', () => {
  const [first, second, ...others] = series.map(toEvent)
  if (!first || !second) throw new Error('The series is empty.')
  const inOrder = session(series, exhausted)
  const swapped = judgeEvents({ ...inOrder, accepted: [second, first, ...others] })
  expect(swapped.disordered).toEqual(['not as the server lists them'])
  const unlisted = judgeEvents({ ...inOrder, listed: [], accepted: [...others, first, second] })
  expect(unlisted.disordered).toEqual(['attempts count backward', 'resolved before unknown'])
})

import { expect, it } from 'vitest'
import { readReviewEvent } from './reviewEvent.js'

const id = 'order-1'
const token = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const cleared = { outcome: 'cleared', participant_unique_id1: id }

it.each<[string, unknown, unknown]>([
  ['flat', { event_code: 1107, participant_unique_id1: id }, cleared],
  ['a code as text', { code: '1107', participant_unique_id1: id }, cleared],
  ['a code with its name', { status: '1107 OFAC status cleared', participant_unique_id1: id }, cleared],
  ['nested', { event: { type: 1107 }, data: { transaction: { participant_unique_id1: id } } }, cleared],
  ['other spellings', { EventCode: 1107, 'Participant-Unique-ID1': id }, cleared],
  ['in a list', { events: [{ statusCode: 1107, participantUniqueId1: id }] }, cleared],
  [
    'an id that is a number',
    { event_type: 1107, participant_unique_id1: 42 },
    { ...cleared, participant_unique_id1: '42' },
  ],
  [
    'failed, with every name',
    { code: 1108, participant_unique_id1: id, participant_unique_id2: 'c-1', customer_account_token: token },
    {
      ...{ outcome: 'failed', participant_unique_id1: id, participant_unique_id2: 'c-1' },
      customer_account_token: token,
    },
  ],
  [
    'a token alone',
    { code: 1107, customer_account_token: token },
    { outcome: 'cleared', customer_account_token: token },
  ],
  [
    'an empty id',
    { code: 1107, participant_unique_id1: '', participant_unique_id2: 'c-1' },
    { outcome: 'cleared', participant_unique_id2: 'c-1' },
  ],
  ['another event', { code: 1101, participant_unique_id1: id }, 'other'],
  ['a longer code', { code: 11070, participant_unique_id1: id }, 'other'],
  ['a list without events', [], 'other'],
  ['text', 'hello', 'other'],
  ['an amount', { amount: 1107, code: 1101, participant_unique_id1: id }, 'unreadable'],
  ['both codes', { code: 1107, previous_status: 1108, participant_unique_id1: id }, 'unreadable'],
  [
    'two ids',
    { code: 1107, events: [{ participant_unique_id1: id }, { participant_unique_id1: 'order-2' }] },
    'unreadable',
  ],
  ['no id', { code: 1107, name: 'Alex Rivera' }, 'unreadable'],
  ['an id that is too long', { code: 1107, participant_unique_id1: 'x'.repeat(256) }, 'unreadable'],
])('reads an event: %s', (_name, body, expected) => {
  expect(readReviewEvent(body)).toEqual(expected)
})

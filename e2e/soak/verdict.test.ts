/** The soak's verdict on tokens: which ones count as lost, and which as doubled. */
import type { RetrievedSession } from 'ingo-capture/backend'
import { expect, it } from 'vitest'
import type { Tokenized } from './gateway.js'
import { judge, newStory, type Story } from './verdict.js'

const NAME = '1 Main St'
const VISA = '4111111111111111'
const MASTERCARD = '5555555555554444'
const entry = (account: string, token: string, session = NAME): Tokenized => ({ session, account, token })
const page = (...tokens: string[]) => ({ pageTokens: tokens.map((token) => ({ token, account: VISA })) })
const read = (token: string, id: string, ...others: [token: string, id: string][]): RetrievedSession => ({
  ...{ id: 'session', status: 'tokenized', attempts: 1, expires_at: '', account_type: 'card' },
  ...{ customer_account_token: token, participant_unique_id1: id },
  other_tokens: others.map(([customer_account_token, participant_unique_id1]) => ({
    ...{ customer_account_token, participant_unique_id1 },
  })),
})
const story = (seen: Partial<Story>): Story => ({ ...newStory(NAME, 'session'), ...seen })
const gateway = (...entries: [id: string, Tokenized][]) => new Map(entries)
const first = gateway(['id-1', entry(VISA, 'a')])
const both = gateway(['id-1', entry(VISA, 'a')], ['id-2', entry(MASTERCARD, 'b')])

it('finds nothing if page and backend have the token that the gateway issued', () => {
  const verdict = judge(story({ ...page('a', 'a'), reads: [read('a', 'id-1')] }), first)
  expect(verdict).toEqual({ lost: [], doubled: [], unread: [] })
})

it('counts a token as lost if neither page nor backend has it', () => {
  expect(judge(story({}), first).lost).toEqual(['a'])
  expect(judge(story({ reads: [read('b', 'id-2')] }), both).lost).toEqual(['a'])
})

it('counts a token as unread if the cardholder gave its account up and the backend does not have it', () => {
  const givenUp = new Set([VISA])
  const seen = { givenUp, ...page('b') }
  expect(judge(story({ ...seen, reads: [read('b', 'id-2')] }), both)).toMatchObject({
    lost: [],
    unread: ['a'],
  })
  const late = [read('b', 'id-2', ['a', 'id-1'])]
  expect(judge(story({ ...seen, reads: late }), both)).toEqual({ lost: [], doubled: [], unread: [] })
})

it('ignores what the gateway tokenized for other sessions', () => {
  const others = gateway(['id-1', entry(VISA, 'a')], ['id-9', entry(VISA, 'z', '2 Main St')])
  expect(judge(story(page('a')), others)).toEqual({ lost: [], doubled: [], unread: [] })
})

const doubled: [string, Partial<Story>, Map<string, Tokenized>][] = [
  ['an account under two ids', page('a'), gateway(...first, ['id-2', entry(VISA, 'b')])],
  ['two tokens for the page', page('a', 'b'), both],
  ['other tokens for page and backend', { ...page('a'), reads: [read('b', 'id-2', ['a', 'id-1'])] }, both],
  ['a token for the page that the session did not tokenize', page('z'), first],
  ['a token for the backend under another id', { ...page('a'), reads: [read('a', 'id-2')] }, both],
  ['a token that changes between two reads', { reads: [read('a', 'id-1'), read('b', 'id-2')] }, both],
]
it.each(doubled)('counts as doubled: %s', (_what, seen, tokenized) => {
  expect(judge(story(seen), tokenized).doubled).not.toEqual([])
})

/** Compares the tokens of the gateway with those of page and backend: are any of a session's tokens lost or doubled? */
import type { RetrievedSession } from 'ingo-capture/backend'
import type { Tokenized } from './gateway.js'

/** The events of one session, as the cardholder and the backend saw them. */
export type Story = {
  /** The marker that shows the gateway to which session a card belongs. */
  session: string
  id: string
  /** ms since 1970. */
  createdAt: number
  /** Every account that the cardholder has submitted. */
  submitted: Set<string>
  /** Accounts that the cardholder left with an unknown outcome and did not submit again. */
  givenUp: Set<string>
  /** Each token that the page got, with the account that it had submitted. */
  pageTokens: { token: string; account: string }[]
  /** Each answer that the backend read. */
  reads: RetrievedSession[]
  /** The backend once got 404. */
  isRecordLost: boolean
  /** The backend got 404 after the page had its token, and before the backend had read it. */
  isForgotten: boolean
  /** Whether a submission had no final answer when the time was up. */
  isUnfinished: boolean
}

/** A session in which nothing has happened yet. */
export function newStory(session: string, id: string): Story {
  const nothing = { submitted: new Set<string>(), givenUp: new Set<string>(), pageTokens: [], reads: [] }
  const flags = { isRecordLost: false, isForgotten: false, isUnfinished: false }
  return { session, id, createdAt: Date.now(), ...nothing, ...flags }
}

export type Verdict = {
  /** Tokens that neither page nor backend has, of accounts that the cardholder kept submitting. */
  lost: string[]
  /** Why a token counts as doubled. */
  doubled: string[]
  /** Tokens that neither page nor backend has, of accounts that the cardholder gave up. */
  unread: string[]
}

/** The verdict on one session. `tokenized` has everything that the gateway tokenized, by participant_unique_id1. */
export function judge(story: Story, tokenized: Map<string, Tokenized>): Verdict {
  const { session, givenUp, reads } = story
  const pageTokens = story.pageTokens.map(({ token }) => token)
  const own = [...tokenized].filter(([, entry]) => entry.session === session)
  const read = reads.flatMap(toTokens)
  const known = new Set([...pageTokens, ...read.map(({ token }) => token)])
  const missing = own.filter(([, { token }]) => !known.has(token))
  return {
    lost: missing.filter(([, { account }]) => !givenUp.has(account)).map(([, { token }]) => token),
    unread: missing.filter(([, { account }]) => givenUp.has(account)).map(([, { token }]) => token),
    doubled: [
      ...findDoubledAccounts(own),
      ...findForeignTokens(own, pageTokens, read),
      ...findDifferences(pageTokens, reads),
    ],
  }
}

type ReadToken = { token: string; id: string }

function toTokens({ customer_account_token, participant_unique_id1, other_tokens = [] }: RetrievedSession) {
  const all = [{ customer_account_token, participant_unique_id1 }, ...other_tokens]
  return all.flatMap(({ customer_account_token: token, participant_unique_id1: id }): ReadToken[] =>
    token === undefined ? [] : [{ token, id }],
  )
}

function findDoubledAccounts(own: [string, Tokenized][]): string[] {
  const accounts = own.map(([, { account }]) => account)
  const repeated = accounts.filter((account, index) => accounts.indexOf(account) !== index)
  return repeated.map(() => 'one account is tokenized under two ids')
}

function findForeignTokens(own: [string, Tokenized][], pageTokens: string[], read: ReadToken[]): string[] {
  const idOf = new Map(own.map(([id, { token }]) => [token, id]))
  const foreign = pageTokens.filter((token) => !idOf.has(token))
  const misread = read.filter(({ token, id }) => idOf.get(token) !== id)
  return [
    ...foreign.map(() => 'the page has a token that this session did not tokenize'),
    ...misread.map(() => 'the backend has a token of another account or under another id'),
  ]
}

/** Differences between page and backend, which must always have the same single token. */
function findDifferences(pageTokens: string[], reads: RetrievedSession[]): string[] {
  const read = reads.flatMap(({ customer_account_token: token }) => token ?? [])
  if (new Set(pageTokens).size > 1) return ['the page was given two tokens']
  return new Set([...pageTokens, ...read]).size > 1 ? ['page and backend have different tokens'] : []
}

/** A cardholder in one session. It acts like the frame: it repeats the same content and key until the outcome is known. */
import { createSession } from 'ingo-capture/backend'
import { ORIGIN, type Fleet } from './fleet.js'
import { pick, sleep, type Random } from './random.js'
import { pickNode, readSession, retry, submitCapture, type Answer, type Submission } from './submit.js'
import { newStory, type Story } from './verdict.js'

/** `answers` counts all answers by code. */
export type Shop = { fleet: Fleet; random: Random; answers: Map<string, number> }
/** The accounts are documented test numbers, and differ in their last four digits. */
const ACCOUNTS = ['4111111111111111', '4242424242424242', '5555555555554444', '5105105105105100'] as const
const MERCHANT_IDS = 0.25
const GIVING_UP = 0.6
const MAX_READ_DELAY_MS = 4000
/** One tab; a double click, with one key; two tabs, each with a key of its own. */
const TABS = ['one', 'double click', 'two'] as const
/** Codes after which the session accepts no other account. */
const ENDINGS = ['session_used', 'session_expired', 'attempts_exhausted', 'too_many_keys']

/** `sealed` is the frame's credential. */
export type Session = { story: Story; sealed: string }
type Until = { until: number }

/**
 * Captures an account in a new session, and reads the result as the session's backend. Undefined if
 * no session was created.
 */
export async function runSession(shop: Shop, name: string, until: number): Promise<Session | undefined> {
  const { fleet, random } = shop
  const hasMerchantId = random('merchant id', name) < MERCHANT_IDS
  const body = { origin: ORIGIN, ...(hasMerchantId && { participant_unique_id1: `order-${name}` }) }
  const created = await retry(until, () => createSession(pickNode(fleet), body))
  if (!created) return undefined
  const story = newStory(`${name} Main St`, created.id)
  const session = { story, sealed: new URL(created.url).hash.slice(1), until }
  const accounts = [...ACCOUNTS].sort((one, other) => random(name, one) - random(name, other))
  const key = crypto.randomUUID()
  const tabs = { one: [key], 'double click': [key, key], two: [key, crypto.randomUUID()] }
  const keys = tabs[pick(TABS, random('tabs', name))]
  await Promise.all(
    keys.map((first, tab) => {
      const keepsOn = random('keeps on', name, tab) >= GIVING_UP
      return submitForm(shop, session, { accounts: [...accounts], key: first, keepsOn })
    }),
  )
  await sleep(random('read', name) * MAX_READ_DELAY_MS)
  await readResult(shop, session)
  return session
}

type Form = { accounts: string[]; key: string; keepsOn: boolean }

/** Submits the accounts in turn, until one succeeds. */
async function submitForm(shop: Shop, { story, sealed, until }: Session & Until, form: Form): Promise<void> {
  const { session, givenUp, pageTokens } = story
  const { accounts, keepsOn } = form
  for (let { key } = form; accounts.length > 0; key = crypto.randomUUID()) {
    const [account = ''] = accounts
    story.submitted.add(account)
    const answer = await submitUntilKnown(shop, { sealed, session, account, key }, { until, keepsOn })
    if (answer.mayChange) {
      givenUp.add(account)
      // Move the account to the end, so that the cardholder submits it again only after the others have failed.
      accounts.push(account)
      accounts.shift()
      continue
    }
    if (answer.retryable) story.isUnfinished = true
    if (answer.retryable || ENDINGS.includes(answer.code)) return
    givenUp.delete(account)
    if (answer.token !== undefined) {
      pageTokens.push({ token: answer.token, account })
      return
    }
    // After a mismatch the same account gets the session's next id.
    if (answer.code !== 'account_mismatch') accounts.shift()
  }
}

/**
 * Submits until an answer is final: a known outcome, permission to change the content, or the last one
 * before the time is up.
 */
export async function submitUntilKnown(
  { fleet, answers }: Shop,
  submission: Submission,
  { until, keepsOn }: Until & { keepsOn: boolean },
): Promise<Answer> {
  for (;;) {
    const answer = await submitCapture(fleet, submission)
    answers.set(answer.code, (answers.get(answer.code) ?? 0) + 1)
    if (answer.token !== undefined) return answer
    const isLast = Date.now() + answer.waitMs > until
    const mayChange = answer.mayChange && !keepsOn && !isLast
    if (!answer.retryable || mayChange || isLast) return { ...answer, mayChange }
    await sleep(answer.waitMs)
  }
}

/**
 * Reads the result. If the store has lost the record before the backend has read the token, the reloaded form submits
 * the same account again, under a new key.
 */
export async function readResult(shop: Shop, session: Session & Until): Promise<void> {
  const { story, until } = session
  const { id, pageTokens, reads } = story
  const result = await readSession(shop.fleet, id, until)
  if (result === undefined) return
  if (result !== 'not_found') {
    reads.push(result)
    return
  }
  story.isRecordLost = true
  const [first] = pageTokens
  if (!first || reads.length > 0) return
  story.isForgotten = true
  await submitForm(shop, session, { accounts: [first.account], key: crypto.randomUUID(), keepsOn: true })
  const again = await readSession(shop.fleet, id, until)
  if (again !== undefined && again !== 'not_found') reads.push(again)
}

/** The life of one verification: read → was it processed already? → scenario → answer. */
import { answer, type Answer, type Data } from './answer.js'
import { operations } from './operations.js'

/** An answer, or what the client meets in its place. */
export type Reply = Answer | 'lost' | 'malformed' | 'unavailable'

type Options = {
  participantId: number
  now: () => number
  sleep: (ms: number) => Promise<unknown>
  /** How many ids, and how many tokens, are remembered; beyond it the oldest is forgotten. */
  remembered?: number
}

/** Not a success, though it answers with a token. */
const OFAC_REVIEW = 130

/** Verifies request after request, remembering in memory what became of each participant_unique_id1. */
export function createVerification({
  participantId,
  now,
  sleep,
  remembered = 100_000,
}: Options): (path: string, body: Buffer) => Promise<Reply> {
  const known = createMemory<Data | 'processing'>(remembered)
  const tokens = createMemory<Data>(remembered)

  return async (path, body) => {
    const asked = operations.get(path)?.(body, { participantId, now, data: tokens.get })
    if (!asked) return { status: 404, client_message: 'There is nothing here' }
    if ('refusal' in asked) return asked.refusal
    const { id, scenario } = asked
    const { status, delay_ms, instead, last_4 } = scenario

    const before = known.get(id)
    if (before === 'processing') return answer(104)
    // As the real gateway does, whichever account is asked about now.
    if (before) return instead === 'malformed' ? instead : answer(101, before)

    if (instead === 'unavailable') return instead
    const data = { ...asked.data, ...(last_4 && { last_4 }) }
    if (!isSuccess(status)) return answer(status, status === OFAC_REVIEW ? data : undefined)

    known.set(id, 'processing')
    // Whether or not the client stays to hear of it.
    const processed = (delay_ms === undefined ? Promise.resolve() : sleep(delay_ms)).then(() => {
      known.set(id, data)
      tokens.set(String(asked.data.customer_account_token), data)
    })
    if (instead === 'working') return answer(104)
    await processed
    return instead ?? answer(status, data)
  }
}

/** Holds so many and forgets the oldest first. */
function createMemory<Value>(most: number) {
  const held = new Map<string, Value>()
  return {
    get: (key: string) => held.get(key),
    set(key: string, value: Value): void {
      held.set(key, value)
      const [oldest] = held.keys()
      if (held.size > most && oldest !== undefined) held.delete(oldest)
    },
  }
}

/** 100 and 101, and the soft results: approved, though a check was partial or inconclusive. */
function isSuccess(status: number): boolean {
  return status < OFAC_REVIEW
}

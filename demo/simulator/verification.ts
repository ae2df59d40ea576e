/** The life of one verification: parse → was it processed already? → scenario → answer. */
import valid from 'card-validator'
import { answer, verifiedData, type Answer, type VerifiedData } from './answer.js'
import { parseCardRequest } from './cardRequest.js'
import { scenarioFor, type Behaviour } from './scenarios.js'

/** An answer, or what the client meets in its place. */
export type Reply = Answer | 'lost' | 'malformed' | 'unavailable'

type Options = {
  participantId: number
  now: () => number
  sleep: (ms: number) => Promise<unknown>
  /** How many ids are remembered; beyond it the oldest is forgotten. */
  remembered?: number
}

/** Not a success, though it answers with a token. */
const OFAC_REVIEW = 130

/** Verifies card after card, remembering in memory what became of each participant_unique_id1. */
export function createVerification({
  participantId,
  now,
  sleep,
  remembered = 100_000,
}: Options): (body: Buffer) => Promise<Reply> {
  const known = new Map<string, VerifiedData | 'processing'>()

  function remember(id: string, state: VerifiedData | 'processing'): void {
    known.set(id, state)
    const [oldest] = known.keys()
    if (known.size > remembered && oldest !== undefined) known.delete(oldest)
  }

  return async (body) => {
    const parsed = parseCardRequest(body, participantId)
    if ('refusal' in parsed) return parsed.refusal
    const { card } = parsed
    const id = card.participant_unique_id1
    const network = networkOf(card.account)
    const scenario: Behaviour = scenarioFor(card) ?? { status: network === undefined ? 700 : 100 }
    const { status, delay_ms, instead, last_4 } = scenario

    const before = known.get(id)
    if (before === 'processing') return answer(104)
    // As the real gateway does, whichever account is asked about now.
    if (before) return instead === 'malformed' ? instead : answer(101, before)

    if (instead === 'unavailable') return instead
    const data = { ...verifiedData(card, network, now()), ...(last_4 && { last_4 }) }
    if (!isSuccess(status)) return answer(status, status === OFAC_REVIEW ? data : undefined)

    remember(id, 'processing')
    // Whether or not the client stays to hear of it.
    const processed = (delay_ms === undefined ? Promise.resolve() : sleep(delay_ms)).then(() => {
      remember(id, data)
    })
    if (instead === 'working') return answer(104)
    await processed
    return instead ?? answer(status, data)
  }
}

/** 100 and 101, and the soft results: approved, though a check was partial or inconclusive. */
function isSuccess(status: number): boolean {
  return status < OFAC_REVIEW
}

/** As the documents spell it; the rest as the brand does. `undefined` for a number of no known network. */
function networkOf(account: string): string | undefined {
  const name = valid.number(account, { luhnValidateUnionPay: true }).card?.niceType
  return name === 'Mastercard' ? 'MasterCard' : name
}

/**
 * Reads an event that Ingo sends about a review. Ingo's public pages name the events and their codes (OFAC status cleared:
 * 1107, failed: 1108) but not the body. So each value is read at any depth by its documented name in any spelling, and
 * the code by any name that ends in a word for a code.
 */
import { sentToken } from '../../contract/fields.js'

/** The values of an event. At least one of the ids and the token is present. */
export type ReviewEvent = {
  outcome: 'cleared' | 'failed'
  participant_unique_id1?: string
  participant_unique_id2?: string
  customer_account_token?: string
}

/**
 * - `other`: the body has no code of a review.
 * - `unreadable`: the body may have such a code, but its meaning or its session is unclear. Change nothing then.
 */
type ReadEvent = ReviewEvent | 'other' | 'unreadable'

const outcomes = new Map([
  ['1107', 'cleared'],
  ['1108', 'failed'],
] as const)
const CODE = /^(1107|1108)(?![0-9.])/
/** The last word of a name whose value may be a code: an amount of 1107 is no code. */
const CODE_NAME = /(?:code|status|event|type|reason)$/

const MAX_TEXT = 255

export function readReviewEvent(body: unknown): ReadEvent {
  const found = {
    outcomes: new Set<'cleared' | 'failed'>(),
    ids1: new Set<string>(),
    ids2: new Set<string>(),
    tokens: new Set<string>(),
    /** Whether a code is under a name that isn't one of a code. */
    isUnclear: false,
    hasBadToken: false,
  }
  visit(body, '', (name, value) => {
    const text = String(value).trim()
    const [, code] = CODE.exec(text) ?? []
    const outcome = code === undefined ? undefined : outcomes.get(code as '1107' | '1108')
    if (outcome && CODE_NAME.test(name)) found.outcomes.add(outcome)
    else if (outcome && text === code) found.isUnclear = true
    if (name === 'customeraccounttoken' && text !== '' && !sentToken.safeParse(text).success) {
      found.hasBadToken = true
      return
    }
    if (text === '' || text.length > MAX_TEXT) return
    if (name === 'participantuniqueid1') found.ids1.add(text)
    if (name === 'participantuniqueid2') found.ids2.add(text)
    if (name === 'customeraccounttoken') found.tokens.add(text)
  })
  if (found.outcomes.size === 0) return found.isUnclear ? 'unreadable' : 'other'
  const sets = [found.outcomes, found.ids1, found.ids2, found.tokens]
  // Two values of one name: the body has several events, or uses the names differently.
  if (found.hasBadToken || sets.some(({ size }) => size > 1)) return 'unreadable'
  const [outcome] = found.outcomes
  const [[participant_unique_id1], [participant_unique_id2], [customer_account_token]] = [
    [...found.ids1],
    [...found.ids2],
    [...found.tokens],
  ]
  if (!outcome || (participant_unique_id1 ?? participant_unique_id2 ?? customer_account_token) === undefined)
    return 'unreadable'
  return {
    outcome,
    ...(participant_unique_id1 !== undefined && { participant_unique_id1 }),
    ...(participant_unique_id2 !== undefined && { participant_unique_id2 }),
    ...(customer_account_token !== undefined && { customer_account_token }),
  }
}

/** Calls `found` with each text and number, and its name in lower case without separators. `readJson` limits the depth. */
function visit(value: unknown, name: string, found: (name: string, value: string | number) => void): void {
  if (typeof value === 'string' || typeof value === 'number') found(name, value)
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value))
    visit(part, Array.isArray(value) ? name : key.toLowerCase().replace(/[^a-z0-9]/g, ''), found)
}

/** What the gateway checks of a `verify--card` body before it looks at the card's account. */
import { verifyCardRequest, type VerifyCardRequest } from '../../contract/card.js'
import type { Refusal } from './answer.js'

// A field that is missing, unknown or of another type is the request's fault (400); one that breaks its
// pattern or length is the field's (600).
const SHAPE = ['invalid_type', 'invalid_value', 'unrecognized_keys']

/**
 * The request in `body`, or its refusal: 400 the request's shape, 403 another's participant_id (our choice:
 * the 400–499 family is documented, its members are not), 600 a field, 1042 the check digit. A message names
 * the field, never its value.
 */
export function parseCardRequest(
  body: Buffer,
  participantId: number,
): { card: VerifyCardRequest } | { refusal: Refusal } {
  const json = parseJson(body)
  const parsed = verifyCardRequest.safeParse(json)
  if (!parsed.success) return { refusal: refusalOf(parsed.error.issues) }
  const card = parsed.data
  if (card.participant_id !== participantId) {
    return { refusal: { status: 403, client_message: 'participant_id: not this username’s' } }
  }
  if (!hasCheckDigit(card.account)) {
    return { refusal: { status: 1042, client_message: 'account: the check digit is wrong' } }
  }
  return { card }
}

/** `undefined`, which no schema takes, for bytes that are not UTF-8 or not JSON. */
function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

type Issue = { code: string; path: PropertyKey[] }

function refusalOf(issues: Issue[]): Refusal {
  const issue = issues.find(({ code }) => SHAPE.includes(code))
  const { code, path } = issue ?? issues[0] ?? { code: '', path: [] }
  if (code === 'unrecognized_keys') return { status: 400, client_message: 'a field that is not documented' }
  const field = path[0] === undefined ? 'body' : String(path[0])
  return issue
    ? { status: 400, client_message: `${field}: missing or of the wrong type` }
    : { status: 600, client_message: `${field}: not valid` }
}

/** Luhn, written again: the library that form and proxy check with would pass its own mistakes. */
function hasCheckDigit(account: string): boolean {
  const sum = Array.from(account)
    .reverse()
    .reduce((total, character, index) => {
      const digit = Number(character) * (index % 2 === 0 ? 1 : 2)
      return total + (digit > 9 ? digit - 9 : digit)
    }, 0)
  return sum % 10 === 0
}

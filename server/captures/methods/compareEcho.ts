/** Compares the ids and the account in a response with those in the request. */
import type { ResponseMatch } from './method.js'

/** Fields that Ingo returns, so that a response about another account is noticed. */
type Echo = {
  last_4?: string
  expiration_date?: string
  participant_unique_id1?: string
  participant_unique_id2?: string | null
}
type Sent = Omit<Echo, 'last_4'> & {
  /** The whole number. Ingo returns only its last four characters, as `last_4`. */
  account?: string
}

const ECHOED = ['last_4', 'expiration_date', 'participant_unique_id1', 'participant_unique_id2'] as const

/**
 * For a reused participant_unique_id1 the gateway returns the account of the first request. Compares each field that
 * both sides have. Returns undefined if a field differs, else the names of the fields that the response lacks.
 */
export function compareEcho(sent: Sent, received: Echo): { missing: string[] } | undefined {
  const missing: string[] = []
  for (const name of ECHOED) {
    const value = name === 'last_4' ? sent.account : sent[name]
    const echoed = received[name]
    if (!value) continue
    if (!echoed) missing.push(name)
    else if (name === 'last_4' ? !isLastFour(echoed, value) : !isSame(echoed, value)) return undefined
  }
  return { missing }
}

/** Fields that identify the request of a response. Open banking has no id of its own, but a customer and an account. */
const REQUEST_NAMES = ['participant_unique_id1', 'customer_id', 'account_id']

/**
 * Whether a response of any status names another request, because a gateway, or a proxy before it, has mixed up its
 * connections. Such a response says nothing about the request that was sent, which may have been processed.
 */
export function namesOtherRequest(data: unknown, sent: object): boolean {
  return REQUEST_NAMES.some((name) => {
    const one = readText(data, name)
    const other = readText(sent, name)
    return one !== '' && other !== '' && !isSame(one, other)
  })
}

/** The object's text under the name, or an empty text. A number is read as its digits. */
function readText(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return ''
  const part: unknown = Reflect.get(value, name)
  return typeof part === 'string' || typeof part === 'number' ? String(part) : ''
}

/**
 * The meaning of a response with another account. `mismatched` if the response is about the request's id: it names the
 * id, or the gateway says that the id has already succeeded (`isOlder`). Otherwise it may belong to another request.
 */
export function readContradiction(
  { participant_unique_id1 }: Pick<Echo, 'participant_unique_id1'>,
  isOlder = false,
): NonNullable<ResponseMatch> {
  return { kind: participant_unique_id1 || isOlder ? 'mismatched' : 'other_request' }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Blanks around a text, and the case of a UUID, say nothing about the account. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true
  const [a, b] = [one.trim(), other.trim()]
  return a === b || (UUID.test(a) && UUID.test(b) && a.toLowerCase() === b.toLowerCase())
}

/**
 * Whether a response's `last_4` is that of the account. Ingo documents neither how it treats blanks and hyphens nor an
 * account of fewer than four digits, so the characters, the letters and digits, or the digits alone may agree.
 */
function isLastFour(last_4: string, account: string): boolean {
  if (account.slice(-4) === last_4 || toLastFour(account) === toLastFour(last_4))
    return toLastFour(last_4) !== ''
  const digits = (text: string) => text.replace(/\P{Nd}/gu, '').slice(-4)
  return digits(last_4) !== '' && digits(account) !== '' && pad(digits(account)) === pad(digits(last_4))
}

/** The last four letters and digits of an account. */
export function toLastFour(account: string): string {
  return account.replace(/[^\p{L}\p{N}]/gu, '').slice(-4)
}

function pad(digits: string): string {
  return digits.padStart(4, '0')
}

/**
 * Checks the capture server's responses without a schema library: the package has no dependencies and loads at once.
 * The types are those of the contract, and the compiler compares the names.
 */
import type { BackendProblem } from '../contract/backendProblem.js'
import type {
  CreatedSession,
  RetrievedSession,
  SessionList,
  BackendAnswer,
} from '../contract/sessionRequest.js'

type Check = (value: unknown) => boolean
/** A check for each property of a response. Other properties are left out. */
type Checks<Answer> = Record<Extract<keyof Answer, string>, Check>
/** Returns the response, or undefined if a property fails its check. */
type Parser<Answer> = (body: unknown) => Answer | undefined

const isText: Check = (value) => typeof value === 'string'
const isInteger: Check = Number.isSafeInteger
const isBoolean: Check = (value) => typeof value === 'boolean'
/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function optional(check: Check): Check {
  return (value) => value === undefined || check(value)
}

function isList(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check)
}

/** Ingo's answer keeps every property: the server has checked them, and Ingo may add some. */
export const parseGatewayAnswer: Parser<BackendAnswer> = (body) =>
  isObject(body) && isInteger(body.status) ? (body as BackendAnswer) : undefined

const isGatewayAnswer: Check = (value) => parseGatewayAnswer(value) !== undefined

const isOtherToken: Check = (value) =>
  isObject(value) && isText(value.customer_account_token) && isText(value.participant_unique_id1)

const isTexts: Check = (value) => isObject(value) && Object.values(value).every(isText)

/** The response of `POST /v1/sessions`. */
export const parseCreatedSession = createParser<CreatedSession>({
  id: isText,
  url: (value) => typeof value === 'string' && URL.canParse(value),
  expires_at: isText,
  participant_unique_id1: isText,
  metadata: optional(isTexts),
})

/** The response of `GET /v1/sessions/{id}`. */
export const parseRetrievedSession = createParser<RetrievedSession>({
  id: isText,
  status: isText,
  attempts: isInteger,
  expires_at: isText,
  account_type: optional(isText),
  customer_account_token: optional(isText),
  participant_unique_id1: isText,
  payable: optional(isBoolean),
  reason: optional(isText),
  other_tokens: optional(isList(isOtherToken)),
  participant_unique_id2: optional(isText),
  metadata: optional(isTexts),
  review: optional(isText),
  needs_new_session: optional(isBoolean),
  gateway: optional(isGatewayAnswer),
})

/** The response of `GET /v1/sessions`. */
export const parseSessionList: Parser<SessionList> = (body) => {
  if (!isObject(body) || !Array.isArray(body.sessions) || typeof body.has_more !== 'boolean') return undefined
  const sessions = body.sessions.map((each: unknown) => parseRetrievedSession(each))
  const { has_more, unreadable } = body
  if (!optional(isList(isText))(unreadable) || !sessions.every((session) => session !== undefined))
    return undefined
  return { sessions, has_more, ...(unreadable !== undefined && { unreadable: unreadable as string[] }) }
}

/** The body of an error response. A newer server may send a code that this version doesn't know. */
export const parseProblem = createParser<BackendProblem>({
  type: optional(isText),
  title: isText,
  status: isInteger,
  code: isText,
  retryable: isBoolean,
  detail: optional(isText),
  field: optional(isText),
  reason: optional(isText),
  needs_new_session: optional(isBoolean),
  may_change: optional(isBoolean),
  attempts_left: optional(isInteger),
  request_id: optional(isText),
  gateway_status: optional(isInteger),
  gateway: optional(isGatewayAnswer),
})

function createParser<Answer>(checks: Checks<Answer>): Parser<Answer> {
  const entries = Object.entries<Check>(checks)
  return (body) => {
    if (!isObject(body) || !entries.every(([name, check]) => check(body[name]))) return undefined
    const known = entries.flatMap(([name]) => (body[name] === undefined ? [] : [[name, body[name]]]))
    return Object.fromEntries(known) as Answer
  }
}

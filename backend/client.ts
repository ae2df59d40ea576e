/** A function for each request of the capture server's HTTP API that a merchant's backend sends. */
import type {
  BackendAnswer,
  CreatedSession,
  RetrievedSession,
  SessionInput,
  SessionList,
} from '../contract/sessionRequest.js'
import type { VerificationInput } from '../contract/verification.js'
import {
  parseCreatedSession,
  parseGatewayAnswer,
  parseProblem,
  parseRetrievedSession,
  parseSessionList,
} from './answers.js'
import { CaptureServerError, invalidOption, unreachable } from './error.js'
import { sendRequest, serverOrigin, type CaptureServer } from './request.js'

const TIMEOUT_MS = 10_000
/** Longer than the server's own deadline for a gateway call (60 s). */
const GATEWAY_TIMEOUT_MS = 75_000

const IDEMPOTENCY_KEY = /^[!-~]{1,255}$/
const SESSION_ID = /^[A-Za-z0-9_-]+$/

/** `idempotencyKey`: 1 to 255 printable characters without blanks, such as the id of your order. */
export type CreationOptions = { idempotencyKey?: string | undefined }

/**
 * Creates a session for one cardholder. Give its `url` to the page and keep its `id`. With an `idempotencyKey` a repeat
 * of the same body returns the same session. Throws CaptureServerError.
 */
export async function createSession(
  server: CaptureServer,
  body: SessionInput,
  options: CreationOptions = {},
): Promise<CreatedSession> {
  const { idempotencyKey, ...others } = options
  // A misspelled `idempotencyKey` would be ignored silently, and a repeat would create a second session.
  for (const name of Object.keys(others)) throw invalidOption(name, 'is no option: is idempotencyKey meant?')
  checkBody(body, "should be the session's options, such as { origin: 'https://shop.example' }")
  if (idempotencyKey !== undefined && !IDEMPOTENCY_KEY.test(idempotencyKey))
    throw invalidOption('idempotencyKey', 'should be 1 to 255 printable characters without blanks')
  const headers: Record<string, string> =
    idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }
  return call(server, 'sessions', parseCreatedSession, {
    method: 'POST',
    body: JSON.stringify(body),
    headers,
  })
}

/**
 * Reads the result of a session. Act on this one: a page's `token` event can be forged. Throws
 * CaptureServerError.
 */
export async function retrieveSession(server: CaptureServer, id: string): Promise<RetrievedSession> {
  checkId(id)
  return call(server, `sessions/${id}`, parseRetrievedSession, { method: 'GET' })
}

/**
 * Cancels a session: no account can be captured in it any more. Resolves to the session. A session that has ended
 * without a token stays as it is, so you can repeat the call. Throws CaptureServerError: `session_used` if the session
 * has its token, and `in_progress` while it may get one.
 */
export async function cancelSession(server: CaptureServer, id: string): Promise<RetrievedSession> {
  checkId(id)
  return call(server, `sessions/${id}/cancel`, parseRetrievedSession, { method: 'POST' })
}

/**
 * Which sessions to find, and which page of them. `reference` is the one that the form has shown to a cardholder.
 * `limit` is 1 to 100, by default 20. `before` is the id of the last session on the previous page.
 */
export type SessionFilter = (
  { participant_unique_id1: string } | { participant_unique_id2: string } | { reference: string }
) & { limit?: number | undefined; before?: string | undefined }

/** Finds sessions, newest first. Throws CaptureServerError. */
export async function listSessions(server: CaptureServer, filter: SessionFilter): Promise<SessionList> {
  checkBody(filter, "should say what to find, such as { participant_unique_id2: 'customer-81' }", 'filter')
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries<string | number | undefined>(filter))
    if (value !== undefined) query.set(name, String(value))
  return call(server, `sessions?${query.toString()}`, parseSessionList, { method: 'GET' })
}

/**
 * Verifies an account again by its token, without card data; resolves to Ingo's documented answer. Throws
 * CaptureServerError; after `outcome_unknown` you can send the same body again.
 */
export async function createVerification(
  server: CaptureServer,
  body: VerificationInput,
): Promise<BackendAnswer> {
  checkBody(body, "should be the verification's fields, such as { account_type: 'card', … }")
  const init = { method: 'POST', body: JSON.stringify(body) }
  return call(server, 'verifications', parseGatewayAnswer, init, GATEWAY_TIMEOUT_MS)
}

/** Rejects a missing body: JavaScript callers may leave it out, and JSON can't express it. */
function checkBody(body: unknown, should: string, name = 'body'): void {
  if (typeof body !== 'object' || body === null) throw invalidOption(name, should)
}

function checkId(id: unknown): void {
  if (typeof id !== 'string' || !SESSION_ID.test(id))
    throw invalidOption('id', 'should be the id that createSession returned: text of A-Z, a-z, 0-9, - and _')
}

async function call<T>(
  server: CaptureServer,
  path: string,
  parse: (body: unknown) => T | undefined,
  init: RequestInit,
  timeoutMs = TIMEOUT_MS,
): Promise<T> {
  const response = await sendRequest(server, path, init, timeoutMs)
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) {
    const problem = parseProblem(body)
    throw problem
      ? new CaptureServerError(problem)
      : unreachable({
          status: response.status,
          title: `Not a capture server: is ${serverOrigin(server)} its url?`,
          // A proxy answers with 5xx while its capture server is down.
          retryable: response.status >= 500,
        })
  }
  const answer = parse(body)
  if (answer === undefined)
    throw unreachable({
      status: response.status,
      title: 'The capture server’s answer is not of this version: upgrade the server, then ingo-capture.',
      retryable: false,
    })
  return answer
}

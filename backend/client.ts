/** A function for each request of the capture server's HTTP API that a merchant's backend sends. */
import type {
  BackendAnswer,
  CreatedSession,
  RetrievedSession,
  SessionInput,
} from '../contract/sessionRequest.js'
import type { VerificationInput } from '../contract/verification.js'
import { parseCreatedSession, parseGatewayAnswer, parseProblem, parseRetrievedSession } from './answers.js'
import { CaptureServerError, invalidOption, unreachable } from './error.js'
import { sendRequest, serverOrigin, type CaptureServer } from './request.js'

const TIMEOUT_MS = 10_000
/** Longer than the server's own deadline for a gateway call (60 s). */
const GATEWAY_TIMEOUT_MS = 75_000

const IDEMPOTENCY_KEY = /^[!-~]{1,255}$/
const SESSION_ID = /^[A-Za-z0-9_-]+$/

/** `idempotencyKey`: 1 to 255 printable characters without blanks, such as the id of your order. */
export type CreationOptions = { idempotencyKey?: string }

/**
 * Creates a session for one cardholder. Give its `url` to the page and keep its `id`. With an `idempotencyKey` a repeat
 * of the same body returns the same session. Throws CaptureServerError.
 */
export async function createSession(
  server: CaptureServer,
  body: SessionInput,
  { idempotencyKey }: CreationOptions = {},
): Promise<CreatedSession> {
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
  if (typeof id !== 'string' || !SESSION_ID.test(id))
    throw invalidOption('id', 'should be the id that createSession returned: text of A-Z, a-z, 0-9, - and _')
  return call(server, `sessions/${encodeURIComponent(id)}`, parseRetrievedSession, { method: 'GET' })
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

/** JavaScript callers may leave the body out, which JSON can't say. */
function checkBody(body: unknown, should: string): void {
  if (typeof body !== 'object' || body === null) throw invalidOption('body', should)
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
          // A proxy in front of a server that is down answers for it.
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

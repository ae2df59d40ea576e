/** The published client for a merchant's backend: a function for each request of the capture server's HTTP API. */
import type * as z from 'zod/mini'
import { backendProblem, type BackendProblem } from '../contract/backendProblem.js'
import type { ErrorCode } from '../contract/errors.js'
import { expiryProblem } from '../contract/expiry.js'
import { expiration_date as yymm } from '../contract/fields.js'
import {
  backendAnswer,
  createdSession,
  retrievedSession,
  type BackendAnswer,
  type CreatedSession,
  type RetrievedSession,
  type SessionInput,
} from '../contract/sessionRequest.js'
import type { VerificationInput } from '../contract/verification.js'

const TIMEOUT_MS = 10_000
const DAY_MS = 86_400_000
/** Longer than the server's own deadline for a gateway call (60 s). */
const GATEWAY_TIMEOUT_MS = 75_000

export type CaptureServer = {
  /** Base URL of the capture server, such as `https://capture.example`. */
  url: string
  /** The merchant's secret key; it belongs on a server, never in a page. */
  secretKey: string
}

type ErrorDetails = Pick<
  BackendProblem,
  'code' | 'status' | 'retryable' | 'title' | 'detail' | 'field' | 'gateway'
>

/**
 * An error response of the capture server. `gateway_unavailable` is also the code when there is no response, or
 * an invalid one. An invalid option has the code `invalid_request` and its name in `field`.
 */
export class CaptureServerError extends Error {
  override readonly name = 'CaptureServerError'
  readonly code: ErrorCode
  readonly status: number
  readonly field: string | undefined
  readonly retryable: boolean
  /** Ingo's whole answer, when it rejected a verification. */
  readonly gateway: BackendAnswer | undefined

  /** `cause` is the error that fetch threw, when there was no response. */
  constructor(answer: ErrorDetails, cause?: unknown) {
    super(answer.detail ?? answer.title, cause === undefined ? undefined : { cause })
    this.code = answer.code
    this.status = answer.status
    this.field = answer.field
    this.retryable = answer.retryable
    this.gateway = answer.gateway
  }
}

/** Creates a session for one cardholder. Give its `url` to the page and keep its `id`. Throws CaptureServerError. */
export function createSession(server: CaptureServer, body: SessionInput): Promise<CreatedSession> {
  return call(server, 'sessions', createdSession, { method: 'POST', body: JSON.stringify(body) })
}

/**
 * Reads the result of a session. Act on this one: a page's `token` event can be forged. Throws
 * CaptureServerError.
 */
export function retrieveSession(server: CaptureServer, id: string): Promise<RetrievedSession> {
  return call(server, `sessions/${encodeURIComponent(id)}`, retrievedSession, { method: 'GET' })
}

/**
 * Verifies an account again by its token, without card data; resolves to Ingo's documented answer. Throws
 * CaptureServerError; after `outcome_unknown` you can send the same body again.
 */
export function createVerification(server: CaptureServer, body: VerificationInput): Promise<BackendAnswer> {
  const init = { method: 'POST', body: JSON.stringify(body) }
  return call(server, 'verifications', backendAnswer, init, GATEWAY_TIMEOUT_MS)
}

/**
 * Whether a card expires within `days` days from `now` (ms since 1970), or has expired. `expiration_date` is YYMM, as
 * Ingo returns it; a card is valid through the last day of its month. Throws CaptureServerError.
 */
export function expiresSoon(expiration_date: string, days: number, now: number = Date.now()): boolean {
  if (!yymm.safeParse(expiration_date).success)
    throw invalidOption('expiration_date', 'should be four digits, YYMM, with a month from 01 to 12')
  if (!(Number.isFinite(days) && days >= 0))
    throw invalidOption('days', 'should be a number of days, 0 or more')
  if (!Number.isFinite(now)) throw invalidOption('now', 'should be a time in milliseconds since 1970')
  return expiryProblem(expiration_date, now + days * DAY_MS) === 'expired'
}

async function call<T>(
  server: CaptureServer,
  path: string,
  schema: z.ZodMiniType<T>,
  init: RequestInit,
  timeoutMs = TIMEOUT_MS,
): Promise<T> {
  const response = await sendRequest(server, path, init, timeoutMs)
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) {
    const parsed = backendProblem.safeParse(body)
    throw parsed.success
      ? new CaptureServerError(parsed.data)
      : unavailable(response.status, `Not a capture server: is ${serverOrigin(server)} its url?`)
  }
  const answer = schema.safeParse(body)
  if (!answer.success)
    throw unavailable(response.status, 'The capture server’s answer is not of this version.')
  return answer.data
}

/**
 * A framework that caches fetch, such as Next.js, would return another cardholder's session or an old result. Node's
 * own fetch has no cache, and its types don't have the option.
 */
type UncachedRequest = RequestInit & { cache: 'no-store' }

async function sendRequest(
  server: CaptureServer,
  path: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<Response> {
  checkServer(server)
  try {
    const request: UncachedRequest = {
      ...init,
      cache: 'no-store',
      headers: { Authorization: `Bearer ${server.secretKey}`, 'Content-Type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }
    return await fetch(`${server.url.replace(/\/+$/, '')}/v1/${path}`, request)
  } catch (error) {
    const reason =
      error instanceof DOMException && error.name === 'TimeoutError'
        ? `did not answer within ${timeoutMs / 1000} s`
        : `could not be asked: ${describeFailure(error)}`
    throw unavailable(502, `The capture server at ${serverOrigin(server)} ${reason}.`, error)
  }
}

/** Throws for an option that can't work. The message names it and never contains its value. */
function checkServer({ url, secretKey }: Partial<CaptureServer>): void {
  if (!isBaseUrl(url)) {
    throw invalidOption('url', 'should be the capture server’s base URL, such as https://capture.example')
  }
  if (typeof secretKey !== 'string' || !/^[!-~]+$/.test(secretKey)) {
    throw invalidOption('secretKey', 'should be printable characters without blanks, as keygen made it')
  }
}

/** Without credentials: fetch rejects a URL that has them, with an error that contains them. */
function isBaseUrl(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return /^https?:$/.test(protocol) && username + password === ''
}

function serverOrigin({ url }: CaptureServer): string {
  return new URL(url).origin
}

/** fetch throws "fetch failed", with the reason in its cause: ECONNREFUSED, a certificate, a redirect. */
function describeFailure(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } }
  return cause?.code ?? cause?.message ?? message ?? 'no reason given'
}

function invalidOption(field: string, should: string): CaptureServerError {
  const title = `ingo-capture: "${field}" ${should}`
  return new CaptureServerError({ code: 'invalid_request', status: 400, title, field, retryable: false })
}

function unavailable(status: number, title: string, cause?: unknown): CaptureServerError {
  return new CaptureServerError({ code: 'gateway_unavailable', status, title, retryable: true }, cause)
}

/** What a merchant's backend calls: two functions over the capture server's HTTP interface. */
import * as z from 'zod/mini'
import { problem, type ErrorCode, type Problem } from '../contract/errors.js'
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
/** Longer than the server's own budget for one call of the gateway (60 s). */
const GATEWAY_TIMEOUT_MS = 75_000

/** A problem may bring what the gateway said. */
const told = z.extend(problem, { gateway: z.optional(backendAnswer) })

export type CaptureServer = {
  /** Base URL of the capture server, such as `https://capture.example`. */
  url: string
  /** The merchant's secret key; it belongs on a server, never in a page. */
  secretKey: string
}

type Told = Pick<Problem, 'code' | 'status' | 'retryable' | 'title' | 'detail' | 'field'> & {
  gateway?: BackendAnswer
}

/** An error answer, or no usable answer (`code: 'gateway_unavailable'`), of the capture server. */
export class CaptureServerError extends Error {
  override readonly name = 'CaptureServerError'
  readonly code: ErrorCode
  readonly status: number
  readonly field: string | undefined
  readonly retryable: boolean
  /** Ingo's whole answer, where it refused a verification. */
  readonly gateway: BackendAnswer | undefined

  /** `cause`: what fetch threw, if there was no answer. */
  constructor(answer: Told, cause?: unknown) {
    super(answer.detail ?? answer.title, cause === undefined ? undefined : { cause })
    this.code = answer.code
    this.status = answer.status
    this.field = answer.field
    this.retryable = answer.retryable
    this.gateway = answer.gateway
  }
}

/** Makes a session for one cardholder; give its `url` to the page and keep its `id`. */
export function createSession(server: CaptureServer, body: SessionInput): Promise<CreatedSession> {
  return call(server, 'sessions', createdSession, { method: 'POST', body: JSON.stringify(body) })
}

/** Reads what became of a session: the answer that counts, since a page's event can be forged. */
export function retrieveSession(server: CaptureServer, id: string): Promise<RetrievedSession> {
  return call(server, `sessions/${encodeURIComponent(id)}`, retrievedSession, { method: 'GET' })
}

/**
 * Verifies an account again by its token, without card data; resolves to Ingo's documented answer. After
 * `outcome_unknown` the same body may be sent again.
 */
export function createVerification(server: CaptureServer, body: VerificationInput): Promise<BackendAnswer> {
  const init = { method: 'POST', body: JSON.stringify(body) }
  return call(server, 'verifications', backendAnswer, init, GATEWAY_TIMEOUT_MS)
}

async function call<T>(
  server: CaptureServer,
  path: string,
  schema: z.ZodMiniType<T>,
  init: RequestInit,
  timeoutMs = TIMEOUT_MS,
): Promise<T> {
  const response = await ask(server, path, init, timeoutMs)
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) {
    const refused = told.safeParse(body)
    throw refused.success
      ? new CaptureServerError(refused.data)
      : unusable(response.status, `Not a capture server: is ${originOf(server)} its url?`)
  }
  const answer = schema.safeParse(body)
  if (!answer.success) throw unusable(response.status, 'The capture server’s answer is not of this version.')
  return answer.data
}

async function ask(
  server: CaptureServer,
  path: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<Response> {
  checkServer(server)
  try {
    return await fetch(`${server.url.replace(/\/+$/, '')}/v1/${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${server.secretKey}`, 'Content-Type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (error) {
    const why =
      error instanceof DOMException && error.name === 'TimeoutError'
        ? `did not answer within ${timeoutMs / 1000} s`
        : `could not be asked: ${reasonOf(error)}`
    throw unusable(502, `The capture server at ${originOf(server)} ${why}.`, error)
  }
}

/** What no repetition mends is said by name, and never with its value. */
function checkServer({ url, secretKey }: Partial<CaptureServer>): void {
  if (!isBase(url)) {
    throw misused('url', 'should be the capture server’s base URL, such as https://capture.example')
  }
  if (typeof secretKey !== 'string' || !/^[!-~]+$/.test(secretKey)) {
    throw misused('secretKey', 'should be printable characters without blanks, as keygen made it')
  }
}

/** What fetch takes: a password in it would also end up in what it throws. */
function isBase(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return /^https?:$/.test(protocol) && username + password === ''
}

function originOf({ url }: CaptureServer): string {
  return new URL(url).origin
}

/** What fetch found out, one below its own "fetch failed": ECONNREFUSED, a certificate, a redirect. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } }
  return cause?.code ?? cause?.message ?? message ?? 'no reason given'
}

function misused(field: string, should: string): CaptureServerError {
  const title = `ingo-capture: "${field}" ${should}`
  return new CaptureServerError({ code: 'invalid_request', status: 400, title, field, retryable: false })
}

function unusable(status: number, title: string, cause?: unknown): CaptureServerError {
  return new CaptureServerError({ code: 'gateway_unavailable', status, title, retryable: true }, cause)
}

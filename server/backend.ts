/** What a merchant's backend calls: two functions over the capture server's HTTP interface. */
import type * as z from 'zod/mini'
import { problem, type ErrorCode, type Problem } from '../contract/errors.js'
import {
  createdSession,
  retrievedSession,
  type CreatedSession,
  type RetrievedSession,
  type SessionInput,
} from '../contract/session.js'

const TIMEOUT_MS = 10_000

export type CaptureServer = {
  /** Base URL of the capture server, such as `https://capture.example`. */
  url: string
  /** The merchant's secret key; it belongs on a server, never in a page. */
  secretKey: string
}

/** An error answer, or no usable answer (`code: 'gateway_unavailable'`), of the capture server. */
export class CaptureServerError extends Error {
  override readonly name = 'CaptureServerError'
  readonly code: ErrorCode
  readonly status: number
  readonly field: string | undefined
  readonly retryable: boolean

  constructor(answer: Pick<Problem, 'code' | 'status' | 'retryable' | 'title' | 'detail' | 'field'>) {
    super(answer.detail ?? answer.title)
    this.code = answer.code
    this.status = answer.status
    this.field = answer.field
    this.retryable = answer.retryable
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

async function call<T>(
  { url, secretKey }: CaptureServer,
  path: string,
  schema: z.ZodMiniType<T>,
  init: RequestInit,
): Promise<T> {
  const response = await fetch(`${url.replace(/\/$/, '')}/v1/${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => undefined)
  if (!response) throw unusable(502, 'The capture server did not answer.')
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) {
    const told = problem.safeParse(body)
    throw told.success
      ? new CaptureServerError(told.data)
      : unusable(response.status, 'Not a capture server.')
  }
  const answer = schema.safeParse(body)
  if (!answer.success) throw unusable(response.status, 'The capture server’s answer is not of this version.')
  return answer.data
}

function unusable(status: number, title: string): CaptureServerError {
  return new CaptureServerError({ code: 'gateway_unavailable', status, title, retryable: true })
}

/** The frame's only `fetch`. It calls its own server with the sealed session, without cookies or referrer. */
import * as z from 'zod/mini'
import { errors, problem, type ErrorCode, type Problem } from '../../../contract/errors.js'
import {
  captureResponse,
  frameSession,
  type CaptureResponse,
  type FrameSession,
} from '../../../contract/session.js'
import { developerMessages } from './developerMessages.js'
import type { CaptureContent } from '../form/values.js'

/** Longer than the server's own deadline for a capture (60 s), so that its answer comes first. */
const TIMEOUT_MS = 75_000
/** The first characters of the request's id: enough to find it in the log, short enough to read out. */
const REFERENCE_LENGTH = 8

/** `message` is for the page's developer, in English; the cardholder reads the message for `code`. */
export type Failure = { message: string } & Pick<
  Problem,
  'code' | 'retryable' | 'field' | 'attempts_left' | 'reason' | 'needs_new_session' | 'may_change'
>

/**
 * `reference` identifies the request in the server's log; the cardholder can give it to support. `retryAfter`: the pause in
 * seconds that the server asks for before a repeat; 0 with a simulated gateway, NaN without one.
 */
export type Rejection = { failure: Failure; reference?: string; retryAfter?: number }

/** What a call of the server has brought. */
export type ApiResult<Value> = { value: Value } | Rejection

/** `GET /v1/session`: what the form needs to know. */
export function fetchSession(sealed: string): Promise<ApiResult<FrameSession>> {
  return callServer('session', sealed, {}, frameSession, 'internal')
}

/** `POST /v1/captures`. Without a valid answer the outcome is unknown. */
export function postCapture(
  sealed: string,
  content: CaptureContent,
  key: string,
): Promise<ApiResult<CaptureResponse>> {
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(content),
  }
  return callServer('captures', sealed, request, captureResponse, 'outcome_unknown')
}

type Request = { method?: string; headers?: Record<string, string>; body?: string }

async function callServer<Schema extends z.ZodMiniType>(
  endpoint: string,
  sealed: string,
  request: Request,
  schema: Schema,
  /** The code of a call without a valid answer. */
  fallbackCode: ErrorCode,
): Promise<ApiResult<z.infer<Schema>>> {
  const aborter = new AbortController()
  setTimeout(() => {
    aborter.abort()
  }, TIMEOUT_MS)
  try {
    const response = await fetch(new URL(`../v1/${endpoint}`, document.baseURI), {
      ...request,
      headers: { ...request.headers, Authorization: `Bearer ${sealed}` },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      signal: aborter.signal,
    })
    const body: unknown = await response.json()
    if (response.ok) return { value: schema.parse(body) }
    const {
      type: _,
      status: _s,
      title,
      detail: message = title,
      field,
      request_id,
      ...rest
    } = problem.parse(body)
    const reference = request_id?.slice(0, REFERENCE_LENGTH)
    // `beneficiary.beneficiary_zip` is the form's field `beneficiary_zip`.
    // NaN without the header, and for a date, which an intermediary may send.
    const retryAfter = Number(response.headers.get('Retry-After') ?? NaN)
    return { failure: { ...rest, message, field: field?.split('.').pop() }, reference, retryAfter }
  } catch {
    // Offline, timed out, interrupted, or an intermediary's answer: none of them says what the server did.
    const { retryable } = errors[fallbackCode]
    return { failure: { code: fallbackCode, message: developerMessages.noResponse, retryable } }
  }
}

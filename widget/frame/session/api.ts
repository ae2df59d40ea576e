/** The frame's only fetch: its own server, with the sealed session and nothing else of the browser's. */
import * as z from 'zod/mini'
import { errors, problem, type ErrorCode } from '../../../contract/errors.js'
import {
  captureResponse,
  frameSession,
  type CaptureResponse,
  type FrameSession,
} from '../../../contract/session.js'
import { causes } from './developerMessages.js'
import type { CaptureContent } from '../form/values.js'

/** Longer than the server's own budget for one capture (60 s), so that its answer comes first. */
const TIMEOUT_MS = 75_000
/** The first part of the request's id: enough to find it, short enough to read out. */
const REFERENCE_LENGTH = 8

/** `message` is for the page's developer, in English; the cardholder reads the catalogue's sentence. */
export type Failure = {
  code: ErrorCode
  message: string
  retryable: boolean
  field?: string
  attempts_left?: number
}

/** `reference`: what a cardholder reads to whoever helps, to find the request in the server's log. */
export type Outcome<Value> = { value: Value } | { failure: Failure; reference?: string }

/** `GET /v1/session`: what the form needs. */
export function fetchSession(sealed: string): Promise<Outcome<FrameSession>> {
  return call('session', sealed, {}, frameSession, 'internal')
}

/** `POST /v1/captures`. An answer that never came, or is not ours, leaves the outcome unknown. */
export function postCapture(
  sealed: string,
  content: CaptureContent,
  key: string,
): Promise<Outcome<CaptureResponse>> {
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(content),
  }
  return call('captures', sealed, request, captureResponse, 'outcome_unknown')
}

type Call = { method?: string; headers?: Record<string, string>; body?: string }

async function call<Schema extends z.ZodMiniType>(
  name: string,
  sealed: string,
  request: Call,
  schema: Schema,
  lost: ErrorCode,
): Promise<Outcome<z.infer<Schema>>> {
  try {
    const response = await fetch(new URL(`../v1/${name}`, document.baseURI), {
      ...request,
      headers: { ...request.headers, Authorization: `Bearer ${sealed}` },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const body: unknown = await response.json()
    if (response.ok) return { value: schema.parse(body) }
    const { code, title, retryable, field, attempts_left, request_id } = problem.parse(body)
    const reference = request_id?.slice(0, REFERENCE_LENGTH)
    // A field inside a part of the request is known here by its own name.
    const own = field?.split('.').pop()
    return { failure: { code, message: title, retryable, field: own, attempts_left }, reference }
  } catch {
    // Offline, timed out, cut off, or an answer of somebody in between: all say nothing about the outcome.
    return { failure: { code: lost, message: causes.noAnswer, retryable: errors[lost].retryable } }
  }
}

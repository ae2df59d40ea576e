/** Makes every response: the request's headers as one plain record, which Node's adapter writes without a copy. */
import { problemBody, type ProblemError } from '../problem.js'
import type { CaptureContext } from './context.js'

const jsonHeaders = { 'Content-Type': 'application/json' }

/** A 401 must name the scheme that it expects (RFC 9110, 15.5.2). */
const challenge = { 'WWW-Authenticate': 'Bearer' }

type Body = string | Uint8Array<ArrayBuffer> | null

/** A response with the default headers, or with these in their place. */
export function respond(
  c: CaptureContext,
  body: Body,
  status: number,
  headers: Record<string, string>,
): Response {
  const id = c.get('requestId')
  return new Response(body, {
    status,
    headers: { ...c.get('defaultHeaders'), 'X-Request-Id': id, ...headers },
  })
}

/** A JSON response. */
export function respondJson(
  c: CaptureContext,
  value: unknown,
  status = 200,
  headers?: Record<string, string>,
): Response {
  return respond(c, JSON.stringify(value), status, headers ? { ...jsonHeaders, ...headers } : jsonHeaders)
}

/** The response to an error of the contract (RFC 9457). */
export function respondProblem(c: CaptureContext, problem: ProblemError): Response {
  const body = problemBody(problem, c.get('requestId'))
  c.set('code', problem.code)
  const { retryAfter, headers } = problem.details
  return respond(c, JSON.stringify(body), body.status, {
    'Content-Type': 'application/problem+json',
    ...(body.status === 401 && challenge),
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    ...headers,
  })
}

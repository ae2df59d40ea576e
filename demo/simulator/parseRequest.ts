/** Turns a body into a request, or into the error response that names the error. */
import type * as z from 'zod/mini'
import type { ErrorResponse } from './response.js'

// Status 400 stands for a missing or unknown field and for a wrong type, 600 for a field that breaks its pattern or
// length. A broken rule between fields (`custom`) also has status 400.
const SHAPE_ISSUES = ['invalid_type', 'invalid_value', 'invalid_union', 'unrecognized_keys', 'custom']

/** Parses the body. Returns `undefined`, which no schema accepts, for bytes that aren't UTF-8 or aren't JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

/**
 * Validates the request. Errors: 400 for its shape, 403 for another username's participant_id (our choice: Ingo
 * documents the family 400–499, not its members), 600 for a field. A message names the field, never its value.
 */
export function parseRequest<T extends { participant_id: number | string }>(
  schema: z.ZodMiniType<T>,
  json: unknown,
  participantId: number,
): { request: T } | { error: ErrorResponse } {
  const result = schema.safeParse(json)
  if (!result.success) return { error: toErrorResponse(result.error.issues) }
  if (String(result.data.participant_id) !== String(participantId)) {
    return { error: { status: 403, client_message: 'participant_id: not this username’s' } }
  }
  return { request: result.data }
}

/** `expected` is the type of an `invalid_type`. */
type Issue = { code: string; path: PropertyKey[]; expected?: unknown }

function toErrorResponse(issues: Issue[]): ErrorResponse {
  const issue = issues.find(({ code }) => SHAPE_ISSUES.includes(code))
  const { code, path, expected } = issue ?? issues[0] ?? { code: '', path: [] }
  if (code === 'unrecognized_keys') return { status: 400, client_message: 'a field that is not documented' }
  const field = path.length === 0 ? 'body' : path.map(String).join('.')
  if (expected === 'never')
    return { status: 400, client_message: `${field}: must be omitted beside the token` }
  return issue
    ? { status: 400, client_message: `${field}: missing or of the wrong type` }
    : { status: 600, client_message: `${field}: not valid` }
}

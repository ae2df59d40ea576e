/** How a body becomes a request, or the refusal that names what is wrong with it. */
import type * as z from 'zod/mini'
import type { Refusal } from './answer.js'

// A field that is missing, unknown or of another type is the request's fault (400); one that breaks its
// pattern or length is the field's (600).
const SHAPE = ['invalid_type', 'invalid_value', 'invalid_union', 'unrecognized_keys']

/** `undefined`, which no schema takes, for bytes that are not UTF-8 or not JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

/**
 * 400 the request's shape, 403 another's participant_id (our choice: the 400–499 family is documented, its
 * members are not), 600 a field. A message names the field, never its value.
 */
export function parsed<T extends { participant_id: number | string }>(
  schema: z.ZodMiniType<T>,
  json: unknown,
  participantId: number,
): { request: T } | { refusal: Refusal } {
  const result = schema.safeParse(json)
  if (!result.success) return { refusal: refusalOf(result.error.issues) }
  if (String(result.data.participant_id) !== String(participantId)) {
    return { refusal: { status: 403, client_message: 'participant_id: not this username’s' } }
  }
  return { request: result.data }
}

type Issue = { code: string; path: PropertyKey[] }

function refusalOf(issues: Issue[]): Refusal {
  const issue = issues.find(({ code }) => SHAPE.includes(code))
  const { code, path } = issue ?? issues[0] ?? { code: '', path: [] }
  if (code === 'unrecognized_keys') return { status: 400, client_message: 'a field that is not documented' }
  const field = path.length === 0 ? 'body' : path.map(String).join('.')
  // What the fields ask of each other is of the request's shape too.
  return issue || code === 'custom'
    ? { status: 400, client_message: `${field}: missing or of the wrong type` }
    : { status: 600, client_message: `${field}: not valid` }
}

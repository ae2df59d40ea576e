/** The problems of the fake capture server. */
import type * as z from 'zod/mini'
import type { BackendProblem } from '../../contract/backendProblem.js'
import { describeRejection } from '../../contract/describeRejection.js'
import { errors, titles, type ErrorCode } from '../../contract/errors.js'
import { omitNotGiven } from '../../contract/notGiven.js'

/** The members of a problem beside its code. */
export type ProblemDetails = Partial<Pick<BackendProblem, 'field' | 'detail' | 'gateway'>>

/** The body by its schema, or `invalid_request` with the first field that breaks it. */
export function parseBody<Schema extends z.ZodMiniObject>(
  schema: Schema,
  json: unknown,
): { body: z.infer<Schema> } | { problem: BackendProblem } {
  const value = omitNotGiven(schema, json)
  const parsed = schema.safeParse(value)
  if (parsed.success) return { body: parsed.data }
  return { problem: toProblem('invalid_request', describeRejection(schema, parsed.error, value)) }
}

/** A problem body. Throws a TypeError for a code that does not exist. */
export function toProblem(code: ErrorCode, details: ProblemDetails = {}): BackendProblem {
  if (!Object.hasOwn(errors, code)) {
    throw new TypeError(
      `ingo-capture/testing/msw: refuse: the code does not exist. Use one of ${Object.keys(errors).join(', ')}`,
    )
  }
  const { status, retryable } = errors[code]
  return {
    type: `urn:ingo-capture:problem:${code}`,
    title: titles[code],
    status,
    code,
    retryable,
    ...details,
    request_id: crypto.randomUUID(),
  }
}

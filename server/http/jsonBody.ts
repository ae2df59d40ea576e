/** Reads a JSON body: limited in size and depth, valid UTF-8, and without keys that reach prototypes. */
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ProblemError } from '../problem.js'

const MAX_BODY_BYTES = 16 * 1024
const MAX_DEPTH = 5
const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

const limitStreamedBody = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: rejectTooLarge })

function rejectTooLarge(): never {
  throw new ProblemError('invalid_request', { status: 413, detail: 'The body is larger than 16 KiB.' })
}

/** Middleware: 413 beyond 16 KiB, by the declared length or, without one, by the bytes read. */
export const limitBody: MiddlewareHandler = async (c, next) => {
  const declared = c.req.header('content-length')
  if (declared === undefined || c.req.header('transfer-encoding') !== undefined) {
    return rejectIncomplete(() => limitStreamedBody(c, next))
  }
  // Node reads no more than the declared length. Counting would cost every request a web stream.
  if (Number(declared) > MAX_BODY_BYTES) rejectTooLarge()
  return next()
}

/** Parses the body as JSON; throws `invalid_request` with status 400 or 415. */
export async function readJson({ req }: Context): Promise<unknown> {
  if (!/^(?:identity)?$/i.test(req.header('content-encoding') ?? '')) {
    throw new ProblemError('invalid_request', { status: 415, detail: 'The body must not be encoded.' })
  }
  if (!JSON_TYPE.test(req.header('content-type') ?? '')) {
    throw new ProblemError('invalid_request', { status: 415, detail: 'The body must be application/json.' })
  }
  const value = parseUtf8Json(await rejectIncomplete(() => req.arrayBuffer()))
  rejectUnsafeStructure(value, 1)
  return value
}

/** A client that disconnects while its body is read is `invalid_request`, not an internal error. */
async function rejectIncomplete<Read>(read: () => Promise<Read>): Promise<Read> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw new ProblemError('invalid_request', { detail: 'The body is incomplete.' })
  }
}

function parseUtf8Json(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // The parser's own message quotes the body.
    throw new ProblemError('invalid_request', { detail: 'The body is not JSON in UTF-8.' })
  }
}

function rejectUnsafeStructure(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH)
    throw new ProblemError('invalid_request', { detail: 'The body is nested too deeply.' })
  for (const [key, child] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) {
      throw new ProblemError('invalid_request', { detail: 'The body has a forbidden key.' })
    }
    rejectUnsafeStructure(child, depth + 1)
  }
}

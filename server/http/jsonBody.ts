/** Reads a request's JSON: counted while it is read, real UTF-8, shallow, and without keys that reach prototypes. */
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ProblemError } from '../problem.js'

const LIMIT_BYTES = 16 * 1024
const MAX_DEPTH = 5
const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

const counted = bodyLimit({ maxSize: LIMIT_BYTES, onError: tooLarge })

function tooLarge(): never {
  throw new ProblemError('invalid_request', { status: 413, detail: 'The body is larger than 16 KiB.' })
}

/** Middleware: 413 beyond 16 KiB, whether the length is declared or counted. */
export const limitBody: MiddlewareHandler = async (c, next) => {
  const declared = c.req.header('content-length')
  if (declared === undefined || c.req.header('transfer-encoding') !== undefined) {
    return wholly(() => counted(c, next))
  }
  // What is declared the server holds it to; counting would make a web stream of it, for every request.
  if (Number(declared) > LIMIT_BYTES) tooLarge()
  return next()
}

export async function readJson({ req }: Context): Promise<unknown> {
  if (!/^(?:identity)?$/i.test(req.header('content-encoding') ?? '')) {
    throw new ProblemError('invalid_request', { status: 415, detail: 'The body must not be encoded.' })
  }
  if (!JSON_TYPE.test(req.header('content-type') ?? '')) {
    throw new ProblemError('invalid_request', { status: 415, detail: 'The body must be application/json.' })
  }
  const value = parse(await wholly(() => req.arrayBuffer()))
  refuseOddShapes(value, 1)
  return value
}

/** Whoever goes away in the middle of a body has made no failure of ours. */
async function wholly<Read>(read: () => Promise<Read>): Promise<Read> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw new ProblemError('invalid_request', { detail: 'The body ended before it was whole.' })
  }
}

function parse(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // The parser's own message quotes the body.
    throw new ProblemError('invalid_request', { detail: 'The body is not JSON in UTF-8.' })
  }
}

function refuseOddShapes(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH)
    throw new ProblemError('invalid_request', { detail: 'The body is nested too deeply.' })
  for (const [key, child] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) {
      throw new ProblemError('invalid_request', { detail: 'The body has a key that is never allowed.' })
    }
    refuseOddShapes(child, depth + 1)
  }
}

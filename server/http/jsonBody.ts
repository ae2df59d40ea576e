/**
 * Reads a JSON body for every route: limited in size and depth, UTF-8 without a byte order mark, no duplicate key, and
 * no key that reaches prototypes. So a proxy or a log can't interpret the request differently from this server.
 */
import type { Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { findDuplicateKeys } from '../config/duplicateKeys.js'
import { isSafeToEcho } from '../../contract/safeName.js'
import { ProblemError } from '../problem.js'
import type { CaptureContext } from './context.js'

const MAX_BODY_BYTES = 16 * 1024
const MAX_DEPTH = 5
/** A quoted parameter is equivalent (RFC 9110, 5.6.6). */
const JSON_TYPE = /^application\/json(?:\s*;\s*charset=(?:utf-8|"utf-8"))?$/i
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Despite its name, ignoreBOM keeps the byte order mark in the text. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const limitStreamedBody: (c: CaptureContext, next: Next) => Promise<unknown> = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => rejectTooLarge(),
})

function rejectTooLarge(maxBytes = MAX_BODY_BYTES): never {
  const detail = `The body is larger than ${maxBytes / 1024} KiB.`
  throw new ProblemError('invalid_request', { status: 413, detail })
}

/**
 * Throws 413 for more than 16 KiB by the declared length. Without one, reads the body, and the promise rejects with 413.
 */
export function limitBody(c: CaptureContext): Promise<unknown> | undefined {
  const declared = c.req.header('content-length')
  const isStreamed = declared === undefined || c.req.header('transfer-encoding') !== undefined
  if (isStreamed && c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    return limitStreamedBody(c, () => Promise.resolve()).catch(rejectIncomplete)
  }
  // The declared length is enough, because Node reads no more. Counting bytes would cost each request a web stream.
  if (Number(declared) > MAX_BODY_BYTES) rejectTooLarge()
  return undefined
}

/** Parses the body as JSON; throws `invalid_request` with status 400, 413 or 415. */
export async function readJson({ req }: CaptureContext, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  if (!/^(?:identity)?$/i.test(req.header('content-encoding') ?? '')) {
    rejectType('The body must not be encoded: send it without Content-Encoding.', {
      'Accept-Encoding': 'identity',
    })
  }
  if (!JSON_TYPE.test(req.header('content-type') ?? '')) {
    rejectType('The Content-Type must be application/json, with no parameter but charset=utf-8.', {
      Accept: 'application/json',
    })
  }
  const bytes = await req.arrayBuffer().catch(rejectIncomplete)
  if (bytes.byteLength > maxBytes) rejectTooLarge(maxBytes)
  const text = decodeUtf8(bytes)
  const value = parseText(text)
  rejectUnsafeStructure(value, 1)
  rejectDuplicateKeys(text, value)
  return value
}

/** Throws `invalid_request` instead of an internal error if the client disconnected while its body was read. */
function rejectIncomplete(error: unknown): never {
  if (error instanceof ProblemError) throw error
  throw new ProblemError('invalid_request', { detail: 'The body is incomplete.' })
}

/** `headers` has the accepted type or encoding (RFC 9110, 15.5.16). */
function rejectType(detail: string, headers: Record<string, string>): never {
  throw new ProblemError('invalid_request', { status: 415, detail, headers })
}

function rejectBody(detail: string, field?: string): never {
  throw new ProblemError('invalid_request', { detail, ...(field !== undefined && { field }) })
}

function decodeUtf8(bytes: ArrayBuffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return rejectBody('The body is not valid UTF-8.')
  }
}

function parseText(text: string): unknown {
  if (text.startsWith('\ufeff')) rejectBody('The body begins with a byte order mark. Send it without one.')
  try {
    return JSON.parse(text)
  } catch {
    // Leaves out the parser's own message, which quotes the body.
    return rejectBody('The body is not valid JSON.')
  }
}

function rejectDuplicateKeys(text: string, value: unknown): void {
  const [path] = findDuplicateKeys(text, value)
  if (!path) return
  const rule = 'duplicate key. Send each key of an object once.'
  if (!path.every(isSafeToEcho)) rejectBody(`The body has a ${rule}`)
  const field = path.join('.')
  rejectBody(`${field}: ${rule}`, field)
}

function rejectUnsafeStructure(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH) rejectBody(`The body is nested more than ${MAX_DEPTH} levels deep.`)
  for (const key in value) {
    if (FORBIDDEN_KEYS.has(key)) rejectBody('The body has a forbidden key.')
    rejectUnsafeStructure(Reflect.get(value, key), depth + 1)
  }
}

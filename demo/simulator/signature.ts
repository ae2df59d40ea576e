/**
 * Verifies Ingo's request signature, the Kong `hmac-auth` scheme. Written from the documents alone: code shared with
 * the signer would accept the signer's mistakes.
 * Source: https://developers.ingopayments.com/docs/ingopay/authentication
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { ErrorResponse } from './response.js'

/** The algorithms that Ingo accepts. `hmac-sha256` is legacy; its body digest header is `content-sha256`. */
export const algorithms = ['hmac-sha512', 'hmac-sha256'] as const
export type Algorithm = (typeof algorithms)[number]
type Credentials = { username: string; secret: string; algorithm: Algorithm }

/** A request as received: its first line, its header values by lower-case name, its body. */
export type ReceivedRequest = { line: string; headers: ReadonlyMap<string, string>; body: Buffer }

const TOLERANCE_MS = 300_000
const AUTHORIZATION =
  /^hmac username="(?<username>[^"]*)",\s*algorithm="(?<algorithm>[^"]*)",\s*headers="(?<headers>[^"]*)",\s*signature="(?<signature>[^"]*)"$/i

/** The error response for an invalid signature at `now` (ms since 1970); it names the rule, not the expected value. */
export function verifySignature(
  received: ReceivedRequest,
  credentials: Credentials,
  now: number,
): ErrorResponse | undefined {
  if (!isFresh(received.headers.get('x-date'), now)) {
    return { status: 402, client_message: 'x-date: not an RFC 1123 date within 300 s of the gateway’s clock' }
  }
  const fault = findSignatureFault(received, credentials)
  return fault === undefined ? undefined : { status: 401, client_message: fault }
}

function isFresh(date: string | undefined, now: number): boolean {
  const sent = Date.parse(date ?? '')
  // Date.parse accepts far more than RFC 1123; formatting the date again shows whether it had that format.
  return new Date(sent).toUTCString() === date && Math.abs(now - sent) <= TOLERANCE_MS
}

function findSignatureFault(
  { line, headers, body }: ReceivedRequest,
  { username, secret, algorithm }: Credentials,
): string | undefined {
  const hash = algorithm === 'hmac-sha512' ? 'sha512' : 'sha256'
  const digest = `content-${hash}`
  const given = AUTHORIZATION.exec(headers.get('authorization') ?? '')?.groups
  if (!given) return 'authorization: not of the form hmac username="", algorithm="", headers="", signature=""'
  if (given.username !== username) return 'authorization: unknown username'
  if (given.algorithm !== algorithm) return `authorization: the algorithm configured here is ${algorithm}`

  const listed = given.headers?.split(' ') ?? []
  for (const name of ['request-line', 'x-date', 'content-type', 'content-length', digest]) {
    if (!listed.includes(name)) return `authorization: headers does not list ${name}`
  }
  const absent = listed.some((name) => name !== 'request-line' && !headers.has(name))
  if (absent) return 'authorization: headers lists a header that was not sent'

  if (headers.get('content-type') !== 'application/json') return 'content-type: not exactly application/json'
  if (headers.get('content-length') !== String(body.byteLength)) {
    return 'content-length: not the number of bytes received'
  }
  if (headers.get(digest) !== createHash(hash).update(body).digest('base64')) {
    return `${digest}: not the base64 digest of the bytes received`
  }
  const signable = listed.map((name) => (name === 'request-line' ? line : `${name}: ${headers.get(name)}`))
  const expected = createHmac(hash, secret).update(signable.join('\n')).digest('base64')
  return isSame(expected, given.signature ?? '') ? undefined : 'authorization: the signature does not match'
}

/** Compares in constant time. */
export function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.byteLength === b.byteLength && timingSafeEqual(a, b)
}

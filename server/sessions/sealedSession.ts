/** Sessions travel sealed, in the URL's fragment: the server keeps none of what is in them. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { SessionRequest } from '../../contract/sessionRequest.js'
import { decrypt, encrypt } from './jwe.js'
import { ProblemError } from '../problem.js'
import { RESOLVE_MS } from '../store/store.js'

/** Sessions of another version are refused, not guessed at. */
const VERSION = 1

export type Session = {
  v: typeof VERSION
  id: string
  merchant: string
  /** ms since 1970. */
  expiresAt: number
  /** base64url of 16 bytes that only the holder of the sealed session has: it keys the content's fingerprint. */
  salt: string
  request: SessionRequest
}

/** A new session of a merchant; `now` in ms since 1970. */
export function createSession(merchant: string, request: SessionRequest, now: number): Session {
  return {
    v: VERSION,
    id: idAt(now),
    merchant,
    expiresAt: now + request.expires_in * 1000,
    salt: randomBytes(16).toString('base64url'),
    request,
  }
}

/**
 * A UUID of version 7 (RFC 9562, 5.7): its time comes first, so that sessions of the same minutes lie together in
 * the store's file, and what one transaction changes is in few of its pages.
 */
function idAt(now: number): string {
  const time = now.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

export function sealSession(session: Session, keys: Buffer[]): string {
  const [newest] = keys
  if (!newest) throw new Error('There is no sealing key.')
  return encrypt(Buffer.from(JSON.stringify(session)), newest)
}

/**
 * Opens a sealed session; throws `unauthorized` for what is not one of ours and `session_expired`: that is for
 * its record to say while an outcome that is not known can be asked for.
 */
export function openSession(sealed: string, keys: Buffer[], now: number): Session {
  const opened = decrypt(sealed, keys)
  if (!opened) throw new ProblemError('unauthorized')
  // Sealed by our own key: what is inside was valid when we put it there.
  const session = JSON.parse(opened.toString()) as Session
  if ((session.v as number) !== VERSION) throw new ProblemError('unauthorized')
  if (now >= session.expiresAt + RESOLVE_MS) throw new ProblemError('session_expired')
  return session
}

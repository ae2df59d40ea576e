/** Sealed sessions: the URL's fragment has the session's content encrypted, and the server does not store it. */
import { randomUUID } from 'node:crypto'
import type { SessionRequest } from '../../contract/sessionRequest.js'
import { createFingerprint } from './fingerprint.js'
import { decrypt, encrypt } from './jwe.js'
import { ProblemError } from '../problem.js'
import type { NewSession } from '../store/record.js'

/** Sessions of any other version are rejected. */
const VERSION = 2
/** For the page's developer. The server can't distinguish a url that was cut off from one whose key was removed. */
const INVALID =
  'The session in the url is invalid. Give the page the whole url, with all that is behind #. ' +
  'If its sealing key was removed since, create another session'

export type Session = {
  v: typeof VERSION
  id: string
  merchant: string
  /** ms since 1970. */
  expiresAt: number
  request: SessionRequest
}

/** `fingerprint` hashes a content of this session, which must not have a CVV. */
export type OpenedSession = Session & { fingerprint: (content: object) => string }

/** Creates a session of a merchant; `now` in ms since 1970. */
export function createSession(merchant: string, request: SessionRequest, now: number): Session {
  return {
    v: VERSION,
    id: createSessionId(now),
    merchant,
    expiresAt: now + request.expires_in * 1000,
    request,
  }
}

/** The part of a session that its new record has. */
export function newRecord({ merchant, id, expiresAt, request }: Session): NewSession {
  const { max_attempts: maxAttempts, participant_unique_id1: participantId } = request
  return { merchant, id, maxAttempts, expiresAt, participantId }
}

/**
 * A UUID of version 7 (RFC 9562, 5.7). It starts with the time, so that sessions created together are neighbors in
 * the store's file and one transaction changes few of its pages.
 */
function createSessionId(now: number): string {
  const time = now.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** Encrypts a session with the first key, the newest. */
export function sealSession(session: Session, keys: Buffer[]): string {
  const [newest] = keys
  if (!newest) throw new Error('The sealing key is missing.')
  return encrypt(Buffer.from(JSON.stringify(session)), newest)
}

/**
 * Opens a sealed session, even one that has ended. Throws `unauthorized` for a text that none of the keys sealed.
 */
export function openSession(sealed: string, keys: Buffer[]): OpenedSession {
  const opened = decrypt(sealed, keys)
  if (!opened) throw new ProblemError('unauthorized', { detail: INVALID })
  // Not validated again: the content is authenticated by our own key, and was valid when it was sealed.
  const session = JSON.parse(opened.plaintext.toString()) as Session
  if ((session.v as number) !== VERSION) throw new ProblemError('unauthorized', { detail: INVALID })
  return { ...session, fingerprint: createFingerprint(opened.key, session.id) }
}

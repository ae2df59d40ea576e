import { createHmac } from 'node:crypto'
import type { Session } from '../sessions/sealedSession.js'

/**
 * Tells whether two contents are the same, and to whoever reads the store nothing else: its key travels in
 * the sealed session alone.
 */
export function contentFingerprint(session: Session, content: object): string {
  return createHmac('sha256', Buffer.from(session.salt, 'base64url'))
    .update(JSON.stringify(content))
    .digest('base64url')
    .slice(0, 22)
}

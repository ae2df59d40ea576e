import { createHmac } from 'node:crypto'
import type { Session } from '../sessions/sealedSession.js'

/**
 * A keyed hash that tells whether two contents are the same. Its key is in the sealed session alone, so the store by
 * itself reveals nothing about the content.
 */
export function contentFingerprint(session: Session, content: object): string {
  return createHmac('sha256', Buffer.from(session.salt, 'base64url'))
    .update(JSON.stringify(content))
    .digest('base64url')
    .slice(0, 22)
}

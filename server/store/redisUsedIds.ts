/** The shared store's keys of the participant_unique_id1s that the gateway knows. */
import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { USED_ID_RETENTION_MS, type Store } from './store.js'

/** Redis forgets a key by its own clock. */
export function createUsedIds(redis: Redis): {
  find: Store['findUsedId']
  add: Store['addUsedId']
  remove: Store['removeUsedId']
} {
  return {
    async find(merchant, participantId) {
      const content = await redis.get(usedIdKey(merchant, participantId))
      if (content === null) return undefined
      return content === '' ? {} : { content }
    },
    async add(merchant, { participantId, content = '' }) {
      await redis.set(usedIdKey(merchant, participantId), content, 'PX', USED_ID_RETENTION_MS, 'NX')
    },
    async remove(merchant, participantId) {
      await redis.del(usedIdKey(merchant, participantId))
    },
  }
}

/** The id is hashed, because it may be long and contain any character. */
function usedIdKey(merchant: string, participantId: string): string {
  return `capture:used-id:${merchant}:${createHash('sha256').update(participantId).digest('base64url')}`
}

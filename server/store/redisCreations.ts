/** The shared store's sessions as they are created, with the Idempotency-Keys of their creation. */
import type { Redis } from 'ioredis'
import { sessionKey } from '../limits/redisCallLease.js'
import { outboxKeys } from './redisOutboxScripts.js'
import type { Sealer } from './seal.js'
import { openCreation, sealCreation } from './sealedValues.js'
import { RETENTION_MS, type Creation, type Store } from './store.js'

/**
 * KEYS: the session's hash, the key's hash, watched. ARGV: id, expiresAt, sealed content, when both expire, 1 if the
 * session is watched; the session's fields behind their names. Returns the hash that the key has, if it has one.
 */
const CREATE_ONCE = `
if redis.call('EXISTS', KEYS[2]) == 1 then return redis.call('HGETALL', KEYS[2]) end
redis.call('HSET', KEYS[2], 'id', ARGV[1], 'expiresAt', ARGV[2], 'content', ARGV[3])
redis.call('HSET', KEYS[1], unpack(ARGV, 6))
redis.call('PEXPIREAT', KEYS[1], ARGV[4])
redis.call('PEXPIREAT', KEYS[2], ARGV[4])
if ARGV[5] == '1' then redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1]) end
return {}`

type Scripts = Redis & { createOnce: (...values: (string | number)[]) => Promise<string[]> }

function creationKeyName(merchant: string, key: string): string {
  return `capture:session-key-1:${merchant}:${key}`
}

export function createCreations(redis: Redis, sealer: Sealer): Pick<Store, 'create' | 'findCreation'> {
  redis.defineCommand('createOnce', { numberOfKeys: 3, lua: CREATE_ONCE })

  async function findCreation(merchant: string, key: string): Promise<Creation | undefined> {
    const { id, expiresAt, content = '' } = await redis.hgetall(creationKeyName(merchant, key))
    if (id === undefined) return undefined
    return { id, expiresAt: Number(expiresAt), content: openCreation(sealer, merchant, key, content) }
  }

  return {
    findCreation,
    async create({ creationKey, ...session }) {
      const { merchant, id, expiresAt, isWatched } = session
      const name = sessionKey(merchant, id)
      const { watched } = outboxKeys(merchant)
      const expiry = expiresAt + RETENTION_MS
      if (creationKey) {
        const { key } = creationKey
        const content = sealCreation(sealer, merchant, key, creationKey.content)
        const fields = Object.entries(newFields(session)).flat()
        const values = [id, expiresAt, content, expiry, isWatched ? 1 : 0, ...fields]
        const earlier = await (redis as Scripts).createOnce(
          ...[name, creationKeyName(merchant, key), watched],
          ...values,
        )
        return earlier.length > 0 ? findCreation(merchant, key) : undefined
      }
      const steps = redis.multi().hset(name, newFields(session)).pexpireat(name, expiry)
      if (isWatched) steps.zadd(watched, expiresAt, id)
      await steps.exec()
      return undefined
    },
  }
}

function newFields({ maxAttempts, expiresAt, participantId }: Parameters<Store['create']>[0]) {
  const fields = { state: 'open', attempts: 0, maxAttempts, expiresAt, idNumber: 1, givenUp: '[]' }
  return participantId === undefined ? fields : { ...fields, participantId }
}

/** Creates sessions in the shared store, with the Idempotency-Keys of their creation. */
import type { Redis } from 'ioredis'
import { sessionKey } from '../limits/redisCallLease.js'
import { outboxKeys } from './redisOutboxScripts.js'
import type { Sealer } from './seal.js'
import { ADD_NAME, indexKey } from './redisSessionIndex.js'
import { openCreation, sealCreation, sealDetails } from './sealedValues.js'
import { RETENTION_MS, type Created, type Creation, type Store } from './store.js'

/**
 * KEYS: the session's hash, the set of watched sessions, the hash of the Idempotency-Key if there is one, the sets of
 * the session's names. ARGV: id, expiresAt, the expiry of these hashes and sets, 1 if the session is watched, the
 * sealed content or '' without an Idempotency-Key; then the name and value of each field of the session. Returns the
 * existing hash of the Idempotency-Key, or an empty list.
 */
const CREATE = `${ADD_NAME}
local firstName = 3
if ARGV[5] ~= '' then
  firstName = 4
  if redis.call('EXISTS', KEYS[3]) == 1 then return redis.call('HGETALL', KEYS[3]) end
  redis.call('HSET', KEYS[3], 'id', ARGV[1], 'expiresAt', ARGV[2], 'content', ARGV[5])
  redis.call('PEXPIREAT', KEYS[3], ARGV[3])
end
redis.call('HSET', KEYS[1], unpack(ARGV, 6))
redis.call('PEXPIREAT', KEYS[1], ARGV[3])
if ARGV[4] == '1' then redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1]) end
for i = firstName, #KEYS do addName(KEYS[i], ARGV[1], ARGV[3]) end
return {}`

type Scripts = Redis & { createSession: (...values: (string | number)[]) => Promise<string[]> }

function creationKeyName(merchant: string, key: string): string {
  return `capture:session-key-1:${merchant}:${key}`
}

export function createCreations(redis: Redis, sealer: Sealer): Pick<Store, 'create' | 'findCreation'> {
  redis.defineCommand('createSession', { lua: CREATE })

  async function findCreation(merchant: string, key: string): Promise<Creation | undefined> {
    const { id, expiresAt, content = '' } = await redis.hgetall(creationKeyName(merchant, key))
    if (id === undefined) return undefined
    return { id, expiresAt: Number(expiresAt), content: openCreation(sealer, merchant, key, content) }
  }

  return {
    findCreation,
    async create(session) {
      const { merchant, id, expiresAt, isWatched, creationKey, indexNames = [] } = session
      const keys = [
        ...[sessionKey(merchant, id), outboxKeys(merchant).watched],
        ...(creationKey ? [creationKeyName(merchant, creationKey.key)] : []),
        ...indexNames.map((name) => indexKey(merchant, name)),
      ]
      const content = creationKey ? sealCreation(sealer, merchant, creationKey.key, creationKey.content) : ''
      const values = [id, expiresAt, expiresAt + RETENTION_MS, isWatched ? 1 : 0, content]
      const fields = Object.entries(newFields(session, sealer)).flat()
      const earlier = await (redis as Scripts).createSession(keys.length, ...keys, ...values, ...fields)
      return creationKey && earlier.length > 0 ? findCreation(merchant, creationKey.key) : undefined
    },
  }
}

function newFields(session: Created, sealer: Sealer): Record<string, string | number> {
  const { maxAttempts, expiresAt, participantId, details } = session
  return {
    ...{ state: 'open', attempts: 0, maxAttempts, expiresAt, idNumber: 1, givenUp: '[]' },
    ...(participantId !== undefined && { participantId }),
    ...(details && { details: sealDetails(sealer, session, details) }),
  }
}

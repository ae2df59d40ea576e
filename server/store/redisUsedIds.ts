/** The shared store's keys of the participant_unique_id1s that the gateway knows, or that are in flight. */
import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { USED_ID_RETENTION_MS, type AccountId, type Store } from './store.js'

/** The first character of a value; its content follows. */
const USED = 'u'
const IN_FLIGHT = 'f'

/** KEYS: the id. ARGV: content, its time to live in ms. */
const ADD = `
local held = redis.call('GET', KEYS[1])
if held and string.sub(held, 1, 1) == '${USED}' then return 0 end
redis.call('SET', KEYS[1], '${USED}' .. ARGV[1], 'PX', ARGV[2])
return 1`

/** KEYS: the id. ARGV: USED or IN_FLIGHT, content, its time to live in ms. Returns '', or the kind of another claim. */
const CLAIM = `
local held = redis.call('GET', KEYS[1])
if held and string.sub(held, 2) ~= ARGV[2] then return string.sub(held, 1, 1) end
if held ~= '${USED}' .. ARGV[2] then redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2], 'PX', ARGV[3]) end
return ''`

/** KEYS: the id. ARGV: content. */
const RELEASE = `
local held = redis.call('GET', KEYS[1])
if held and string.sub(held, 2) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`

type Script<Reply> = (...values: (string | number)[]) => Promise<Reply>
type Scripts = Redis & { addUsedId: Script<number>; claimId: Script<string>; releaseId: Script<number> }

/** Redis forgets a key by its own clock. */
export function createUsedIds(redis: Redis): {
  find: Store['findUsedId']
  add: Store['addUsedId']
  claim: Store['claimId']
  release: Store['releaseId']
} {
  redis.defineCommand('addUsedId', { numberOfKeys: 1, lua: ADD })
  redis.defineCommand('claimId', { numberOfKeys: 1, lua: CLAIM })
  redis.defineCommand('releaseId', { numberOfKeys: 1, lua: RELEASE })
  const scripts = redis as Scripts
  return {
    async find(id) {
      const value = await redis.get(idKey(id))
      if (!value?.startsWith(USED)) return undefined
      return value === USED ? {} : { content: value.slice(1) }
    },
    async add({ content = '', ...id }) {
      await scripts.addUsedId(idKey(id), content, USED_ID_RETENTION_MS)
    },
    async claim({ at, content, inFlightUntil, ...id }) {
      const [kind, ttl] =
        inFlightUntil === undefined ? [USED, USED_ID_RETENTION_MS] : [IN_FLIGHT, inFlightUntil - at]
      const other = await scripts.claimId(idKey(id), kind, content, Math.max(1, Math.ceil(ttl)))
      if (other === '') return 'claimed'
      return other === USED ? 'used' : 'in_flight'
    },
    async release({ content, ...id }) {
      await scripts.releaseId(idKey(id), content)
    },
  }
}

/** The id is hashed, because it may be long and contain any character. */
function idKey({ account, participantId }: AccountId): string {
  return `capture:id:${account}:${createHash('sha256').update(participantId).digest('base64url')}`
}

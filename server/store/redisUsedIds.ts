/** The shared store's keys of the participant_unique_id1s that the gateway knows, or that are in flight. */
import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import {
  USED_ID_RETENTION_MS,
  type AccountId,
  type ClaimResult,
  type IdClaim,
  type Store,
  type UsedId,
} from './store.js'

/** The first character of a value; its content follows. */
const USED = 'u'
const IN_FLIGHT = 'f'
/** In flight for several sessions of the content: none of them may give it back. */
const SHARED = 's'

/** Lua: `addUsedId(id, content, its time to live in ms)`. */
export const ADD_USED_ID_FUNCTION = `
local function addUsedId(id, content, ttl)
  local held = redis.call('GET', id)
  if held and string.sub(held, 1, 1) == '${USED}' then return end
  redis.call('SET', id, '${USED}' .. content, 'PX', ttl)
end`

/**
 * Lua: `claimId(id, USED or IN_FLIGHT, content, its time to live in ms, whether the same session has claimed it before)`.
 * Returns '', or the kind of another claim.
 */
export const CLAIM_ID_FUNCTION = `
local function claimId(id, kind, content, ttl, isRepeat)
  local held = redis.call('GET', id)
  if held and string.sub(held, 2) ~= content then return string.sub(held, 1, 1) end
  if held == '${USED}' .. content then return '' end
  if held and kind == '${IN_FLIGHT}' then
    kind = isRepeat and string.sub(held, 1, 1) or '${SHARED}'
    ttl = math.max(ttl, redis.call('PTTL', id))
  end
  redis.call('SET', id, kind .. content, 'PX', ttl)
  return ''
end`

/** KEYS: the id. ARGV: as addUsedId. */
const ADD = `${ADD_USED_ID_FUNCTION}
addUsedId(KEYS[1], ARGV[1], ARGV[2])`

/** KEYS: the id. ARGV and reply: as claimId. */
const CLAIM = `${CLAIM_ID_FUNCTION}
return claimId(KEYS[1], ARGV[1], ARGV[2], ARGV[3])`

/** KEYS: the id. ARGV: content. */
const RELEASE = `
local held = redis.call('GET', KEYS[1])
if held == '${USED}' .. ARGV[1] or held == '${IN_FLIGHT}' .. ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`

type Script<Reply> = (...values: (string | number)[]) => Promise<Reply>
type Scripts = Redis & { addUsedId: Script<null>; claimId: Script<string>; releaseId: Script<number> }

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
    async add(id) {
      await scripts.addUsedId(...usedIdValues(id))
    },
    async claim(claim) {
      return toClaimResult(await scripts.claimId(...claimValues(claim)))
    },
    async release({ content, ...id }) {
      await scripts.releaseId(idKey(id), content)
    },
  }
}

/** What the script `addUsedId` reads. */
export function usedIdValues({ content = '', ...id }: UsedId): (string | number)[] {
  return [idKey(id), content, USED_ID_RETENTION_MS]
}

/** What the script `claimId` reads. */
export function claimValues({ at, content, inFlightUntil, ...id }: IdClaim): (string | number)[] {
  const [kind, ttl] =
    inFlightUntil === undefined ? [USED, USED_ID_RETENTION_MS] : [IN_FLIGHT, inFlightUntil - at]
  return [idKey(id), kind, content, Math.max(1, Math.ceil(ttl))]
}

/** From the reply of the script `claimId`. */
export function toClaimResult(other: string): ClaimResult {
  if (other === '') return 'claimed'
  return other === USED ? 'used' : 'in_flight'
}

/** The id is hashed, because it may be long and contain any character. */
function idKey({ account, participantId }: AccountId): string {
  return `capture:id:${account}:${createHash('sha256').update(participantId).digest('base64url')}`
}

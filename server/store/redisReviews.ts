/** The shared store's end of a review. */
import type { Redis } from 'ioredis'
import { sessionKey } from '../limits/redisCallLease.js'
import { encodeEvents } from './redisOutbox.js'
import { ADD_EVENTS } from './redisOutboxScripts.js'
import { toAnswerField } from './redisRecord.js'
import { ANSWER_PREFIX } from './redisScripts.js'
import type { Sealer } from './seal.js'
import { RETENTION_MS, type Store } from './store.js'

/**
 * KEYS: the session's hash and the hash of its fingerprints. ARGV: the state and attempts as read, the answer's key,
 * the prefix of the answer's field as read (isCounted and time), the new state, the new answer, events or ''; then key,
 * leaseExpiresAt and isSent (1 or 0) of the current capture as read, or three times ''. Returns 0 if the session or
 * the answer has changed.
 */
const END_REVIEW = `${ADD_EVENTS}
local s = redis.call('HMGET', KEYS[1], 'state', 'attempts', 'current', 'expiresAt')
if s[1] ~= ARGV[1] or s[2] ~= ARGV[2] then return 0 end
local current = s[3] and cjson.decode(s[3])
if not current and ARGV[8] ~= '' then return 0 end
if current and (current.key ~= ARGV[8] or current.leaseExpiresAt ~= tonumber(ARGV[9])) then return 0 end
if current and (current.isSent and '1' or '0') ~= ARGV[10] then return 0 end
local field = '${ANSWER_PREFIX}' .. ARGV[3]
local answer = redis.call('HGET', KEYS[1], field)
if not answer or string.sub(answer, 1, #ARGV[4]) ~= ARGV[4] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[5], field, ARGV[6])
if ARGV[5] == 'tokenized' then redis.call('HSET', KEYS[1], 'tokenKey', ARGV[3]) end
-- If the state changes, no capture can follow, so an unknown outcome and the hashes of contents are removed.
if ARGV[5] ~= s[1] then
  redis.call('HSET', KEYS[1], 'givenUp', '[]')
  redis.call('HDEL', KEYS[1], 'current')
  redis.call('DEL', KEYS[2])
end
if ARGV[7] ~= '' then addEvents(cjson.decode(ARGV[7]), string.format('%.0f', tonumber(s[4]) + ${RETENTION_MS})) end
return 1`

type Scripts = Redis & { endReview: (...values: (string | number)[]) => Promise<number> }

export function createReviews(connection: Redis, sealer: Sealer): Pick<Store, 'endReview'> {
  connection.defineCommand('endReview', { numberOfKeys: 2, lua: END_REVIEW })
  const redis = connection as Scripts
  return {
    async endReview({ record, key, answer, state, eventWrite }) {
      const { merchant, id, attempts, answers, current } = record
      const name = sessionKey(merchant, id)
      const read = answers[key]
      const prefix = read ? `${read.isCounted ? 1 : 0} ${read.at} ` : ''
      const sealed = toAnswerField(sealer, { merchant, id, key }, answer)
      const events = eventWrite ? encodeEvents(sealer, record, eventWrite) : ''
      const capture = current ? [current.key, current.leaseExpiresAt, current.isSent ? 1 : 0] : ['', '', '']
      const values = [record.state, attempts, key, prefix, state, sealed, events, ...capture]
      return (await redis.endReview(name, `${name}:fingerprints`, ...values)) === 1
    },
  }
}

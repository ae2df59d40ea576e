/**
 * The scripts of the shared store's outbox. A merchant has a stream of its events' ids, a sorted set of the sessions
 * with pending events, and a sorted set of the watched sessions. A session has a list of its pending events. An event
 * has a hash. Times are ms since 1970. The keys contain a version, which must rise when the fields change.
 */
import { RETENTION_MS } from './store.js'

/** Merchant ids contain no colon. */
export function outboxKeys(merchant: string) {
  const name = (kind: string) => `capture:${kind}-1:${merchant}`
  return { log: name('events'), due: name('events-due'), watched: name('watched') }
}

/** The name of an event's hash. */
export function eventKey(merchant: string, id: string): string {
  return `capture:event-1:${merchant}:${id}`
}

/** Lua: the names of a session's list and of an event's hash. */
const NAMES = `
local function queueName(merchant, session) return 'capture:event-queue-1:' .. merchant .. ':' .. session end
local function eventName(merchant, id) return 'capture:event-1:' .. merchant .. ':' .. id end`

/**
 * Lua: writes a JSON object of merchant, session, isDelivered, now and events (id, type, at, sealed body). Cuts the log
 * before events that must have expired, because a session lives for a day at most.
 */
export const ADD_EVENTS = `${NAMES}
local function addEvents(write, expiresAt)
  local queue = queueName(write.merchant, write.session)
  local time = redis.call('TIME')
  local oldest = string.format('%.0f', time[1] * 1000 - ${RETENTION_MS + 2 * 86_400_000})
  for _, event in ipairs(write.events) do
    local name = eventName(write.merchant, event.id)
    local sequence = redis.call('XADD', 'capture:events-1:' .. write.merchant, 'MINID', '~', oldest, '*', 'id', event.id)
    redis.call('HSET', name, 'session', write.session, 'id', event.id, 'type', event.type,
      'at', string.format('%.0f', event.at), 'body', event.body, 'sequence', sequence, 'tries', 0,
      'status', write.isDelivered and 'pending' or 'recorded')
    redis.call('PEXPIREAT', name, expiresAt)
    if write.isDelivered then
      redis.call('RPUSH', queue, event.id)
      redis.call('PEXPIREAT', queue, expiresAt)
      redis.call('ZADD', 'capture:events-due-1:' .. write.merchant, 'NX', string.format('%.0f', event.at), write.session)
    end
  end
end`

/** KEYS: due. ARGV: merchant, now, leaseExpiresAt, limit. Returns the hashes of the claimed events. */
export const CLAIM_EVENTS = `${NAMES}
local claimed = {}
for _, session in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, ARGV[4])) do
  local queue = queueName(ARGV[1], session)
  local id = redis.call('LINDEX', queue, 0)
  local event = id and redis.call('HGETALL', eventName(ARGV[1], id))
  while id and #event == 0 do
    redis.call('LPOP', queue)
    id = redis.call('LINDEX', queue, 0)
    event = id and redis.call('HGETALL', eventName(ARGV[1], id))
  end
  if id then
    redis.call('ZADD', KEYS[1], ARGV[3], session)
    table.insert(claimed, event)
  else redis.call('ZREM', KEYS[1], session) end
end
return claimed`

/** KEYS: due. ARGV: merchant, session, id, leaseExpiresAt, status, dueAt or '', firstTryAt or '', error, now. */
export const SETTLE_EVENT = `${NAMES}
local queue, name = queueName(ARGV[1], ARGV[2]), eventName(ARGV[1], ARGV[3])
if redis.call('ZSCORE', KEYS[1], ARGV[2]) ~= ARGV[4] or redis.call('LINDEX', queue, 0) ~= ARGV[3] then return 0 end
redis.call('HINCRBY', name, 'tries', 1)
redis.call('HSET', name, 'status', ARGV[5])
redis.call('HDEL', name, 'error')
if ARGV[8] ~= '' then redis.call('HSET', name, 'error', ARGV[8]) end
if ARGV[5] == 'pending' then
  redis.call('HSET', name, 'firstTryAt', ARGV[7])
  redis.call('ZADD', KEYS[1], ARGV[6], ARGV[2])
  return 1
end
redis.call('LPOP', queue)
if redis.call('LLEN', queue) == 0 then redis.call('ZREM', KEYS[1], ARGV[2])
else redis.call('ZADD', KEYS[1], ARGV[9], ARGV[2]) end
return 1`

/** KEYS: due. ARGV: merchant, id, now. */
export const RESEND_EVENT = `${NAMES}
local name = eventName(ARGV[1], ARGV[2])
local session = redis.call('HGET', name, 'session')
if not session then return 0 end
local queue = queueName(ARGV[1], session)
redis.call('HSET', name, 'status', 'pending', 'tries', 0)
redis.call('HDEL', name, 'firstTryAt', 'error')
if not redis.call('LPOS', queue, ARGV[2]) then redis.call('RPUSH', queue, ARGV[2]) end
-- Redis before 7 has no PEXPIRETIME.
redis.call('PEXPIRE', queue, redis.call('PTTL', name))
redis.call('ZADD', KEYS[1], ARGV[3], session)
return 1`

/** KEYS: watched. ARGV: now, leaseExpiresAt, limit. Returns the sessions. */
export const CLAIM_WATCHED = `
local sessions = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, session in ipairs(sessions) do redis.call('ZADD', KEYS[1], ARGV[2], session) end
return sessions`

/**
 * KEYS: the session's hash, watched. ARGV: session, expected state, expected key of the current capture or '', its
 * expected leaseExpiresAt or '', dueAt or '', events or ''. Writes nothing if the session has changed.
 */
export const APPLY_SWEEP = `${ADD_EVENTS}
local s = redis.call('HMGET', KEYS[1], 'state', 'current', 'expiresAt')
local current = s[2] and cjson.decode(s[2])
if s[1] ~= ARGV[2] then return 0 end
if current and (current.key ~= ARGV[3] or current.leaseExpiresAt ~= tonumber(ARGV[4])) then return 0 end
if not current and ARGV[3] ~= '' then return 0 end
if ARGV[6] ~= '' then
  addEvents(cjson.decode(ARGV[6]), string.format('%.0f', tonumber(s[3]) + ${RETENTION_MS}))
  if current then
    current.isTold = true
    redis.call('HSET', KEYS[1], 'current', cjson.encode(current))
  end
end
if ARGV[5] == '' then redis.call('ZREM', KEYS[2], ARGV[1]) else redis.call('ZADD', KEYS[2], ARGV[5], ARGV[1]) end
return 1`

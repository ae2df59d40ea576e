/**
 * The scripts of the shared store. Each step of a session is one script, so that it is atomic and takes one round trip.
 *
 * KEYS: the session's hash and the hash of its fingerprints by Idempotency-Key, which expires earlier. The fields
 * `current` and `givenUp` are JSON without fingerprints. Redis encodes numbers of up to 14 digits exactly, and an empty
 * list as an object. A key that was read with HMGET and does not exist is false.
 */
import { MARK_SENT_FUNCTION } from '../limits/redisCallLease.js'
import { ADD_EVENTS } from './redisOutboxScripts.js'
import { ADD_NAME } from './redisSessionIndex.js'
import { ADD_USED_ID_FUNCTION } from './redisUsedIds.js'
import { RETENTION_MS } from './store.js'

/** An answer's hash field is this prefix and the key. Its value: 1 if counted or 0, its time, the sealed answer. */
export const ANSWER_PREFIX = 'answer:'

/** Lua: encodes a list. cjson would encode an empty one as `{}`. */
export const ENCODE_LIST = `
local function encodeList(list) return #list == 0 and '[]' or cjson.encode(list) end`

/** Lua: reads the current capture into `current`. `isHeld` tells whether the key ARGV[1] holds the lease. */
const HELD_CAPTURE = `
local s = redis.call('HMGET', KEYS[1], 'state', 'current')
local current = s[2] and cjson.decode(s[2])
local isHeld = s[1] == 'processing' and current and current.key == ARGV[1]`

/** ARGV: key. Returns 1 if it holds the lease. */
export const MARK_SENT = `${MARK_SENT_FUNCTION}
return markSent(KEYS[1], ARGV[1]) and 1 or 0`

/** ARGV: key, leaseExpiresAt. */
export const RENEW_LEASE = `${HELD_CAPTURE}
if not isHeld then return 0 end
current.leaseExpiresAt = tonumber(ARGV[2])
redis.call('HSET', KEYS[1], 'current', cjson.encode(current))
return 1`

/**
 * ARGV: key, state, current or '', idNumber, givenUp, the expiry of the fingerprints, and each key followed by its
 * fingerprint. Returns 1 if the key held the lease.
 */
export const RELEASE_LEASE = `${HELD_CAPTURE}
if not isHeld then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'idNumber', ARGV[4], 'givenUp', ARGV[5])
if ARGV[3] == '' then redis.call('HDEL', KEYS[1], 'current') else redis.call('HSET', KEYS[1], 'current', ARGV[3]) end
redis.call('DEL', KEYS[2])
for i = 7, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIREAT', KEYS[2], ARGV[6])
return 1`

/**
 * Writes a record unless there is one. ARGV: the expiry of the record, the expiry of the fingerprints, the number of
 * the record's values, its names and values, and each key followed by its fingerprint.
 */
export const RESTORE = `
if redis.call('EXISTS', KEYS[1]) == 1 then return end
local last = 3 + ARGV[3]
for i = 4, last, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIREAT', KEYS[1], ARGV[1])
redis.call('DEL', KEYS[2])
for i = last + 1, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIREAT', KEYS[2], ARGV[2])`

/** Stands for the gateway's response in the arguments of COMMIT if the answer has it. */
export const IN_ANSWER = '-'

/**
 * ARGV: key, state, attempts, now, idNumber or '', gateway, IN_ANSWER or '', answer or '', 1 if the answer has a token,
 * events or '', session, the arguments of addUsedId or three times '', and each key of the index that the session is
 * added to.
 * Returns 1 if the key held the lease.
 */
export const COMMIT = `${HELD_CAPTURE}${ADD_EVENTS}${ADD_NAME}${ADD_USED_ID_FUNCTION}
-- First, because the gateway has used the id even if the commit has no effect.
if ARGV[11] ~= '' then addUsedId(ARGV[11], ARGV[12], ARGV[13]) end
local answer = '${ANSWER_PREFIX}' .. ARGV[1]
local isTold = current and current.isTold == true or false
if not s[1] then return 0 end
local function addAnswer()
  if string.sub(ARGV[7], 1, 1) == '0' then
    local fields = redis.call('HGETALL', KEYS[1])
    for i = 1, #fields, 2 do
      local isAnswer = string.sub(fields[i], 1, ${ANSWER_PREFIX.length}) == '${ANSWER_PREFIX}'
      if isAnswer and string.sub(fields[i + 1], 1, 1) == '0' then redis.call('HDEL', KEYS[1], fields[i]) end
    end
  end
  redis.call('HSET', KEYS[1], answer, ARGV[7])
end
local function forget(key)
  redis.call('HDEL', KEYS[1], 'current')
  redis.call('HDEL', KEYS[2], key)
end
-- Selects the events like heldEvents and lateEvents of outbox.ts.
local function addCommitEvents(isLate)
  if ARGV[9] == '' then return end
  local write = cjson.decode(ARGV[9])
  local events = write.events
  write.events = {}
  for _, event in ipairs(events) do
    local fits = event.ifTold == nil or event.ifTold == isTold
    if isLate then fits = event.type == 'session.tokenized' end
    if isLate and s[1] == 'tokenized' then event.type = 'session.resolved' end
    if fits then table.insert(write.events, event) end
  end
  local expiresAt = tonumber(redis.call('HGET', KEYS[1], 'expiresAt')) + ${RETENTION_MS}
  addEvents(write, string.format('%.0f', expiresAt))
end
-- The session accepts no content any more, so no hash of a content may stay.
local function forgetGivenUp()
  redis.call('HSET', KEYS[1], 'givenUp', '[]')
  redis.call('DEL', KEYS[2])
end
if isHeld then
  redis.call('HSET', KEYS[1], 'state', ARGV[2], 'attempts', ARGV[3])
  if ARGV[2] == 'tokenized' then redis.call('HSET', KEYS[1], 'tokenKey', ARGV[1]) end
  if ARGV[2] == 'tokenized' or ARGV[2] == 'exhausted' then forgetGivenUp() end
  if ARGV[2] == 'unknown' then
    local now = tonumber(ARGV[4])
    current.leaseExpiresAt = 0
    current.lastRoundAt = now
    current.unknownSince = current.unknownSince or now
    if ARGV[9] ~= '' then current.isTold = true end
    redis.call('HSET', KEYS[1], 'current', cjson.encode(current))
  else forget(ARGV[1]) end
  if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'idNumber', ARGV[5]) end
  if ARGV[6] == '${IN_ANSWER}' then redis.call('HDEL', KEYS[1], 'gateway')
  elseif ARGV[6] ~= '' then redis.call('HSET', KEYS[1], 'gateway', ARGV[6]) end
  if ARGV[7] ~= '' then addAnswer() end
  local expiresAt = string.format('%.0f', tonumber(redis.call('HGET', KEYS[1], 'expiresAt')) + ${RETENTION_MS})
  for i = 14, #ARGV do addName(ARGV[i], ARGV[10], expiresAt) end
  addCommitEvents(false)
  return 1
end
if ARGV[8] ~= '1' or redis.call('HEXISTS', KEYS[1], answer) == 1 then return 0 end
addAnswer()
addCommitEvents(true)
if s[1] ~= 'tokenized' then redis.call('HDEL', KEYS[1], 'gateway') end
redis.call('HSET', KEYS[1], 'state', 'tokenized')
redis.call('HSETNX', KEYS[1], 'tokenKey', ARGV[1])
redis.call('HDEL', KEYS[1], 'current')
forgetGivenUp()
return 0`

/**
 * ARGV: the state, attempts, key of the current capture or '', and its leaseExpiresAt or '', all as read; events or ''.
 * Returns 0 if the session has changed.
 */
export const CANCEL = `${ADD_EVENTS}
local s = redis.call('HMGET', KEYS[1], 'state', 'attempts', 'current', 'expiresAt')
local current = s[3] and cjson.decode(s[3])
if s[1] ~= ARGV[1] or s[2] ~= ARGV[2] then return 0 end
if current and (current.key ~= ARGV[3] or current.leaseExpiresAt ~= tonumber(ARGV[4])) then return 0 end
-- The record had neither mark when it was read, so a request has been sent since then.
if current and (current.isSent or current.unknownSince) then return 0 end
if not current and ARGV[3] ~= '' then return 0 end
redis.call('HSET', KEYS[1], 'state', 'canceled', 'givenUp', '[]')
redis.call('HDEL', KEYS[1], 'current')
redis.call('DEL', KEYS[2])
if ARGV[5] ~= '' then addEvents(cjson.decode(ARGV[5]), string.format('%.0f', tonumber(s[4]) + ${RETENTION_MS})) end
return 1`

/** The rule of leaseRule.ts in Lua, so that one script decides and writes. Both are tested with the same sequences. */
import { COUNT_ATTEMPT_FUNCTION } from '../limits/redisAttemptLimiter.js'
import { GIVE_UP_MS, GIVE_UP_TRIES, MAX_RESOLVE_TRIES, ROUND_INTERVAL_MS } from './leaseRule.js'
import { MAX_LEASE_AHEAD_MS } from './leaseTime.js'
import { RESOLVE_MS } from './record.js'
import { ANSWER_PREFIX, ENCODE_LIST } from './redisScripts.js'
import { ADD_NAME } from './redisSessionIndex.js'
import { CLAIM_ID_FUNCTION } from './redisUsedIds.js'
import { RETENTION_MS } from './store.js'

/**
 * Reads the record, or begins the lost one. ARGV: key, fingerprint, 1 if the operation has an id, now, leaseExpiresAt;
 * of the session maxAttempts, expiresAt, participantId or ''; the lost record's current capture; the ids of the
 * sealing keys; the set of watched sessions or ''; the session's id; the set of a name that finds it, or ''; 1 if the
 * request won't wait for its turn; what claimId reads, its first value '' for no claim; what countAttempt reads, if an
 * attempt counts.
 */
const READ = `
local before = redis.call('HGETALL', KEYS[1])
local fingerprints = redis.call('HGETALL', KEYS[2])
local isLost = #before == 0
local s, fingerprintOf = {}, {}
for i = 1, #before, 2 do s[before[i]] = before[i + 1] end
for i = 1, #fingerprints, 2 do fingerprintOf[fingerprints[i]] = fingerprints[i + 1] end
if isLost then
  s = { state = 'unknown', attempts = 0, maxAttempts = ARGV[6], expiresAt = ARGV[7], idNumber = 1, current = ARGV[9] }
  if ARGV[8] ~= '' then s.participantId = ARGV[8] end
  fingerprintOf = {}
end
local key, fingerprint, now = ARGV[1], ARGV[2], tonumber(ARGV[4])
local attempts, maxAttempts = tonumber(s.attempts), tonumber(s.maxAttempts)
local expiresAt, idNumber = tonumber(s.expiresAt), tonumber(s.idNumber)
local current = s.current and cjson.decode(s.current)
local givenUp, granted = {}, nil
for _, capture in ipairs(cjson.decode(s.givenUp or '[]')) do
  -- Its fingerprint has expired: nothing leads to it any more.
  if fingerprintOf[capture.key] then table.insert(givenUp, capture) end
end`

/** Otherwise the lease would be granted, and then its record could not be opened. */
const HAS_KEYS = `
local function hasKeys()
  for name, value in pairs(s) do
    local sealed = (name == 'gateway' or name == 'details') and value
    if string.sub(name, 1, ${ANSWER_PREFIX.length}) == '${ANSWER_PREFIX}' then sealed = string.match(value, '^%d %d+ (.*)$') end
    if sealed and not string.find(ARGV[10], string.sub(sealed, 1, 8), 1, true) then return false end
  end
  return true
end`

const DECIDE = `
local function hasPassed(ms, at) return math.abs(now - at) >= ms end
local function isLeaseHeld()
  local left = s.state == 'processing' and current and current.leaseExpiresAt - now or 0
  return left > 0 and left <= ${MAX_LEASE_AHEAD_MS}
end
local function repeatRound(capture)
  granted = { key = key, idNumber = capture.idNumber, leaseExpiresAt = tonumber(ARGV[5]), isSent = ARGV[14] == '1',
    unknownSince = capture.unknownSince, resolveTries = capture.resolveTries + 1, lastRoundAt = now,
    isTold = capture.isTold }
end
local function hasRoundsLeft(unresolved)
  local tries = unresolved and unresolved.resolveTries or 0
  for _, capture in ipairs(givenUp) do tries = tries + capture.resolveTries end
  return tries < ${MAX_RESOLVE_TRIES}
end
local function refuseRound(unresolved)
  if not hasRoundsLeft(unresolved) then return 'needs_new_session' end
  local isOver = not unresolved or hasPassed(${ROUND_INTERVAL_MS}, unresolved.lastRoundAt)
  for _, capture in ipairs(givenUp) do isOver = isOver and hasPassed(${ROUND_INTERVAL_MS}, capture.lastRoundAt) end
  if not isOver then return 'too_soon' end
end
local function decideOpen()
  if attempts >= maxAttempts then return 'ended' end
  for i, earlier in ipairs(givenUp) do
    if fingerprintOf[earlier.key] == fingerprint then
      local refusal = refuseRound()
      if refusal then return refusal end
      table.remove(givenUp, i)
      return repeatRound(earlier)
    end
  end
  if attempts + #givenUp >= maxAttempts then return 'too_many_keys' end
  granted = { key = key, idNumber = ARGV[3] == '1' and idNumber or 0, leaseExpiresAt = tonumber(ARGV[5]),
    isSent = ARGV[14] == '1', resolveTries = 0, lastRoundAt = now }
end
local function decide()
  if s['${ANSWER_PREFIX}' .. key] then return 'answered' end
  if s.state ~= 'open' and s.state ~= 'processing' and s.state ~= 'unknown' then return 'ended' end
  if isLeaseHeld() then return 'in_progress' end
  local isUnresolved = current and
    (s.state == 'unknown' or (s.state == 'processing' and (current.isSent or current.unknownSince)))
  if now >= expiresAt + (isUnresolved and ${RESOLVE_MS} or 0) then return 'expired' end
  local isOther = isUnresolved and current.key == key and fingerprintOf[key] ~= fingerprint
  for _, capture in ipairs(givenUp) do
    if capture.key == key and fingerprintOf[key] ~= fingerprint then isOther = true end
  end
  if isOther then return 'other_content' end
  if not isUnresolved then return decideOpen() end
  current.unknownSince = current.unknownSince or current.leaseExpiresAt
  local known = fingerprintOf[current.key]
  if known == nil or known == fingerprint then
    local refusal = refuseRound(current)
    if refusal then return refusal end
    return repeatRound(current)
  end
  if now >= expiresAt then return 'expired' end
  local isGivenUp = current.resolveTries >= ${GIVE_UP_TRIES} or hasPassed(${GIVE_UP_MS}, current.unknownSince)
  local isStuck = s.participantId and current.idNumber > 0
  local isFull = attempts + #givenUp + 1 >= maxAttempts
  local mayChange = isGivenUp and not isStuck and not isFull
  if not hasRoundsLeft(current) or (isGivenUp and not mayChange) then return 'needs_new_session' end
  if not mayChange then return 'in_progress' end
  if current.idNumber == idNumber then idNumber = idNumber + 1 end
  current.leaseExpiresAt = nil
  current.isSent = nil
  table.insert(givenUp, current)
  return decideOpen()
end`

/**
 * Returns why the lease is refused or '', the two hashes before the change, the current capture, and what became of the
 * claim. An attempt that exceeds a limit returns 'exceeded' and its counts.
 */
export const ACQUIRE_LEASE = `${ENCODE_LIST}${ADD_NAME}${CLAIM_ID_FUNCTION}${COUNT_ATTEMPT_FUNCTION}${READ}${HAS_KEYS}${DECIDE}
if not hasKeys() then return { 'missing_key' } end
local refusal = decide()
if refusal then return { refusal, before, fingerprints } end
-- Counters and claim first, because a script that fails keeps what it wrote: it must leave no lease behind.
if ARGV[19] and not granted.unknownSince then
  local isExceeded, counts = countAttempt(19)
  if isExceeded then return { 'exceeded', counts } end
end
local claimed = ARGV[15] ~= '' and claimId(ARGV[15], ARGV[16], ARGV[17], ARGV[18], granted.unknownSince) or ''
if isLost then
  redis.call('HSET', KEYS[1], 'attempts', 0, 'maxAttempts', ARGV[6], 'expiresAt', ARGV[7])
  if ARGV[8] ~= '' then redis.call('HSET', KEYS[1], 'participantId', ARGV[8]) end
  redis.call('PEXPIREAT', KEYS[1], expiresAt + ${RETENTION_MS})
end
redis.call('HSET', KEYS[1], 'state', 'processing', 'idNumber', idNumber, 'givenUp', encodeList(givenUp),
  'current', cjson.encode(granted))
redis.call('DEL', KEYS[2])
for _, capture in ipairs(givenUp) do redis.call('HSET', KEYS[2], capture.key, fingerprintOf[capture.key]) end
redis.call('HSET', KEYS[2], key, fingerprint)
redis.call('PEXPIREAT', KEYS[2], expiresAt + ${RESOLVE_MS})
if ARGV[11] ~= '' then redis.call('ZADD', ARGV[11], ARGV[5], ARGV[12]) end
if ARGV[13] ~= '' then addName(ARGV[13], ARGV[12], expiresAt + ${RETENTION_MS}) end
return { '', before, fingerprints, cjson.encode(granted), claimed }`

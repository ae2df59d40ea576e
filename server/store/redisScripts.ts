/** The scripts of the shared store. Each step of a session is one script, so that it is atomic and takes one round trip. */
import { RESOLVE_MS } from './store.js'

/** The hash field of an idempotency record: this and its key. */
export const RECORD_PREFIX = 'idempotency:'

/** KEYS: the session. ARGV: key, fingerprint, now, leaseExpiresAt. Returns 1 or 0, and the hash before the change. */
export const ACQUIRE_LEASE = `
local before = redis.call('HGETALL', KEYS[1])
if #before == 0 then return false end
local s = {}
for i = 1, #before, 2 do s[before[i]] = before[i + 1] end
local now = tonumber(ARGV[3])
local left = tonumber(s.expiresAt) - now
local isOpen = s.state == 'open' and left > 0 and tonumber(s.attempts) < tonumber(s.maxAttempts)
local unknown = s.state == 'unknown' or (s.state == 'processing' and tonumber(s.leaseExpiresAt) <= now)
local isRetry = unknown and s.fingerprint == ARGV[2] and left > -${RESOLVE_MS}
local record = cjson.decode(s['${RECORD_PREFIX}' .. ARGV[1]] or '{}')
local acquired = (isOpen or isRetry) and not record.result and (record.fingerprint or ARGV[2]) == ARGV[2]
if acquired then
  redis.call('HSET', KEYS[1], 'state', 'processing', 'key', ARGV[1], 'fingerprint', ARGV[2],
    'leaseExpiresAt', ARGV[4], '${RECORD_PREFIX}' .. ARGV[1], '{"fingerprint":"' .. ARGV[2] .. '"}')
end
return { acquired and 1 or 0, before }`

/** KEYS: the session. ARGV: key, leaseExpiresAt. */
export const RENEW_LEASE = `
local s = redis.call('HMGET', KEYS[1], 'state', 'key')
if s[1] == 'processing' and s[2] == ARGV[1] then redis.call('HSET', KEYS[1], 'leaseExpiresAt', ARGV[2]) end
return 1`

/**
 * KEYS: the session. ARGV: key, state, attempts, result or '', gateway or '', idNumber or ''. Returns 1 if this key
 * still had the lease.
 */
export const COMMIT = `
local s = redis.call('HMGET', KEYS[1], 'state', 'key', 'fingerprint')
if s[1] ~= 'processing' or s[2] ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'attempts', ARGV[3], 'leaseExpiresAt', 0)
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], '${RECORD_PREFIX}' .. ARGV[1], '{"fingerprint":"' .. s[3] .. '","result":' .. ARGV[4] .. '}')
end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'gateway', ARGV[5]) end
if ARGV[6] ~= '' then redis.call('HSET', KEYS[1], 'idNumber', ARGV[6]) end
return 1`

/** KEYS: the session. ARGV: key, state, previous key or '', previous fingerprint or '', whether the key is new. */
export const RELEASE_LEASE = `
local s = redis.call('HMGET', KEYS[1], 'state', 'key')
if s[1] ~= 'processing' or s[2] ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'leaseExpiresAt', 0)
for i, name in ipairs({ 'key', 'fingerprint' }) do
  if ARGV[2 + i] == '' then redis.call('HDEL', KEYS[1], name) else redis.call('HSET', KEYS[1], name, ARGV[2 + i]) end
end
if ARGV[5] == '1' then redis.call('HDEL', KEYS[1], '${RECORD_PREFIX}' .. ARGV[1]) end
return 1`

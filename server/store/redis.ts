/**
 * The shared store, for several processes and machines: one hash per session in Redis or Valkey.
 * Each step is one script, so it is atomic and takes one round trip.
 */
import { Redis } from 'ioredis'
import {
  RESOLVE_MS,
  RETENTION_MS,
  stateBeforeLease,
  type SessionRecord,
  type Store,
  type StoredState,
} from './store.js'

const CONNECT_TIMEOUT_MS = 2000
const COMMAND_TIMEOUT_MS = 2000
const MAX_RECONNECT_DELAY_MS = 1000
const PROBE_TTL_MS = 60_000
const RECORD_PREFIX = 'idempotency:'

/** KEYS: the session. ARGV: key, fingerprint, now, leaseExpiresAt. Returns 1 or 0, and the hash before the change. */
const ACQUIRE_LEASE = `
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
const RENEW_LEASE = `
local s = redis.call('HMGET', KEYS[1], 'state', 'key')
if s[1] == 'processing' and s[2] == ARGV[1] then redis.call('HSET', KEYS[1], 'leaseExpiresAt', ARGV[2]) end
return 1`

/**
 * KEYS: the session. ARGV: key, state, attempts, result or '', gateway or ''. Returns 1 if this key still had the
 * lease.
 */
const COMMIT = `
local s = redis.call('HMGET', KEYS[1], 'state', 'key', 'fingerprint')
if s[1] ~= 'processing' or s[2] ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'attempts', ARGV[3], 'leaseExpiresAt', 0)
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], '${RECORD_PREFIX}' .. ARGV[1], '{"fingerprint":"' .. s[3] .. '","result":' .. ARGV[4] .. '}')
end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'gateway', ARGV[5]) end
return 1`

/** KEYS: the session. ARGV: key, state, previous key or '', previous fingerprint or '', whether the key is new. */
const RELEASE_LEASE = `
local s = redis.call('HMGET', KEYS[1], 'state', 'key')
if s[1] ~= 'processing' or s[2] ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'leaseExpiresAt', 0)
for i, name in ipairs({ 'key', 'fingerprint' }) do
  if ARGV[2 + i] == '' then redis.call('HDEL', KEYS[1], name) else redis.call('HSET', KEYS[1], name, ARGV[2 + i]) end
end
if ARGV[5] == '1' then redis.call('HDEL', KEYS[1], '${RECORD_PREFIX}' .. ARGV[1]) end
return 1`

type Scripts = Redis & {
  releaseLease(key: string, ...values: (string | number)[]): Promise<number>
  acquireLease(key: string, ...values: (string | number)[]): Promise<[number, string[]] | null>
  renewLease(key: string, ...values: (string | number)[]): Promise<number>
  commitCapture(key: string, ...values: (string | number)[]): Promise<number>
}

/**
 * Connects to `url` (`redis:` or `rediss:`) and reconnects forever. While there is no connection, commands reject at
 * once. `onOutage` gets the error, once per outage.
 */
export function connectRedis(url: string, onOutage: (error: Error) => void = () => undefined): Redis {
  const redis = new Redis(url, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (tries) => Math.min(tries * 100, MAX_RECONNECT_DELAY_MS),
  })
  let isDown = false
  redis.on('ready', () => {
    isDown = false
  })
  // Without a listener ioredis prints every failed reconnect.
  redis.on('error', (error: Error) => {
    if (!isDown) onOutage(error)
    isDown = true
  })
  return redis
}

/** The store on an open connection, which it closes with itself. */
export function createRedisStore(connection: Redis): Store {
  const redis = connection as Scripts
  redis.defineCommand('acquireLease', { numberOfKeys: 1, lua: ACQUIRE_LEASE })
  redis.defineCommand('renewLease', { numberOfKeys: 1, lua: RENEW_LEASE })
  redis.defineCommand('releaseLease', { numberOfKeys: 1, lua: RELEASE_LEASE })
  redis.defineCommand('commitCapture', { numberOfKeys: 1, lua: COMMIT })

  return {
    async create({ merchant, id, maxAttempts, expiresAt }) {
      const key = sessionKey(merchant, id)
      const fields = { state: 'open', attempts: 0, maxAttempts, expiresAt, leaseExpiresAt: 0 }
      await redis
        .multi()
        .hset(key, fields)
        .pexpireat(key, expiresAt + RETENTION_MS)
        .exec()
    },
    async read(merchant, id) {
      const fields = await redis.hgetall(sessionKey(merchant, id))
      return fields.state === undefined ? undefined : toSessionRecord(merchant, id, fields)
    },
    async acquireLease({ merchant, id, key, fingerprint, now, leaseExpiresAt }) {
      const reply = await redis.acquireLease(sessionKey(merchant, id), key, fingerprint, now, leaseExpiresAt)
      if (!reply) return undefined
      const [acquired, before] = reply
      return { acquired: acquired === 1, record: toSessionRecord(merchant, id, toFields(before)) }
    },
    async renewLease({ merchant, id, key, leaseExpiresAt }) {
      await redis.renewLease(sessionKey(merchant, id), key, leaseExpiresAt)
    },
    async releaseLease({ merchant, id, key }, before) {
      const values = [
        key,
        stateBeforeLease(before),
        before.key ?? '',
        before.fingerprint ?? '',
        before.idempotencyRecords[key] === undefined ? 1 : 0,
      ]
      return (await redis.releaseLease(sessionKey(merchant, id), ...values)) === 1
    },
    async commit({ merchant, id, key, state, attempts, result, gateway }) {
      const values = [
        key,
        state,
        attempts,
        result ? JSON.stringify(result) : '',
        gateway ? JSON.stringify(gateway) : '',
      ]
      return (await redis.commitCapture(sessionKey(merchant, id), ...values)) === 1
    },
    async probe() {
      // Writes, because a replica and a server without free memory can still be read.
      await redis.set('capture:probe', '1', 'PX', PROBE_TTL_MS)
    },
    close() {
      redis.disconnect()
      return Promise.resolve()
    },
  }
}

/**
 * Merchant ids contain no colon, so keys of different merchants can't collide. The version rises with the fields, so
 * that servers of two versions never read each other's records.
 */
function sessionKey(merchant: string, id: string): string {
  return `capture:session-2:${merchant}:${id}`
}

function toFields(flat: string[]): Record<string, string> {
  return Object.fromEntries(
    flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : [])),
  )
}

function toSessionRecord(merchant: string, id: string, fields: Record<string, string>): SessionRecord {
  const records = Object.entries(fields)
    .filter(([name]) => name.startsWith(RECORD_PREFIX))
    .map(([name, json]) => [name.slice(RECORD_PREFIX.length), JSON.parse(json) as unknown])
  return {
    merchant,
    id,
    // Fields that only this file writes.
    state: fields.state as StoredState,
    attempts: Number(fields.attempts),
    maxAttempts: Number(fields.maxAttempts),
    expiresAt: Number(fields.expiresAt),
    leaseExpiresAt: Number(fields.leaseExpiresAt),
    idempotencyRecords: Object.fromEntries(records) as SessionRecord['idempotencyRecords'],
    ...(fields.key !== undefined && { key: fields.key }),
    ...(fields.fingerprint !== undefined && { fingerprint: fields.fingerprint }),
    ...(fields.gateway !== undefined && {
      gateway: JSON.parse(fields.gateway) as NonNullable<SessionRecord['gateway']>,
    }),
  }
}

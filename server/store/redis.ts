/**
 * The shared store: one hash a session in Redis or Valkey, for several processes and machines.
 * Each step is one script, so it is atomic and one round trip.
 */
import { Redis } from 'ioredis'
import { RESOLVE_MS, RETENTION_MS, type SessionRecord, type Store, type StoredState } from './store.js'

const CONNECT_TIMEOUT_MS = 2000
const COMMAND_TIMEOUT_MS = 2000
const LONGEST_PAUSE_MS = 1000
const CHECK_KEPT_MS = 60_000
const ANSWER = 'answer:'

/** KEYS: the session. ARGV: key, fingerprint, now, heldUntil. Answers 1 or 0, and the hash as it was before. */
const BEGIN = `
local before = redis.call('HGETALL', KEYS[1])
if #before == 0 then return false end
local s = {}
for i = 1, #before, 2 do s[before[i]] = before[i + 1] end
local now = tonumber(ARGV[3])
local left = tonumber(s.expiresAt) - now
local fresh = s.state == 'open' and left > 0 and tonumber(s.attempts) < tonumber(s.maxAttempts)
local unknown = s.state == 'unknown' or (s.state == 'processing' and tonumber(s.heldUntil) <= now)
local again = unknown and s.fingerprint == ARGV[2] and left > -${RESOLVE_MS}
local ofKey = cjson.decode(s['${ANSWER}' .. ARGV[1]] or '{}')
local begun = (fresh or again) and not ofKey.told and (ofKey.fingerprint or ARGV[2]) == ARGV[2]
if begun then
  redis.call('HSET', KEYS[1], 'state', 'processing', 'key', ARGV[1], 'fingerprint', ARGV[2],
    'heldUntil', ARGV[4], '${ANSWER}' .. ARGV[1], '{"fingerprint":"' .. ARGV[2] .. '"}')
end
return { begun and 1 or 0, before }`

/** KEYS: the session. ARGV: key, heldUntil. */
const RENEW = `
local s = redis.call('HMGET', KEYS[1], 'state', 'key')
if s[1] == 'processing' and s[2] == ARGV[1] then redis.call('HSET', KEYS[1], 'heldUntil', ARGV[2]) end
return 1`

/** KEYS: the session. ARGV: key, state, attempts, told or '', gateway or ''. Answers 1 if the hold was ours. */
const FINISH = `
local s = redis.call('HMGET', KEYS[1], 'state', 'key', 'fingerprint')
if s[1] ~= 'processing' or s[2] ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'attempts', ARGV[3], 'heldUntil', 0)
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], '${ANSWER}' .. ARGV[1], '{"fingerprint":"' .. s[3] .. '","told":' .. ARGV[4] .. '}')
end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'gateway', ARGV[5]) end
return 1`

type Scripts = Redis & {
  beginCapture(key: string, ...values: (string | number)[]): Promise<[number, string[]] | null>
  renewCapture(key: string, ...values: (string | number)[]): Promise<number>
  finishCapture(key: string, ...values: (string | number)[]): Promise<number>
}

/**
 * Connects to `url` (`redis:` or `rediss:`) and keeps trying; what can't be asked right now rejects at once.
 * `onOutage` hears why there is no connection, once until there is one.
 */
export function connectRedis(url: string, onOutage: (error: Error) => void = () => undefined): Redis {
  const redis = new Redis(url, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (tries) => Math.min(tries * 100, LONGEST_PAUSE_MS),
  })
  let isOut = false
  redis.on('ready', () => {
    isOut = false
  })
  // Without a listener the client would print every reconnect.
  redis.on('error', (error: Error) => {
    if (!isOut) onOutage(error)
    isOut = true
  })
  return redis
}

export function createRedisStore(connection: Redis): Store {
  const redis = connection as Scripts
  redis.defineCommand('beginCapture', { numberOfKeys: 1, lua: BEGIN })
  redis.defineCommand('renewCapture', { numberOfKeys: 1, lua: RENEW })
  redis.defineCommand('finishCapture', { numberOfKeys: 1, lua: FINISH })

  return {
    async create({ merchant, id, maxAttempts, expiresAt }) {
      const key = keyOf(merchant, id)
      const fields = { state: 'open', attempts: 0, maxAttempts, expiresAt, heldUntil: 0 }
      await redis
        .multi()
        .hset(key, fields)
        .pexpireat(key, expiresAt + RETENTION_MS)
        .exec()
    },
    async read(merchant, id) {
      const fields = await redis.hgetall(keyOf(merchant, id))
      return fields.state === undefined ? undefined : recordOf(merchant, id, fields)
    },
    async begin({ merchant, id, key, fingerprint, now, heldUntil }) {
      const answer = await redis.beginCapture(keyOf(merchant, id), key, fingerprint, now, heldUntil)
      if (!answer) return undefined
      const [begun, before] = answer
      return { begun: begun === 1, record: recordOf(merchant, id, fieldsOf(before)) }
    },
    async renew({ merchant, id, key, heldUntil }) {
      await redis.renewCapture(keyOf(merchant, id), key, heldUntil)
    },
    async finish({ merchant, id, key, state, attempts, told, gateway }) {
      const values = [
        key,
        state,
        attempts,
        told ? JSON.stringify(told) : '',
        gateway ? JSON.stringify(gateway) : '',
      ]
      return (await redis.finishCapture(keyOf(merchant, id), ...values)) === 1
    },
    async check() {
      // A replica, or a server whose memory is full, can be read all the same.
      await redis.set('capture:check', '1', 'PX', CHECK_KEPT_MS)
    },
    close() {
      redis.disconnect()
      return Promise.resolve()
    },
  }
}

/** Merchant ids have no colon, so no session of one can be named as another's. */
function keyOf(merchant: string, id: string): string {
  return `capture:${merchant}:${id}`
}

function fieldsOf(flat: string[]): Record<string, string> {
  return Object.fromEntries(
    flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : [])),
  )
}

function recordOf(merchant: string, id: string, fields: Record<string, string>): SessionRecord {
  const answers = Object.entries(fields)
    .filter(([name]) => name.startsWith(ANSWER))
    .map(([name, json]) => [name.slice(ANSWER.length), JSON.parse(json) as unknown])
  return {
    merchant,
    id,
    // Fields that this file alone writes.
    state: fields.state as StoredState,
    attempts: Number(fields.attempts),
    maxAttempts: Number(fields.maxAttempts),
    expiresAt: Number(fields.expiresAt),
    heldUntil: Number(fields.heldUntil),
    answers: Object.fromEntries(answers) as SessionRecord['answers'],
    ...(fields.key !== undefined && { key: fields.key }),
    ...(fields.fingerprint !== undefined && { fingerprint: fields.fingerprint }),
    ...(fields.gateway !== undefined && {
      gateway: JSON.parse(fields.gateway) as NonNullable<SessionRecord['gateway']>,
    }),
  }
}

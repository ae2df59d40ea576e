/**
 * The shared store, for several processes and machines: one hash per session in Redis or Valkey.
 */
import { Redis } from 'ioredis'
import { createUsedIds } from './redisUsedIds.js'
import { ACQUIRE_LEASE, COMMIT, RECORD_PREFIX, RELEASE_LEASE, RENEW_LEASE } from './redisScripts.js'
import {
  RETENTION_MS,
  stateBeforeLease,
  type CaptureCommit,
  type SessionRecord,
  type Store,
  type StoredState,
} from './store.js'

const CONNECT_TIMEOUT_MS = 2000
const COMMAND_TIMEOUT_MS = 2000
const MAX_RECONNECT_DELAY_MS = 1000
const PROBE_TTL_MS = 60_000

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

  const usedIds = createUsedIds(redis)

  return {
    async create(session) {
      const { merchant, id, expiresAt } = session
      const key = sessionKey(merchant, id)
      await redis
        .multi()
        .hset(key, newFields(session))
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
    findUsedId: usedIds.find,
    addUsedId: usedIds.add,
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
    async commit(capture) {
      const { merchant, id, usedId } = capture
      // First, because the gateway has used the id whatever becomes of the commit. Its key may be on another node.
      if (usedId) await usedIds.add(merchant, usedId)
      return (await redis.commitCapture(sessionKey(merchant, id), ...commitValues(capture))) === 1
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
  return `capture:session-3:${merchant}:${id}`
}

function commitValues({ key, state, attempts, result, gateway, idNumber }: CaptureCommit) {
  const json = (value: unknown) => (value === undefined ? '' : JSON.stringify(value))
  return [key, state, attempts, json(result), json(gateway), idNumber ?? '']
}

function newFields({ maxAttempts, expiresAt, participantId }: Parameters<Store['create']>[0]) {
  const fields = { state: 'open', attempts: 0, maxAttempts, expiresAt, leaseExpiresAt: 0, idNumber: 1 }
  return participantId === undefined ? fields : { ...fields, participantId }
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
    idNumber: Number(fields.idNumber),
    ...(fields.participantId !== undefined && { participantId: fields.participantId }),
    idempotencyRecords: Object.fromEntries(records) as SessionRecord['idempotencyRecords'],
    ...(fields.key !== undefined && { key: fields.key }),
    ...(fields.fingerprint !== undefined && { fingerprint: fields.fingerprint }),
    ...(fields.gateway !== undefined && {
      gateway: JSON.parse(fields.gateway) as NonNullable<SessionRecord['gateway']>,
    }),
  }
}

/**
 * The shared store, for several processes and machines: two hashes per session in Redis or Valkey. It needs one Redis
 * with replicas and not a cluster, because one script changes a session, the counters of the limits and the merchant's
 * id.
 */
import type { Redis } from 'ioredis'
import { RESOLVE_MS, type SessionRecord } from './record.js'
import { createCreations } from './redisCreations.js'
import { createAcquireLease } from './redisLease.js'
import { createRedisOutbox, encodeEvents } from './redisOutbox.js'
import {
  sessionKeys,
  toAnswerField,
  toCaptureFields,
  toSessionFields,
  toSessionRecord,
} from './redisRecord.js'
import { createReviews } from './redisReviews.js'
import { CANCEL, COMMIT, IN_ANSWER, MARK_SENT, RELEASE_LEASE, RENEW_LEASE, RESTORE } from './redisScripts.js'
import { createSessionIndex, indexKey } from './redisSessionIndex.js'
import { createUsedIds, usedIdValues } from './redisUsedIds.js'
import { createSealer, type Sealer } from './seal.js'
import { sealGateway } from './sealedValues.js'
import { RETENTION_MS, type CaptureCommit, type Store } from './store.js'

const PROBE_TTL_MS = 60_000
/**
 * Writes, because a replica and a server without free memory can still be read. Uses a script, as the leases do,
 * because an ACL may allow commands but forbid scripts.
 */
const PROBE = "return redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])"

type Script<Reply> = (...values: (string | number)[]) => Promise<Reply>
type Scripts = Redis & {
  markSent: Script<number>
  renewLease: Script<number>
  releaseLease: Script<number>
  commitCapture: Script<number>
  cancelSession: Script<number>
  restoreRecord: Script<null>
}

/** The store on an open connection, which `close` closes. `sealingKeys` returns the current keys. */
export function createRedisStore(connection: Redis, sealingKeys: () => Buffer[]): Store {
  const redis = defineScripts(connection)
  const sealer = createSealer(sealingKeys)
  const usedIds = createUsedIds(redis)

  async function read(merchant: string, id: string) {
    const [key, fingerprintsKey] = sessionKeys({ merchant, id })
    const replies = await redis.multi().hgetall(key).hgetall(fingerprintsKey).exec()
    const [fields = {}, fingerprints = {}] = (replies ?? []).map(([error, hash]) => {
      if (error) throw error
      return hash as Record<string, string>
    })
    if (fields.state === undefined) return undefined
    return toSessionRecord(merchant, id, { fields, fingerprints }, sealer)
  }

  return {
    ...createCreations(redis, sealer),
    read,
    list: createSessionIndex(connection, read),
    async cancel(record, eventWrite) {
      const { state, attempts, current } = record
      const capture = current ? [current.key, current.leaseExpiresAt] : ['', '']
      const events = eventWrite ? encodeEvents(sealer, record, eventWrite) : ''
      return (await redis.cancelSession(...sessionKeys(record), state, attempts, ...capture, events)) === 1
    },
    ...createReviews(connection, sealer),
    outbox: createRedisOutbox(connection, { sealer, read }),
    acquireLease: createAcquireLease(connection, sealer),
    findUsedId: usedIds.find,
    addUsedId: usedIds.add,
    claimId: usedIds.claim,
    releaseId: usedIds.release,
    async markSent(lease) {
      return (await redis.markSent(...sessionKeys(lease), lease.key)) === 1
    },
    async renewLease(lease) {
      await redis.renewLease(...sessionKeys(lease), lease.key, lease.leaseExpiresAt)
    },
    async releaseLease(lease, before) {
      const { current, givenUp, fingerprints } = toCaptureFields(before)
      const values = [before.state, current, before.idNumber, givenUp, before.expiresAt + RESOLVE_MS]
      return (await redis.releaseLease(...sessionKeys(lease), lease.key, ...values, ...fingerprints)) === 1
    },
    async commit(capture) {
      return (await redis.commitCapture(...sessionKeys(capture), ...commitValues(sealer, capture))) === 1
    },
    restore: (record) => restore(redis, sealer, record),
    async probe() {
      await redis.eval(PROBE, 1, 'capture:probe', PROBE_TTL_MS)
    },
    close() {
      redis.disconnect()
      return Promise.resolve()
    },
  }
}

function defineScripts(redis: Redis): Scripts {
  redis.defineCommand('markSent', { numberOfKeys: 2, lua: MARK_SENT })
  redis.defineCommand('renewLease', { numberOfKeys: 2, lua: RENEW_LEASE })
  redis.defineCommand('releaseLease', { numberOfKeys: 2, lua: RELEASE_LEASE })
  redis.defineCommand('restoreRecord', { numberOfKeys: 2, lua: RESTORE })
  redis.defineCommand('commitCapture', { numberOfKeys: 2, lua: COMMIT })
  redis.defineCommand('cancelSession', { numberOfKeys: 2, lua: CANCEL })
  return redis as Scripts
}

async function restore(redis: Scripts, sealer: Sealer, record: SessionRecord): Promise<void> {
  const ends = [record.expiresAt + RETENTION_MS, record.expiresAt + RESOLVE_MS]
  const values = Object.entries(toSessionFields(record, sealer)).flat()
  const { fingerprints } = toCaptureFields(record)
  await redis.restoreRecord(...sessionKeys(record), ...ends, values.length, ...values, ...fingerprints)
}

function commitValues(sealer: Sealer, capture: CaptureCommit) {
  const { key, state, attempts, now, idNumber, answer } = capture
  const sealed = answer && toAnswerField(sealer, capture, answer)
  const gateway = answer?.gateway
    ? IN_ANSWER
    : capture.gateway && sealGateway(sealer, capture, capture.gateway)
  const hasToken = answer !== undefined && 'token' in answer.result
  const events = capture.eventWrite ? encodeEvents(sealer, capture, capture.eventWrite) : ''
  const names = (capture.indexNames ?? []).map((name) => indexKey(capture.merchant, name))
  const written = [gateway ?? '', sealed ?? '', hasToken ? 1 : 0, events]
  const usedId = capture.usedId ? usedIdValues(capture.usedId) : ['', '', '']
  return [key, state, attempts, now, idNumber ?? '', ...written, capture.id, ...usedId, ...names]
}

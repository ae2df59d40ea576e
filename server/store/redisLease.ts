/** The shared store's lease. One script decides, counts the attempt, claims the merchant's id, and writes. */
import type { Redis } from 'ioredis'
import { createRedisAttemptLimiter } from '../limits/redisAttemptLimiter.js'
import type { LeaseRefusal } from './leaseRule.js'
import { lostRecord } from './lostRecord.js'
import type { CurrentCapture } from './record.js'
import { ACQUIRE_LEASE } from './redisLeaseScript.js'
import { outboxKeys } from './redisOutboxScripts.js'
import { sessionKeys, toHashes, toSessionRecord, withoutFingerprint, type FlatHash } from './redisRecord.js'
import { indexKey } from './redisSessionIndex.js'
import { claimValues, toClaimResult } from './redisUsedIds.js'
import { MissingSealingKeyError, type Sealer } from './seal.js'
import type { LeaseRequest, Store } from './store.js'

type Reply =
  | ['missing_key']
  | ['exceeded', counts: number[]]
  | [refusal: LeaseRefusal, before: FlatHash, fingerprints: FlatHash]
  | ['', before: FlatHash, fingerprints: FlatHash, current: string, claimed: string]
type Scripts = Redis & { acquireLease: (...values: (string | number)[]) => Promise<Reply> }

export function createAcquireLease(connection: Redis, sealer: Sealer): Store['acquireLease'] {
  connection.defineCommand('acquireLease', { numberOfKeys: 2, lua: ACQUIRE_LEASE })
  const redis = connection as Scripts
  const toScripted = createRedisAttemptLimiter(connection)

  return async (request) => {
    const { merchant, id, fingerprint, now, session, idClaim } = request
    const attempt = toScripted(request.attempt)
    const values = [...leaseValues(request, sealer), ...attempt.values]
    const reply = await redis.acquireLease(...sessionKeys(request), ...values)
    if (reply[0] === 'missing_key') throw new MissingSealingKeyError()
    if (reply[0] === 'exceeded') return { exceeded: attempt.toExceeded(reply[1]) }
    const [refusal, fields, fingerprints, encoded, claimed] = reply
    const before =
      fields.length === 0
        ? lostRecord(session, now)
        : toSessionRecord(merchant, id, toHashes(fields, fingerprints), sealer)
    if (refusal !== '') return { before, refusal }
    const current = { ...(JSON.parse(encoded) as CurrentCapture), fingerprint }
    const settle = current.unknownSince === undefined ? attempt.begin() : attempt.exempt()
    const lease = { before, current, settle }
    return idClaim ? { ...lease, claimed: toClaimResult(claimed) } : lease
  }
}

/** The script's arguments before those of the attempt. */
function leaseValues(request: LeaseRequest, sealer: Sealer): (string | number)[] {
  const { merchant, id, key, fingerprint, usesId, now, leaseExpiresAt, session, idClaim } = request
  const lost = lostRecord(session, now).current
  return [
    ...[key, fingerprint, usesId ? 1 : 0, now, leaseExpiresAt],
    ...[session.maxAttempts, session.expiresAt, session.participantId ?? ''],
    ...[lost ? withoutFingerprint(lost) : '', sealer.keyIds().join()],
    ...[request.isWatched ? outboxKeys(merchant).watched : '', id],
    ...[request.indexName === undefined ? '' : indexKey(merchant, request.indexName), request.isSent ? 1 : 0],
    ...(idClaim ? claimValues(idClaim) : ['', '', '', '']),
  ]
}

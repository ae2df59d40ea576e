/**
 * The embedded store's table of failed attempts by address, with which the limiter continues after a restart. An
 * address is stored as an HMAC. The key of the HMAC is random, and is stored sealed.
 */
import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import type Database from 'libsql'
import type { FailedAttempts } from '../limits/memoryAttemptLimiter.js'
import { atIntervals } from './atIntervals.js'
import { prepare } from './libsqlPrepare.js'
import * as sql from './libsqlStatements.js'
import { MissingSealingKeyError, type Sealer } from './seal.js'

const DAY_MS = 24 * 3_600_000
/** Enough to distinguish addresses. */
const NAME_CHARACTERS = 22

type FailedAttemptsTable = Pick<FailedAttempts, 'nameAddress'> & {
  read: (merchant: string, now: number) => ReturnType<FailedAttempts['read']>
  /** Call it in a transaction. */
  add: (merchant: string, address: string, at: number) => void
}

export function createFailedAttempts(database: Database.Database, sealer: Sealer): FailedAttemptsTable {
  const select = prepare(database, sql.SELECT_FAILED_ATTEMPTS)
  const insert = prepare(database, sql.INSERT_FAILED_ATTEMPT)
  const purgeOld = prepare(database, sql.PURGE_FAILED_ATTEMPTS)
  const purge = atIntervals((now) => {
    purgeOld.run({ before: now - DAY_MS })
  })
  const key = createSecretKey(database.transaction(() => loadKey(database, sealer)).immediate())
  // Caches the latest name, because each capture needs the name of its address twice.
  let latest = { address: '', name: '' }
  const nameAddress = (address: string) => {
    if (address !== latest.address) {
      const name = createHmac('sha256', key).update(address).digest('base64url').slice(0, NAME_CHARACTERS)
      latest = { address, name }
    }
    return latest.name
  }

  return {
    nameAddress,
    read: (merchant, now) =>
      select.all({ merchant, after: now - DAY_MS }) as ReturnType<FailedAttempts['read']>,
    add(merchant, address, at) {
      purge(at)
      insert.run({ merchant, name: nameAddress(address), at })
    },
  }
}

/** Seals the key again under the newest sealing key. If the key can't be opened, the stored names are useless. */
function loadKey(database: Database.Database, sealer: Sealer): Buffer {
  const stored = prepare(database, sql.SELECT_ADDRESS_KEY).get({}) as { value: string } | undefined
  const key = (stored && openKey(stored.value, sealer)) ?? randomBytes(32)
  const [newest = ''] = sealer.keyIds()
  if (stored?.value.startsWith(`${newest}.`)) return key
  if (stored && !openKey(stored.value, sealer)) database.exec('DELETE FROM failed_attempts')
  const value = sealer.seal(key.toString('base64'), 'address key')
  prepare(database, sql.SET_ADDRESS_KEY).run({ value })
  return key
}

function openKey(sealed: string, sealer: Sealer): Buffer | undefined {
  try {
    return Buffer.from(sealer.open(sealed, 'address key') as string, 'base64')
  } catch (error) {
    if (error instanceof MissingSealingKeyError) return undefined
    throw error
  }
}

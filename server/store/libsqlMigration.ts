/** Migrates a store's file of an earlier version. */
import type Database from 'libsql'
import { CURRENT_COLUMNS, FINGERPRINT_INDEX } from './libsqlStatements.js'

/** The version in which the current capture was one column of JSON. */
const WITH_JSON = 4

export const isMigratable = (version: number) => version === WITH_JSON

const columns = CURRENT_COLUMNS.split(',').map((column) => column.trim())

const SPLIT_CURRENT = `${columns.map((column) => `ALTER TABLE sessions ADD COLUMN ${column}`).join(';')};
UPDATE sessions SET
    current_key = json_extract(current, '$.key'), fingerprint = json_extract(current, '$.fingerprint'),
    current_id_number = json_extract(current, '$.idNumber'), lease_expires_at = json_extract(current, '$.leaseExpiresAt'),
    is_sent = json_extract(current, '$.isSent'), unknown_since = json_extract(current, '$.unknownSince'),
    resolve_tries = json_extract(current, '$.resolveTries'), last_round_at = json_extract(current, '$.lastRoundAt'),
    is_told = json_extract(current, '$.isTold')
  WHERE current IS NOT NULL;
DROP INDEX sessions_with_fingerprint;
ALTER TABLE sessions DROP COLUMN current;
${FINGERPRINT_INDEX}`

/** Call it in the transaction that sets the version, so that a killed process leaves the file unchanged. */
export function migrateFile(database: Database.Database): void {
  const [row] = database.pragma('user_version') as { user_version: number }[]
  if (row && isMigratable(row.user_version)) database.exec(SPLIT_CURRENT)
}

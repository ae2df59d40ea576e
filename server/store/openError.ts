/** Errors about the store's file. Each message is one line for the operator, with the cause and the fix. */
import { ExposedFileError } from '../config/privateFile.js'

/** The file was written by another version of this package. */
export class StoreVersionError extends Error {
  override readonly name = 'StoreVersionError'

  constructor(found: number, known: number) {
    super(
      `CAPTURE_STORE has version ${found}, and this server reads version ${known}. The file was not changed. ` +
        'Run the version that wrote it until its open sessions have ended, then move the file away.',
    )
  }
}

/** The file is a database of another application. */
export class ForeignFileError extends Error {
  override readonly name = 'ForeignFileError'

  constructor() {
    super('CAPTURE_STORE is not a capture store; the file was not changed.')
  }
}

/** Another process has the file open. */
export class OwnedFileError extends Error {
  override readonly name = 'OwnedFileError'

  constructor() {
    super(
      'CAPTURE_STORE is in use by another process. Stop that process first, choose another file, or set REDIS_URL ' +
        'to share the state between several processes.',
    )
  }
}

const ownErrors = [StoreVersionError, ForeignFileError, OwnedFileError]

const reasons: [code: RegExp, reason: string][] = [
  [/^SQLITE_NOTADB/, 'is not a capture store; the file was not changed'],
  [/^SQLITE_CORRUPT/, 'is damaged; the file was not changed'],
  [/^(?:SQLITE_FULL|SQLITE_IOERR|ENOSPC|EDQUOT)/, 'cannot be written: the disk is full or failing'],
  [/^SQLITE_BUSY/, 'is locked by another process'],
  [
    /^(?:SQLITE_READONLY|SQLITE_CANTOPEN|EACCES|EPERM|EROFS|EEXIST|ENOTDIR|EISDIR|ELOOP)/,
    'cannot be opened for writing. Name a file in a folder that this user can write to, such as .capture/store.db',
  ],
]

/** Converts the driver's error to one that names the setting without its value. */
export function storeOpenError(error: unknown): Error {
  if (error instanceof Error && ownErrors.some((each) => error instanceof each)) return error
  if (error instanceof ExposedFileError) return new Error(`CAPTURE_STORE is rejected. ${error.message}`)
  // If the file can't be opened at all, the driver's error has no code, only SQLite's number in its message.
  const { code = 'SQLITE_CANTOPEN' } = error as { code?: string }
  const reason =
    reasons.find(([pattern]) => pattern.test(code || 'SQLITE_CANTOPEN'))?.[1] ?? `cannot be used (${code})`
  return new Error(`CAPTURE_STORE ${reason}.`)
}

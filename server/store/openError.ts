/** Why the store's file can't be used, and what to do: a line for whoever starts the server. */

export class StoreVersionError extends Error {
  override readonly name = 'StoreVersionError'

  constructor(found: number, known: number) {
    super(
      `CAPTURE_STORE is a file of version ${found}, and this is version ${known}. ` +
        'It is left as it is: set CAPTURE_STORE to another file, or run the version that wrote it.',
    )
  }
}

/** A database of somebody else. */
export class StrangeFileError extends Error {
  override readonly name = 'StrangeFileError'

  constructor() {
    super('CAPTURE_STORE is not a store’s file; it is left as it is.')
  }
}

const reasons: [code: RegExp, why: string][] = [
  [/^SQLITE_NOTADB/, 'is not a store’s file; it is left as it is'],
  [/^SQLITE_CORRUPT/, 'is damaged; it is left as it is'],
  [/^(?:SQLITE_FULL|SQLITE_IOERR|ENOSPC|EDQUOT)/, 'cannot be written: the disk is full or fails'],
  [/^SQLITE_BUSY/, 'is in use by a process that does not let go'],
  [/^(?:SQLITE_READONLY|SQLITE_CANTOPEN|EACCES|EPERM|EROFS|EEXIST|ENOTDIR)/, 'cannot be opened for writing'],
]

/** The driver's error as one line that names the setting and not its value. */
export function storeOpenError(error: unknown): Error {
  if (error instanceof StoreVersionError || error instanceof StrangeFileError) return error
  // A file that can't be opened at all has no code in this driver, only SQLite's number in its message.
  const { code = 'SQLITE_CANTOPEN' } = error as { code?: string }
  const why =
    reasons.find(([fits]) => fits.test(code || 'SQLITE_CANTOPEN'))?.[1] ?? `cannot be used (${code})`
  return new Error(`CAPTURE_STORE ${why}.`)
}

/**
 * Files with secrets, settings or sessions: only their owner and its group may use them. The group is allowed, because
 * Kubernetes gives a volume's files to the group `fsGroup`. Windows has no such modes, so nothing is checked there.
 */
import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'

const OTHERS_READ = 0o004
const OTHERS_WRITE = 0o002
/** In such a folder, as in /tmp or a mounted Secret, other users can't replace a file that is not theirs. */
const STICKY = 0o1000
const OWNER_ONLY = 0o600

/** Other users can reach the file. The message has the rule and the fix, without the setting and the path. */
export class ExposedFileError extends Error {
  override readonly name = 'ExposedFileError'
}

/**
 * The text of a file that only its owner and its group can read and write. A symbolic link is followed, because
 * Kubernetes mounts secrets as links, and its target is checked. `readable`: other users may read it, as it holds no
 * secret. Throws ExposedFileError, or what reading throws.
 */
export function readPrivateFile(file: string, { readable = false } = {}): string {
  const { mode } = statSync(file)
  const forbidden = readable ? OTHERS_WRITE : OTHERS_READ | OTHERS_WRITE
  if (hasModes() && mode & forbidden) {
    const verb = mode & OTHERS_WRITE ? 'write' : 'read'
    throw new ExposedFileError(
      `Other users can ${verb} the file. Run chmod o-rwx on it; for a Kubernetes volume, set defaultMode to 0440.`,
    )
  }
  for (const folder of new Set([dirname(resolve(file)), dirname(realpathSync(file))])) {
    const { mode: folderMode } = statSync(folder)
    if (hasModes() && folderMode & OTHERS_WRITE && !(folderMode & STICKY)) throw exposedFolder()
  }
  return readFileSync(file, 'utf8')
}

/**
 * Opens a database with `open`, in a private file: creates the folder with the mode 0700 and the file with 0600, and
 * gives a file of this user, with what SQLite keeps beside it, the mode 0600. Throws ExposedFileError before it opens a
 * symbolic link, a file that other users can read or write, or one in a folder that they can write to.
 */
export function openInPrivateFile<Database>(file: string, open: () => Database): Database {
  const folder = dirname(resolve(file))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (hasModes() && statSync(folder).mode & OTHERS_WRITE) throw exposedFolder()
  const files = ['', '-wal', '-shm', '-journal', '.lock', '.lock-journal'].map((suffix) => file + suffix)
  for (const each of files) rejectExposed(each)
  closeSync(openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, OWNER_ONLY))
  const database = open()
  // Only now, because a file that turns out to be another application's is left as it was.
  for (const each of files) if (isOwn(each)) chmodSync(each, OWNER_ONLY)
  return database
}

function rejectExposed(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false })
  if (!stats) return
  if (stats.isSymbolicLink())
    throw new ExposedFileError('It is a symbolic link, which is not followed. Name the file itself.')
  if (hasModes() && stats.mode & (OTHERS_READ | OTHERS_WRITE) && !isOwn(file))
    throw new ExposedFileError(
      'Other users can use the file, and another user owns it. Run chmod 0660 on it.',
    )
}

function isOwn(file: string): boolean {
  return hasModes() && lstatSync(file, { throwIfNoEntry: false })?.uid === process.geteuid?.()
}

function exposedFolder(): ExposedFileError {
  return new ExposedFileError(
    'Other users can write to its folder. Run chmod o-w on the folder, or use another.',
  )
}

function hasModes(): boolean {
  return process.geteuid !== undefined
}

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
import { dirname, join, parse, resolve, sep } from 'node:path'

const OTHERS_READ = 0o004
const OTHERS_WRITE = 0o002
/** In a sticky folder, such as /tmp or a mounted Secret, users can't replace other users' files. */
const STICKY = 0o1000
const OWNER_ONLY = 0o600

/** Other users can reach the file. The message has the rule and the fix, without the setting and the path. */
export class ExposedFileError extends Error {
  override readonly name = 'ExposedFileError'
}

/**
 * The text of a file that only its owner and its group can read and write. A symbolic link is followed, because
 * Kubernetes mounts secrets as links, and its target is checked. `readable`: other users may read the file, because it
 * holds no secret. Throws ExposedFileError, or the error of reading.
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
 * Opens a database with `open`, in a private file. Creates the folder with the mode 0700 and the file with 0600. Gives
 * an existing file of this user, and the files that SQLite keeps beside it, the mode 0600. Throws ExposedFileError,
 * without opening the file, if `checkDatabaseFile` rejects it.
 */
export function openInPrivateFile<Database>(file: string, open: () => Database): Database {
  checkDatabaseFile(file)
  mkdirSync(dirname(resolve(file)), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, OWNER_ONLY))
  const database = open()
  // After `open`, which throws for another application's file, whose mode must not change.
  for (const each of databaseFiles(file)) if (isOwn(each)) chmodSync(each, OWNER_ONLY)
  return database
}

/**
 * Throws ExposedFileError for a database that is a symbolic link, that another user owns and others can read or write,
 * or that is in a folder where others can replace it. Changes nothing. A file that does not exist passes.
 */
export function checkDatabaseFile(file: string): void {
  const folder = dirname(resolve(file))
  if (hasModes()) rejectExposedFolders(folder)
  for (const each of databaseFiles(file)) rejectExposed(each)
}

/** The paths of the file, and of the files that SQLite and the store's lock keep beside it. */
function databaseFiles(file: string): string[] {
  return ['', '-wal', '-shm', '-journal', '.lock', '.lock-journal'].map((suffix) => file + suffix)
}

/**
 * Checks every folder of the path, from the root on. A parent folder may be writable by others if it is sticky, such as
 * /tmp. Follows a link only if root owns it and only root can write to its parents, such as /var/run, so that no other
 * user can change its target.
 */
function rejectExposedFolders(folder: string): void {
  let path = parse(folder).root
  let isSystem = isRootsAlone(path)
  const names = folder.slice(path.length).split(sep).filter(Boolean)
  for (const [index, name] of names.entries()) {
    path = join(path, name)
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats) return
    if (stats.isSymbolicLink()) {
      if (!isSystem || stats.uid !== 0)
        throw new ExposedFileError(
          'A folder in its path is a symbolic link. Name the folder that it leads to.',
        )
      rejectExposedFolders(join(realpathSync(path), ...names.slice(index + 1)))
      return
    }
    const isAllowed = !(stats.mode & OTHERS_WRITE) || (stats.mode & STICKY && index < names.length - 1)
    if (!isAllowed) throw exposedFolder()
    isSystem &&= isRootsAlone(path)
  }
}

function isRootsAlone(folder: string): boolean {
  const { uid, mode } = statSync(folder)
  return uid === 0 && !(mode & OTHERS_WRITE)
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

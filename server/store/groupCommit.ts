/**
 * Group commit for SQLite: work queued in the same turn of the event loop shares one transaction, because locks and log
 * writes cost more than the statements. Work that throws does not affect the other work.
 *
 * This is our own code because neither SQLite nor its driver groups commits, and no library does it for this driver.
 * A statement takes about 7 µs in groups of 16, against 18 µs in a transaction of its own.
 */
import type Database from 'libsql'

/** The wait for a lock of another process, such as a backup. The driver's own wait would block the event loop. */
const MAX_WAIT_MS = 5000
const RETRY_MS = 50

type WorkResult = { value: unknown } | { error: Error }
/** `queuedAt` by `performance.now()`. */
type QueuedWork = {
  work: () => unknown
  resolve: (value: unknown) => void
  reject: (error: Error) => void
  queuedAt: number
}

type GroupCommit = {
  /** Resolves once the work is committed. If the work throws, its earlier writes are committed too. */
  run: <T>(work: () => T) => Promise<T>
  /** Whether the last transaction, or some work in it, failed. */
  lastCommitFailed: () => boolean
}

export function createGroupCommit(database: Database.Database): GroupCommit {
  let queue: QueuedWork[] = []
  let failed = false
  /** Errors that ended the last transaction. The driver then fails to roll back, and throws another error instead. */
  const fatalErrors: Error[] = []
  // `immediate` takes the write lock at the start, so that a lock of another process ends the group before any work.
  const runAll = database.transaction((group: QueuedWork[]) => group.map(({ work }) => runWork(work)))

  function runWork(work: () => unknown): WorkResult {
    try {
      return { value: work() }
    } catch (error) {
      // A full disk ends the whole transaction. After that, each statement of further work would commit by itself.
      if (!database.inTransaction) {
        fatalErrors.push(error as Error)
        throw error
      }
      return { error: error as Error }
    }
  }

  function flush(): void {
    const group = queue
    queue = []
    fatalErrors.length = 0
    try {
      const results = runAll.immediate(group)
      failed = results.some((result) => 'error' in result)
      group.forEach(({ resolve, reject }, index) => {
        const result = results[index] ?? { error: new Error('The result is missing.') }
        if ('error' in result) reject(result.error)
        else resolve(result.value)
      })
    } catch (error) {
      // No work of the group is committed.
      const isLocked = fatalErrors.length === 0 && (error as { code?: string }).code === 'SQLITE_BUSY'
      const rejected = isLocked ? group.filter(hasWaitedTooLong) : group
      queue = group.filter((each) => !rejected.includes(each))
      if (queue.length > 0) setTimeout(flush, RETRY_MS)
      failed = rejected.length > 0
      for (const { reject } of rejected) reject(fatalErrors[0] ?? (error as Error))
    }
  }

  return {
    run: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (queue.length === 0) setImmediate(flush)
        queue.push({
          work,
          resolve: resolve as (value: unknown) => void,
          reject,
          queuedAt: performance.now(),
        })
      }),
    lastCommitFailed: () => failed,
  }
}

function hasWaitedTooLong({ queuedAt }: QueuedWork): boolean {
  return performance.now() - queuedAt > MAX_WAIT_MS
}

/**
 * Works that come in the same turn of the event loop share one transaction: its locks and its log, which cost more
 * than the statements, are paid once. A work that fails takes no other along.
 */
import type Database from 'libsql'

type Done = { value: unknown } | { error: Error }
type Waiting = { work: () => unknown; done: (done: Done) => void }

export type Batch = {
  /** Resolves once it is committed. Of a work that throws, what it had written by then is committed too. */
  run: <T>(work: () => T) => Promise<T>
  /** Whether what was tried last could be written. */
  lastFailed: () => boolean
}

export function createGroupCommit(database: Database.Database): Batch {
  let waiting: Waiting[] = []
  let failed = false
  /** What ended the last transaction: its rollback, which fails for want of one, has an error of its own. */
  const ended: Error[] = []
  // `immediate` takes the write lock first: two processes can't both read "open".
  const all = database.transaction((works: Waiting[]) => works.map(({ work }) => attempt(work)))

  function attempt(work: () => unknown): Done {
    try {
      return { value: work() }
    } catch (error) {
      // A full disk ends the whole transaction: what comes after it would be committed piece by piece.
      if (!database.inTransaction) {
        ended.push(error as Error)
        throw error
      }
      return { error: error as Error }
    }
  }

  function flush(): void {
    const works = waiting
    waiting = []
    ended.length = 0
    try {
      const results = all.immediate(works)
      failed = results.some((done) => 'error' in done)
      works.forEach(({ done }, index) => {
        done(results[index] ?? { error: new Error('lost') })
      })
    } catch (error) {
      failed = true
      for (const { done } of works) done({ error: ended[0] ?? (error as Error) })
    }
  }

  return {
    run: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({
          work,
          done: (done) => {
            if ('error' in done) reject(done.error)
            else resolve(done.value as T)
          },
        })
      }),
    lastFailed: () => failed,
  }
}

/**
 * The log's way out: the lines that one event leads to in one write. Whoever reads them may have gone, stand
 * still or have no room left: that costs lines, never a capture, and never the end of the process. pino's own way
 * tries at the exit until it is taken, for ever.
 */
import { writeSync } from 'node:fs'

/** What may wait for a slow reader; what comes beyond it is counted. */
const MOST_CHARACTERS = 1024 * 1024
const AGAIN_MS = 100
const LOOK_MS = 10

export type LogStream = {
  write: (line: string) => void
  /** Writes what is taken of what waits. */
  flush: () => void
  /** Waits for a slow reader to take what waits, at most so long; for one that has gone it does not. */
  drain: (ms: number) => Promise<void>
}

/** Lines for a file descriptor, which should not block where it is a pipe. */
export function createLogStream(fd: number): LogStream {
  let waiting = ''
  /** Bytes that are being written, or were not taken yet. */
  let begun = Buffer.alloc(0)
  let lost = 0
  let isDue = false
  let isFull = false
  let again: NodeJS.Timeout | undefined

  function flush(): void {
    isDue = false
    isFull = false
    try {
      while (begun.length > 0 || take()) begun = begun.subarray(writeSync(fd, begun))
    } catch (error) {
      isFull = (error as NodeJS.ErrnoException).code === 'EAGAIN'
      // Full, or nobody there: with the next line, or a little later.
      again ??= setTimeout(() => {
        again = undefined
        flush()
      }, AGAIN_MS).unref()
    }
  }

  /** Whether there is more to write. */
  function take(): boolean {
    begun = Buffer.from(waiting)
    waiting = lost > 0 ? formatLossLine(lost) : ''
    lost = 0
    return begun.length > 0
  }

  return {
    flush,
    async drain(ms) {
      const until = performance.now() + ms
      flush()
      while (isFull && performance.now() < until) {
        await new Promise((done) => setTimeout(done, LOOK_MS))
        flush()
      }
    },
    write(line) {
      if (begun.length + waiting.length > MOST_CHARACTERS) {
        lost += 1
        return
      }
      waiting += line
      if (isDue) return
      isDue = true
      // Not later: what has been answered should be in the log, whatever ends the process then.
      process.nextTick(flush)
    },
  }
}

function formatLossLine(lines: number): string {
  const line = {
    level: 40,
    time: new Date(),
    lines,
    msg: 'lines of the log were lost: they were not read in time',
  }
  return `${JSON.stringify(line)}\n`
}

let lines: LogStream | undefined

/** This process's own, however many servers it has. */
export function stdout(): LogStream {
  if (!lines) {
    // Node opens it when it is asked for, so that a pipe does not block. A worker thread has none of its own.
    const { fd = 1 } = process.stdout as { fd?: number }
    lines = createLogStream(fd)
    process.on('exit', lines.flush)
  }
  return lines
}

/**
 * The log's destination: writes the lines of one event together, never blocks, and never delays the end of the
 * process. If the reader is gone or slow, or the disk is full, log lines are lost, but captures continue.
 *
 * Why not pino's destination, the usual one for such lines (pino 10.4.0, sonic-boom 4.2.1; measured with Node 20 on Linux):
 * - `sync: false`: its exit hook retries every error without end. The process never exits if the hook is the first
 *   to meet a closed pipe (EPIPE), if the disk is full (ENOSPC), or while the reader of a full pipe sleeps (EAGAIN).
 *   `retryEAGAIN` bounds only the last of these, by an exception in the hook; the other two are retried regardless.
 * - `sync: true`: a full pipe blocks the event loop until the reader continues (5.8 s for a reader that slept 6 s).
 */
import { writeSync } from 'node:fs'

/** The maximum number of characters that wait for a slow reader. Further lines are dropped and counted. */
const MAX_BUFFERED = 1024 * 1024
const RETRY_MS = 100
const DRAIN_INTERVAL_MS = 10

type LogStream = {
  /** Buffers one line, and writes it after the current event. */
  write: (line: string) => void
  /** Writes as much of the buffer as the descriptor accepts now. */
  flush: () => void
  /** Waits up to `ms` for a slow reader to read the buffer. Does not wait if there is no reader. */
  drain: (ms: number) => Promise<void>
}

/** A log stream to a file descriptor, which must be non-blocking if it is a pipe. */
export function createLogStream(fd: number, now: () => number): LogStream {
  let buffered = ''
  /** The bytes that were taken from the buffer, but not accepted by the descriptor yet. */
  let unwritten = Buffer.alloc(0)
  let dropped = 0
  let isFlushDue = false
  let isFull = false
  let retry: NodeJS.Timeout | undefined

  function flush(): void {
    isFlushDue = false
    isFull = false
    try {
      while (unwritten.length > 0 || takeBuffer()) unwritten = unwritten.subarray(writeSync(fd, unwritten))
    } catch (error) {
      isFull = (error as NodeJS.ErrnoException).code === 'EAGAIN'
      // The reader is slow or gone, or the disk is full. Tries again later, or with the next line.
      retry ??= setTimeout(() => {
        retry = undefined
        flush()
      }, RETRY_MS).unref()
    }
  }

  /** Returns false if the buffer was empty. */
  function takeBuffer(): boolean {
    unwritten = Buffer.from(buffered)
    buffered = dropped > 0 ? formatDropLine(dropped, now()) : ''
    dropped = 0
    return unwritten.length > 0
  }

  return {
    flush,
    async drain(ms) {
      const deadline = performance.now() + ms
      flush()
      while (isFull && performance.now() < deadline) {
        await new Promise((done) => setTimeout(done, DRAIN_INTERVAL_MS))
        flush()
      }
    },
    write(line) {
      if (unwritten.length + buffered.length > MAX_BUFFERED) {
        dropped += 1
        return
      }
      buffered += line
      if (isFlushDue) return
      isFlushDue = true
      // Flushes in this turn of the event loop, so that a request is in the log even if the process is killed next.
      process.nextTick(flush)
    },
  }
}

function formatDropLine(lines: number, now: number): string {
  const line = {
    level: 40,
    time: new Date(now),
    lines,
    msg: 'lines of the log were lost: they were not read in time',
  }
  return `${JSON.stringify(line)}\n`
}

let stream: LogStream | undefined

/** The stream to this process's stdout, shared by all servers in the process. */
export function stdout(now: () => number): LogStream {
  if (!stream) {
    // Reading process.stdout makes Node set a pipe to non-blocking. A worker thread's stdout has no fd.
    const { fd = 1 } = process.stdout as { fd?: number }
    stream = createLogStream(fd, now)
    process.on('exit', stream.flush)
  }
  return stream
}

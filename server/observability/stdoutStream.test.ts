/** The log with a slow reader, without a reader, and on a full disk. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ORIGIN, SECRET_KEY, startGateway } from '../testing/app.case.js'
import { createSession } from 'ingo-capture/backend'
import {
  capture,
  exitCode,
  isReady,
  closeLogReader,
  startNode,
  type Node,
  unlimited,
} from '../testing/serveProcess.case.js'
import { createLogStream } from './stdoutStream.js'

function openPipe() {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  onTestFinished(() => {
    closeSync(fd)
    rmSync(folder, { recursive: true })
  })
  const stream = createLogStream(fd, Date.now)
  const bytes = Buffer.alloc(64 * 1024)
  /** Empties the pipe; returns its content. */
  function read(): string {
    try {
      return bytes.toString('latin1', 0, readSync(fd, bytes))
    } catch {
      return ''
    }
  }
  function readAll(): string {
    let all = ''
    for (;;) {
      stream.flush()
      const part = read()
      if (part === '') return all
      all += part
    }
  }
  return { ...stream, read, readAll }
}

const makeLine = (index: number) => `{"line":${index},"of":"${'x'.repeat(1000)}"}\n`
const numbers = (text: string) =>
  text.split('\n').flatMap((line) => (line.startsWith('{"line":') ? [Number(/\d+/.exec(line)?.[0])] : []))

it('writes the lines of one event together, right after it', async () => {
  const { write, read } = openPipe()
  write('a\n')
  write('b\n')
  expect(read()).toBe('')
  await new Promise<void>((done) => {
    process.nextTick(done)
  })
  expect(read()).toBe('a\nb\n')
})

it('continues by itself once a full pipe has room', async () => {
  const { write, read } = openPipe()
  const written = Array.from({ length: 200 }, (_, index) => index)
  for (const index of written) write(makeLine(index))
  let all = ''
  while (numbers(all).length < written.length) {
    await new Promise((done) => setTimeout(done, 5))
    all += read()
  }
  expect(all).toBe(written.map(makeLine).join(''))
})

it('drops whole lines and logs their number if nothing reads the pipe', () => {
  const { write, readAll } = openPipe()
  const written = 3000
  for (let index = 0; index < written; index++) write(makeLine(index))
  const first = readAll()
  const kept = numbers(first)
  expect(kept).toEqual(Array.from(kept, (_, index) => index))
  const [dropLine = ''] = first.split('\n').filter((line) => line.includes('"msg"'))
  expect(JSON.parse(dropLine)).toMatchObject({ level: 40, lines: written - kept.length })
  write(makeLine(written))
  expect(readAll()).toBe(makeLine(written))
})

const countLines = (node: Node) => node.output().match(/"route":"\/v1\/session"/g)?.length ?? 0

it('writes the last lines at the end to a reader that is behind', async () => {
  const node = await startNode(unlimited)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  node.child.stdout?.pause()
  const request = async () => (await fetch(`${node.url}/v1/session`)).arrayBuffer()
  const requests = 600
  const atOnce = 30
  for (let count = 0; count < requests; count += atOnce)
    await Promise.all(Array.from({ length: atOnce }, request))
  expect(countLines(node)).toBeLessThan(requests)
  // Not the event `exit`, which may come before the last lines have been read.
  const closed = once(node.child, 'close')
  node.child.kill('SIGTERM')
  while (await isReady(node));
  node.child.stdout?.resume()
  expect((await closed)[0]).toBe(0)
  expect(countLines(node)).toBe(requests)
  expect(node.output()).toContain('"msg":"stopped"')
})

it('ends on SIGTERM even if the reader of its log is gone', async () => {
  const node = await startNode(unlimited)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  closeLogReader(node.child)
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(0)
})

it('captures and ends even if the log cannot be written', async () => {
  const gateway = await startGateway()
  const node = await startNode({ ...unlimited, INGO_URL: gateway.url }, { log: '/dev/full' })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const server = { url: node.url, secretKey: SECRET_KEY }
  const session = await createSession(server, { origin: ORIGIN, participant_unique_id1: 'order-1' })
  const response = await capture(node.url, new URL(session.url).hash.slice(1), crypto.randomUUID())
  expect(await response.json()).toHaveProperty('customer_account_token')
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(0)
})

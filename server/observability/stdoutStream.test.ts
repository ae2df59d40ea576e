/** Log output to a slow reader, a closed pipe and a full device. */
import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ORIGIN, SECRET_KEY, startGateway } from '../testing/app.case.js'
import { createSession } from '../index.js'
import {
  capture,
  exitCode,
  isReady,
  closeLogReader,
  startNode,
  unlimited,
} from '../testing/serveProcess.case.js'
import { createLines } from './stdoutStream.js'

function openPipe() {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  onTestFinished(() => {
    closeSync(fd)
    rmSync(folder, { recursive: true })
  })
  const lines = createLines(fd)
  const bytes = Buffer.alloc(64 * 1024)
  /** Reads what the pipe holds now. */
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
      lines.flush()
      const part = read()
      if (part === '') return all
      all += part
    }
  }
  return { ...lines, read, readAll }
}

const createLine = (index: number) => `{"line":${index},"of":"${'x'.repeat(1000)}"}\n`
const lineNumbers = (text: string) =>
  text.split('\n').flatMap((line) => (line.startsWith('{"line":') ? [Number(/\d+/.exec(line)?.[0])] : []))

it('writes the lines of one event together, right after the event', async () => {
  const { write, read } = openPipe()
  write('a\n')
  write('b\n')
  expect(read()).toBe('')
  await new Promise<void>((done) => {
    process.nextTick(done)
  })
  expect(read()).toBe('a\nb\n')
})

it('writes the remaining lines when a full pipe has room again', async () => {
  const { write, read } = openPipe()
  const written = Array.from({ length: 200 }, (_, index) => index)
  for (const index of written) write(createLine(index))
  let all = ''
  while (lineNumbers(all).length < written.length) {
    await new Promise((done) => setTimeout(done, 5))
    all += read()
  }
  expect(all).toBe(written.map(createLine).join(''))
})

it('drops whole lines for a stalled reader, and logs how many', () => {
  const { write, readAll } = openPipe()
  const written = 3000
  for (let index = 0; index < written; index++) write(createLine(index))
  const first = readAll()
  const kept = lineNumbers(first)
  expect(kept).toEqual(Array.from(kept, (_, index) => index))
  const [warning = ''] = first.split('\n').filter((line) => line.includes('"msg"'))
  expect(JSON.parse(warning)).toMatchObject({ level: 40, lines: written - kept.length })
  write(createLine(written))
  expect(readAll()).toBe(createLine(written))
})

it('delivers the last lines to a slow reader before the process exits', async () => {
  const node = await startNode(unlimited)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  node.child.stdout?.pause()
  const asked = 1500
  for (let count = 0; count < asked; count++) await fetch(`${node.url}/v1/session`)
  node.child.kill('SIGTERM')
  while (await isReady(node));
  node.child.stdout?.resume()
  expect(await exitCode(node)).toBe(0)
  expect(node.output().match(/"route":"\/v1\/session"/g)).toHaveLength(asked)
  expect(node.output()).toContain('"msg":"stopped"')
})

it('exits without delay when the log reader has closed the pipe', async () => {
  const node = await startNode(unlimited)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  closeLogReader(node.child)
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(0)
})

it('serves captures and exits with 0 when the log can’t be written', async () => {
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

/** Another process, such as a backup, holds the write lock of the store's file. */
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { createSession } from 'ingo-capture/backend'
import { ORIGIN, SECRET_KEY } from './app.case.js'
import { sleep, startNode, temporaryStore, type Node } from './serveProcess.case.js'

/** A response takes a few ms, and some hundred on a busy machine. The driver’s own wait would take 1000 ms. */
const MAX_RESPONSE_MS = 800

async function startLocked() {
  const file = temporaryStore()
  const node = await startNode({ CAPTURE_STORE: file })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const other = new Database(file, { timeout: 0 })
  onTestFinished(() => void other.close())
  await fetch(`${node.url}/healthz`)
  other.exec('BEGIN IMMEDIATE')
  return { node, other }
}

async function slowestResponse({ url }: Node, ms: number): Promise<number> {
  let slowest = 0
  const end = Date.now() + ms
  while (Date.now() < end) {
    const began = performance.now()
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    slowest = Math.max(slowest, performance.now() - began)
    await sleep(20)
  }
  return slowest
}

const open = ({ url }: Node) => createSession({ url, secretKey: SECRET_KEY }, { origin: ORIGIN })

it('serves other requests while another process locks the store, and continues once it is unlocked', async () => {
  const { node, other } = await startLocked()
  const waiting = Promise.all([open(node), open(node)])
  expect(await slowestResponse(node, 2000)).toBeLessThan(MAX_RESPONSE_MS)
  other.exec('COMMIT')
  expect(await waiting).toHaveLength(2)
}, 20_000)

it('answers 503 if another process keeps the lock, and recovers', async () => {
  const { node, other } = await startLocked()
  const refused = expect(open(node)).rejects.toMatchObject({ status: 503, retryable: true })
  expect(await slowestResponse(node, 4000)).toBeLessThan(MAX_RESPONSE_MS)
  await refused
  other.exec('COMMIT')
  expect(await open(node)).toHaveProperty('url')
}, 20_000)

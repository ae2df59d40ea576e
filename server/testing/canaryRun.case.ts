/** For tests: sends a marked card and marked keys through real processes, from the first session to the last crash. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import {
  sendCapture,
  card,
  sendInvalidHttp,
  keys,
  sendMisplacedSecrets,
  readSession,
  createMarkedSession,
  startLyingGateway,
} from './canary.case.js'
import { readFolder, type Places } from './secretLeaks.case.js'
import { exitCode, isReady, sleep, startNode, unlimited, type Node } from './serveProcess.case.js'

/**
 * A module that the process loads before the server's code. On SIGUSR2 it writes the process's environment, arguments
 * and report to `shown`, and makes every later `new URL` throw. On SIGHUP it throws an uncaught error.
 */
const sabotageModule = (shown: string) => `
import { writeFileSync } from 'node:fs'
const quoting = new TypeError(${JSON.stringify(JSON.stringify({ ...card, ...keys }) + `\n    at ${card.account}`)})
process.on('SIGUSR2', () => {
  writeFileSync(${JSON.stringify(shown)}, JSON.stringify([process.env, process.argv, process.report.getReport()]))
  globalThis.URL = class { constructor() { throw quoting } }
})
process.on('SIGHUP', () => setImmediate(() => { throw quoting }))
`

/** The expected HTTP status of each order. */
const expected: Record<string, number> = {
  good: 200,
  declined: 422,
  echoing: 422,
  mismatched: 409,
  lying: 504,
  broken: 504,
  unknown: 504,
}

/** `hook` is the module that is loaded first. `left` is the folder that is searched. */
function createFolders(): { hook: string; left: string } {
  const root = mkdtempSync(join(tmpdir(), 'ingo-canary-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  const [hook, left] = [join(root, 'hook.mjs'), join(root, 'left')]
  mkdirSync(left)
  writeFileSync(hook, sabotageModule(join(left, 'shown.json')))
  return { hook, left }
}

async function responseText(response: Response): Promise<string> {
  return JSON.stringify([...response.headers]) + (await response.text())
}

async function fetchPublicPages({ url }: Node): Promise<Places> {
  const places: Places = new Map()
  const pages = ['/frame/demo', '/sdk/v1/ingo-capture.js', '/sdk/v1/integrity.json', '/sdk/v1/preload.html']
  for (const path of [...pages, '/metrics', '/healthz', '/readyz']) {
    places.set(path, await responseText(await fetch(`${url}${path}`)))
  }
  for (const [path] of (places.get('/frame/demo') ?? '').matchAll(/(?<=\.)\/assets\/[^"\\]+/g)) {
    places.set(path, await responseText(await fetch(`${url}/frame${path}`)))
  }
  return places
}

type Run = {
  /** The folder in which the processes write. */
  left: string
  gateway: Awaited<ReturnType<typeof startLyingGateway>>
  nodes: Node[]
  sealed: string[]
  places: Places
  startProcess: () => Promise<Node>
  createSession: (node: Node, order: string) => ReturnType<typeof createMarkedSession>
}

async function createRun(settings: Record<string, string>): Promise<Run> {
  const { hook, left } = createFolders()
  const gateway = await startLyingGateway()
  const nodes: Node[] = []
  const sealed: string[] = []
  return {
    ...{ left, gateway, nodes, sealed, places: new Map() },
    async startProcess() {
      const own = { CAPTURE_STORE: join(left, 'store.db'), TMPDIR: left, NODE_OPTIONS: `--import ${hook}` }
      const all = { ...unlimited, ...keys, INGO_URL: gateway.url, LOG_LEVEL: 'trace', ...own, ...settings }
      const node = await startNode(all, { cwd: left })
      onTestFinished(() => void node.child.kill('SIGKILL'))
      nodes.push(node)
      return node
    },
    async createSession(node, order) {
      const session = await createMarkedSession(node, order)
      sealed.push(session.sealed)
      return session
    },
  }
}

function addPlaces(places: Places, more: Places): void {
  for (const [place, text] of more) places.set(place, text)
}

/** Captures with every outcome, and secrets in wrong places. */
async function serveOrders({ places, createSession }: Run, node: Node, orders: string[]): Promise<void> {
  const outcomes = orders.map(async (order) => {
    const session = await createSession(node, order)
    const response = await sendCapture(node, session)
    places.set(order, await responseText(response))
    places.set(`${order}, read`, JSON.stringify(await readSession(node, session)))
    expect([order, response.status]).toEqual([order, expected[order]])
  })
  for (const [what, status] of await sendMisplacedSecrets(node, await createSession(node, 'misused'))) {
    expect([what, [400, 401, 403, 404, 413, 415]]).toEqual([what, expect.arrayContaining([status])])
  }
  const invalid = await sendInvalidHttp(node, await createSession(node, 'garbled'))
  expect(invalid).toMatch(/^HTTP\/1\.1 400 /)
  addPlaces(places, await fetchPublicPages(node))
  await Promise.all(outcomes)
  const headers = { Authorization: `Bearer ${keys.CAPTURE_SECRET_KEY}` }
  const shapes = await responseText(await fetch(`${node.url}/v1/shapes`, { headers }))
  // The echoing gateway's response has undocumented keys.
  expect(shapes).toContain('"path":"data.deep"')
  places.set('/v1/shapes', shapes)
}

/** SIGTERM during a gateway call, then a second one. */
async function stopDuringCall({ gateway, startProcess, createSession }: Run): Promise<void> {
  const draining = await startProcess()
  const held = sendCapture(draining, await createSession(draining, 'held')).catch(() => undefined)
  while (!gateway.received.some(({ sent }) => sent.participant_unique_id1 === 'held')) await sleep(10)
  draining.child.kill('SIGTERM')
  while (await isReady(draining)) await sleep(10)
  draining.child.kill('SIGTERM')
  expect(await exitCode(draining)).toBe(1)
  await held
}

/** An unexpected error inside a request, then an uncaught one. */
async function failUnexpectedly({ left, places, startProcess, createSession }: Run): Promise<void> {
  const failing = await startProcess()
  const last = await createSession(failing, 'good-last')
  failing.child.kill('SIGUSR2')
  while (!readFolder(left).has(join(left, 'shown.json'))) await sleep(10)
  const failed = await sendCapture(failing, last, { headers: { Origin: failing.url } })
  expect(failed.status).toBe(500)
  places.set('an internal error', await responseText(failed))
  failing.child.kill('SIGHUP')
  expect(await exitCode(failing)).toBe(1)
}

/** Stops the store, and waits until the log line about it has come through the pipe. */
async function captureWithoutStore(
  { places, createSession }: Run,
  node: Node,
  loseStore: () => Promise<Places>,
): Promise<void> {
  const session = await createSession(node, 'good-but-late')
  addPlaces(places, await loseStore())
  const lost = await sendCapture(node, session)
  expect(lost.status).toBe(503)
  places.set('a lost store', await responseText(lost))
  while (!node.output().includes('state store unavailable')) await sleep(10)
}

async function killUncleanly(node: Node): Promise<void> {
  node.child.kill('SIGKILL')
  await exitCode(node)
}

/**
 * Runs these orders; returns everything that the run leaves, and its sealed sessions. `loseStore` stops the store and
 * returns what it held.
 */
export async function runCanary(
  settings: Record<string, string>,
  orders: string[],
  loseStore?: () => Promise<Places>,
): Promise<Pick<Run, 'places' | 'sealed'>> {
  const run = await createRun(settings)
  const { left, nodes, places, sealed } = run
  const first = await run.startProcess()
  await serveOrders(run, first, orders)
  // Without a shared store, one process owns the file.
  if (!loseStore) await killUncleanly(first)
  await stopDuringCall(run)
  await failUnexpectedly(run)
  if (loseStore) await captureWithoutStore(run, first, loseStore)
  await killUncleanly(first)
  for (const [index, { output }] of nodes.entries()) places.set(`output of process ${index}`, output())
  addPlaces(places, readFolder(left))
  return { places, sealed }
}

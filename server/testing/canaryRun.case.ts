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

/** `hook` is the module that is loaded first; `left` is the folder that the search covers. */
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

/**
 * Runs these orders; returns everything that the run leaves, and its sealed sessions. `loseStore` stops the store and
 * returns what it held.
 */
export async function runCanary(
  settings: Record<string, string>,
  orders: string[],
  loseStore?: () => Promise<Places>,
): Promise<{ places: Places; sealed: string[] }> {
  const { hook, left } = createFolders()
  const gateway = await startLyingGateway()
  const nodes: Node[] = []
  const sealed: string[] = []
  const places: Places = new Map()
  const add = (more: Places) => {
    for (const [place, text] of more) places.set(place, text)
  }
  const startProcess = async () => {
    const own = { CAPTURE_STORE: join(left, 'store.db'), TMPDIR: left, NODE_OPTIONS: `--import ${hook}` }
    const all = { ...unlimited, ...keys, INGO_URL: gateway.url, LOG_LEVEL: 'trace', ...own, ...settings }
    const node = await startNode(all, { cwd: left })
    onTestFinished(() => void node.child.kill('SIGKILL'))
    nodes.push(node)
    return node
  }
  const createRecordedSession = async (node: Node, order: string) => {
    const session = await createMarkedSession(node, order)
    sealed.push(session.sealed)
    return session
  }

  const first = await startProcess()
  const outcomes = orders.map(async (order) => {
    const session = await createRecordedSession(first, order)
    const response = await sendCapture(first, session)
    places.set(order, await responseText(response))
    places.set(`${order}, read`, JSON.stringify(await readSession(first, session)))
    expect([order, response.status]).toEqual([order, expected[order]])
  })
  for (const [what, status] of await sendMisplacedSecrets(
    first,
    await createRecordedSession(first, 'misused'),
  )) {
    expect([what, [400, 401, 403, 404, 413, 415]]).toEqual([what, expect.arrayContaining([status])])
  }
  expect(await sendInvalidHttp(first, await createRecordedSession(first, 'garbled'))).toMatch(
    /^HTTP\/1\.1 400 /,
  )
  add(await fetchPublicPages(first))
  await Promise.all(outcomes)

  // SIGTERM during a gateway call, then a second one.
  const draining = await startProcess()
  const held = sendCapture(draining, await createRecordedSession(draining, 'held')).catch(() => undefined)
  while (!gateway.received.some(({ sent }) => sent.participant_unique_id1 === 'held')) await sleep(10)
  draining.child.kill('SIGTERM')
  while (await isReady(draining)) await sleep(10)
  draining.child.kill('SIGTERM')
  expect(await exitCode(draining)).toBe(1)
  await held

  // An unexpected error inside a request, then an uncaught one.
  const failing = await startProcess()
  const last = await createRecordedSession(failing, 'good-last')
  failing.child.kill('SIGUSR2')
  while (!readFolder(left).has(join(left, 'shown.json'))) await sleep(10)
  const failed = await sendCapture(failing, last, { headers: { Origin: failing.url } })
  expect(failed.status).toBe(500)
  places.set('an internal error', await responseText(failed))
  failing.child.kill('SIGHUP')
  expect(await exitCode(failing)).toBe(1)

  if (loseStore) {
    const session = await createRecordedSession(first, 'good-but-late')
    add(await loseStore())
    const lost = await sendCapture(first, session)
    expect(lost.status).toBe(503)
    places.set('a lost store', await responseText(lost))
    // Wait until the log line has come through the pipe.
    while (!first.output().includes('state store unavailable')) await sleep(10)
  }
  // SIGKILL, so that the process can't clean up.
  first.child.kill('SIGKILL')
  await exitCode(first)
  for (const [index, { output }] of nodes.entries()) places.set(`output of process ${index}`, output())
  add(readFolder(left))
  return { places, sealed }
}

/** The subjects of the bench: each is a process on a port of its own, and all use the same gateway. */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CompactEncrypt } from 'jose'
import { Pool } from 'undici'
import { findFreePort, findFreePorts } from '../../../server/testing/freePorts.case.js'
import { createLauncher, type Launcher } from './launcher.js'
import { nginxConfig } from './nginx.js'
import { processTree } from './processUsage.js'

export const SECRET_KEY = 'sk_bench_only_0123456789abcdef'
export const ORIGIN = 'http://localhost:4181'

/** Servers that a merchant's team would write by hand, with the file of each. */
const PEERS = [
  ['Fastify peer', 'fastify'],
  ['Express peer', 'express'],
] as const
/** Options of Node that the image and deploy/ start the server with. See docs/deploy.md, Memory. */
export const NODE_OPTIONS = ['--max-semi-space-size=8']
const SEALING_KEY = Buffer.alloc(32, 5)
const READY_WITHIN_MS = 60_000

export type Subject = {
  name: string
  url: string
  isOurs: boolean
  /** The process itself. */
  child: ChildProcess
  pids: () => number[]
  /** Creates and seals a session. Undefined for a subject whose requests need none. */
  createSession?: (id: string) => Promise<string>
}

type Bench = {
  gateway: string
  subjects: Subject[]
  /** Starts another capture server; `environment` overrides the bench's settings. */
  serve: (name: string, environment?: Record<string, string>) => Promise<Subject>
  stop: () => Promise<void>
}

type BenchOptions = { latencyMs?: number; peers?: boolean; nginx?: boolean; countsAllocation?: boolean }

/** Starts the raw forwarder and our server; with `peers` also the two peers, with `nginx` also nginx if it is installed. */
export async function startBench(options: BenchOptions): Promise<Bench> {
  const launcher = createLauncher(options.countsAllocation)
  const [gatewayPort = 0, rawPort = 0] = await findFreePorts(2)
  const gateway = `http://127.0.0.1:${gatewayPort}`
  const serve: Bench['serve'] = (name, environment = {}) =>
    startServer(launcher, name, { INGO_URL: gateway, ...environment })

  await launcher.startScript(
    './gateway.js',
    [String(gatewayPort), String(options.latencyMs ?? 0)],
    gatewayPort,
  )
  const raw = await launcher.startScript('./raw.js', [String(rawPort), gateway], rawPort)
  const subjects = [
    createSubject('raw forwarder', rawPort, raw),
    await serve('ours'),
    ...(options.peers ? await startPeers(launcher, gateway) : []),
    ...(options.nginx ? await startNginx(launcher, gateway) : []),
  ]
  return { gateway, subjects, serve, stop: launcher.stop }
}

function createSubject(
  name: string,
  port: number,
  child: ChildProcess,
  createSession?: Subject['createSession'],
): Subject {
  const pids = () => processTree(child.pid ?? 0)
  const url = `http://127.0.0.1:${port}`
  return { name, url, isOurs: false, child, pids, ...(createSession && { createSession }) }
}

/** Creates a session as a merchant's backend does. */
function requestSessions(url: string): (id: string) => Promise<string> {
  const pool = new Pool(url, { connections: 32 })
  return async (id) => {
    const response = await pool.request({
      method: 'POST',
      path: '/v1/sessions',
      headers: { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ origin: ORIGIN, participant_unique_id1: id }),
    })
    if (response.statusCode !== 201) {
      throw new Error(`a session was rejected: ${response.statusCode} ${await response.body.text()}`)
    }
    const session = (await response.body.json()) as { url: string }
    return new URL(session.url).hash.slice(1)
  }
}

/** Seals a session for a peer. It has about the size of the server's own sealed session. */
function sealForPeer(id: string): Promise<string> {
  const plaintext = Buffer.from(JSON.stringify({ id, origin: ORIGIN, claims: 'a'.repeat(200) }))
  return new CompactEncrypt(plaintext).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(SEALING_KEY)
}

async function startServer(
  { folder, startScript }: Launcher,
  name: string,
  environment: Record<string, string>,
): Promise<Subject> {
  const free = await findFreePort()
  const port = Number(environment.PORT ?? free)
  const settings = {
    NODE_ENV: 'production',
    PORT: String(port),
    CAPTURE_MERCHANT_ID: 'bench',
    CAPTURE_SECRET_KEY: SECRET_KEY,
    CAPTURE_ORIGINS: ORIGIN,
    CAPTURE_SEALING_KEYS: SEALING_KEY.toString('base64'),
    CAPTURE_STORE: join(folder, `${name.replace(/\W/g, '-')}.db`),
    // The limits are counted, but never reached, although all requests come from one address.
    CAPTURE_FAILED_PER_HOUR: '1000000',
    CAPTURE_FAILED_PER_DAY: '1000000',
    CAPTURE_ATTEMPTS_PER_MINUTE: '1000000',
    INGO_USERNAME: 'bench',
    INGO_SECRET: 'bench-secret-not-real',
    INGO_PARTICIPANT_ID: '12345',
    // Without Ingo's rate limit, which would be all that the bench measures.
    INGO_REQUESTS_PER_SECOND: '0',
    ...environment,
  }
  const child = await startScript('../../../server/cli.js', ['serve'], port, settings, NODE_OPTIONS)
  const sessions = requestSessions(`http://127.0.0.1:${port}`)
  const subject = { ...createSubject(name, port, child, sessions), isOurs: true }
  // The server listens before its store is open.
  await waitUntilReady(subject)
  return subject
}

async function startPeers({ folder, startScript }: Launcher, gateway: string): Promise<Subject[]> {
  const subjects: Subject[] = []
  for (const [name, file] of PEERS) {
    const port = await findFreePort()
    const args = [String(port), gateway, join(folder, `${file}.db`)]
    const child = await startScript(`../peers/${file}.js`, args, port)
    subjects.push(createSubject(name, port, child, sealForPeer))
  }
  return subjects
}

async function startNginx({ folder, start }: Launcher, gateway: string): Promise<Subject[]> {
  if (spawnSync('nginx', ['-v']).status !== 0) return []
  const port = await findFreePort()
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, nginxConfig(folder, port, gateway))
  const child = await start('nginx', ['-c', file, '-e', join(folder, 'nginx.log')], port)
  return [createSubject('nginx proxy_pass', port, child)]
}

async function waitUntilReady({ name, url }: Subject): Promise<void> {
  const end = performance.now() + READY_WITHIN_MS
  while (performance.now() < end) {
    const response = await fetch(`${url}/readyz`)
    if (response.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`${name} has not become ready.`)
}

/** The subjects of the bench: each is a process on a port of its own, and all use the same gateway. */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findFreePorts } from '../../harness/freePorts.js'
import { createLauncher, type Launcher } from './launcher.js'
import { nginxConfig } from './nginx.js'
import { processTree } from './processUsage.js'

export const SECRET_KEY = 'sk_bench_only_0123456789abcdef'
export const ORIGIN = 'http://localhost:4181'

const READY_WITHIN_MS = 10_000

export type Subject = {
  name: string
  url: string
  /** Whether a request needs a session of its own. */
  isOurs: boolean
  pids: () => number[]
}

type Bench = {
  gateway: string
  subjects: Subject[]
  /** Starts another capture server; `environment` overrides the bench's settings. */
  serve: (name: string, environment?: Record<string, string>) => Promise<Subject>
  stop: () => Promise<void>
}

type BenchOptions = { latencyMs?: number; others?: boolean }

/** Starts the raw forwarder and our server; with `others` also nginx and Fastify, where they are installed. */
export async function startBench({ latencyMs = 0, others = false }: BenchOptions): Promise<Bench> {
  const launcher = createLauncher()
  const [gatewayPort = 0, rawPort = 0] = await findFreePorts(2)
  const gateway = `http://127.0.0.1:${gatewayPort}`
  const serve: Bench['serve'] = (name, environment = {}) =>
    startServer(launcher, name, { INGO_URL: gateway, ...environment })

  await launcher.startScript('./gateway.js', [String(gatewayPort), String(latencyMs)], gatewayPort)
  const raw = await launcher.startScript('./raw.js', [String(rawPort), gateway], rawPort)
  const subjects = [
    createSubject('raw forwarder', rawPort, raw),
    await serve('ours'),
    ...(others ? await startOthers(launcher, gateway) : []),
  ]
  return { gateway, subjects, serve, stop: launcher.stop }
}

function createSubject(name: string, port: number, child: ChildProcess, isOurs = false): Subject {
  const pids = () => processTree(child.pid ?? 0)
  return { name, url: `http://127.0.0.1:${port}`, isOurs, pids }
}

async function startServer(
  { folder, startScript }: Launcher,
  name: string,
  environment: Record<string, string>,
): Promise<Subject> {
  const [free = 0] = await findFreePorts(1)
  const port = Number(environment.PORT ?? free)
  const settings = {
    NODE_ENV: 'production',
    PORT: String(port),
    CAPTURE_MERCHANT_ID: 'bench',
    CAPTURE_SECRET_KEY: SECRET_KEY,
    CAPTURE_ORIGINS: ORIGIN,
    CAPTURE_SEALING_KEYS: Buffer.alloc(32, 5).toString('base64'),
    CAPTURE_STORE: join(folder, `${name.replace(/\W/g, '-')}.db`),
    // The limits count, but are never reached: all requests come from one address.
    CAPTURE_FAILED_PER_HOUR: '1000000',
    CAPTURE_FAILED_PER_DAY: '1000000',
    CAPTURE_ATTEMPTS_PER_MINUTE: '1000000',
    INGO_USERNAME: 'bench',
    INGO_SECRET: 'bench-secret-not-real',
    INGO_PARTICIPANT_ID: '12345',
    // Without a rate limit: the bench would measure Ingo's limit and nothing else.
    INGO_REQUESTS_PER_SECOND: '0',
    ...environment,
  }
  const child = await startScript('../../../server/cli.js', ['serve'], port, settings)
  const subject = createSubject(name, port, child, true)
  // It listens before its store is open.
  await waitUntilReady(subject)
  return subject
}

async function startOthers({ folder, start, startScript }: Launcher, gateway: string): Promise<Subject[]> {
  const [fastifyPort = 0, nginxPort = 0] = await findFreePorts(2)
  const subjects: Subject[] = []
  if (isInstalled('@fastify/http-proxy')) {
    const child = await startScript('./fastify.js', [String(fastifyPort), gateway], fastifyPort)
    subjects.push(createSubject('Fastify http-proxy', fastifyPort, child))
  }
  if (spawnSync('nginx', ['-v']).status === 0) {
    const file = join(folder, 'nginx.conf')
    writeFileSync(file, nginxConfig(folder, nginxPort, gateway))
    const child = await start('nginx', ['-c', file, '-e', join(folder, 'nginx.log')], nginxPort)
    subjects.push(createSubject('nginx proxy_pass', nginxPort, child))
  }
  return subjects
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
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

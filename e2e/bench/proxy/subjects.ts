/** What is compared: each a process of its own on a port of its own, before the same gateway. */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts } from '../../harness/stack.js'
import { makeFolder, removeFolder, startChild } from '../cleanup.js'

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

export type Bench = {
  gateway: string
  subjects: Subject[]
  /** Another capture server; `environment` over what the bench gives it. */
  serve: (name: string, environment?: Record<string, string>) => Promise<Subject>
  stop: () => Promise<void>
}

type Wanted = { latencyMs?: number; others?: boolean }

/** The raw forwarder and ours; with `others` also nginx and Fastify, where they are installed. */
export async function startBench({ latencyMs = 0, others = false }: Wanted): Promise<Bench> {
  const folder = makeFolder()
  const log = openSync(join(folder, 'log'), 'a')
  const children: ChildProcess[] = []
  const start = async (command: string, args: string[], port: number, env: Record<string, string> = {}) => {
    const child = startChild(command, args, {
      stdio: ['ignore', log, 'inherit'],
      env: { PATH: process.env.PATH, ...env },
    })
    children.push(child)
    child.unref()
    await isListening(port, child)
    return child
  }
  const script = async (file: string, args: string[], port: number, env?: Record<string, string>) =>
    start(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], port, env)

  const [gatewayPort = 0, rawPort = 0, fastifyPort = 0, nginxPort = 0] = await freePorts(4)
  const gateway = `http://127.0.0.1:${gatewayPort}`
  const subject = (name: string, port: number, child: ChildProcess, isOurs = false): Subject => ({
    name,
    url: `http://127.0.0.1:${port}`,
    isOurs,
    pids: () => familyOf(child.pid ?? 0),
  })
  const serve: Bench['serve'] = async (name, environment = {}) => {
    const [free = 0] = await freePorts(1)
    const port = Number(environment.PORT ?? free)
    const env = {
      NODE_ENV: 'production',
      PORT: String(port),
      CAPTURE_MERCHANT_ID: 'bench',
      CAPTURE_SECRET_KEY: SECRET_KEY,
      CAPTURE_ORIGINS: ORIGIN,
      CAPTURE_SEALING_KEYS: Buffer.alloc(32, 5).toString('base64'),
      CAPTURE_STORE: join(folder, `${name.replace(/\W/g, '-')}.db`),
      // Counted, but never full: all come from one address.
      CAPTURE_FAILED_PER_HOUR: '1000000',
      CAPTURE_FAILED_PER_DAY: '1000000',
      CAPTURE_ATTEMPTS_PER_MINUTE: '1000000',
      INGO_URL: gateway,
      INGO_USERNAME: 'bench',
      INGO_SECRET: 'bench-secret-not-real',
      INGO_PARTICIPANT_ID: '12345',
      // What Ingo asks for would be all that is measured.
      INGO_REQUESTS_PER_SECOND: '0',
      ...environment,
    }
    const ours = subject(name, port, await script('../../../server/cli.js', ['serve'], port, env), true)
    // It listens before its store is there.
    await isReady(ours)
    return ours
  }

  await script('./gateway.js', [String(gatewayPort), String(latencyMs)], gatewayPort)
  const subjects = [
    subject('raw forwarder', rawPort, await script('./raw.js', [String(rawPort), gateway], rawPort)),
    await serve('ours'),
  ]
  if (others && isInstalled('@fastify/http-proxy')) {
    const child = await script('./fastify.js', [String(fastifyPort), gateway], fastifyPort)
    subjects.push(subject('Fastify http-proxy', fastifyPort, child))
  }
  if (others && spawnSync('nginx', ['-v']).status === 0) {
    const file = join(folder, 'nginx.conf')
    writeFileSync(file, nginxConfig(folder, nginxPort, gateway))
    const child = await start('nginx', ['-c', file, '-e', join(folder, 'nginx.log')], nginxPort)
    subjects.push(subject('nginx proxy_pass', nginxPort, child))
  }
  return {
    gateway,
    subjects,
    serve,
    async stop() {
      await Promise.all(
        children.map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return
          child.ref()
          child.kill('SIGKILL')
          await once(child, 'exit')
        }),
      )
      removeFolder(folder)
    },
  }
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}

function nginxConfig(folder: string, port: number, gateway: string): string {
  return `daemon off; worker_processes 1; pid ${folder}/nginx.pid;
events { worker_connections 4096; }
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream gateway { server ${new URL(gateway).host}; keepalive 1024; }
  server {
    listen 127.0.0.1:${port}; keepalive_requests 100000000;
    location /v1/captures {
      proxy_pass http://gateway/gateway/verify--card;
      proxy_http_version 1.1; proxy_set_header Connection "";
    }
  }
}
`
}

async function isListening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isOpen) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('A process of the bench has ended.')
}

async function isReady({ name, url }: Subject): Promise<void> {
  const end = performance.now() + READY_WITHIN_MS
  while (performance.now() < end) {
    const response = await fetch(`${url}/readyz`)
    if (response.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`${name} has not become ready.`)
}

/** A process and its children: nginx works in those. */
function familyOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  const children = existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : []
  return [pid, ...children]
}

/** CPU that processes have used, all threads, in µs. Linux tells it to the nanosecond. */
export function cpuOf({ pids }: Subject): number {
  return pids()
    .flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((task) => `/proc/${pid}/task/${task}/schedstat`))
    .map((file) => Number(readFileSync(file, 'utf8').split(' ')[0]) / 1000)
    .reduce((sum, each) => sum + each, 0)
}

/** Resident memory, in MB. */
export function memoryOf({ pids }: Subject): number {
  return pids()
    .map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
    .reduce((sum, each) => sum + each, 0)
}

/** Capture servers as real processes on one Redis, or a single one on a file if Redis isn't installed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePorts } from '../harness/freePorts.js'

export const SECRET_KEY = 'sk_soak_only_0123456789abcdef'
export const ORIGIN = 'http://localhost:4181'

type Node = { url: string; child: ChildProcess }
export type Fleet = {
  /** Describes the fleet in the summary. */
  what: string
  /** The running processes. The first one keeps running if there is another. */
  nodes: Node[]
  /** Kills a process (SIGKILL) and starts another in its place. */
  kill: () => Promise<void>
  /** Starts another process, then stops one (SIGTERM); resolves to its exit code. */
  roll: () => Promise<number | null>
  stop: () => Promise<void>
}

const PROCESSES = 3
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Starts Redis, if it is installed, and the processes. */
export async function startFleet(gatewayUrl: string): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-soak-'))
  const binary = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0)
  const [redisPort = 0] = await findFreePorts(1)
  const redis = binary && spawn(binary, ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', ''])
  const state: Record<string, string> = redis
    ? { REDIS_URL: `redis://127.0.0.1:${redisPort}` }
    : { CAPTURE_STORE: join(folder, 'store.db') }
  const environment = {
    ...state,
    INGO_URL: gatewayUrl,
    INGO_USERNAME: 'soak',
    INGO_SECRET: 'soak-secret-not-real',
    INGO_PARTICIPANT_ID: '12345',
    INGO_REQUESTS_PER_SECOND: '100',
    CAPTURE_MERCHANT_ID: 'soak',
    CAPTURE_SECRET_KEY: SECRET_KEY,
    CAPTURE_ORIGINS: ORIGIN,
    CAPTURE_SEALING_KEYS: Buffer.alloc(32, 5).toString('base64'),
    // Limits are off: all requests come from one address.
    CAPTURE_FAILED_PER_HOUR: '0',
    CAPTURE_FAILED_PER_DAY: '0',
    CAPTURE_ATTEMPTS_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
  }
  const ever: ChildProcess[] = []
  const start = async () => {
    const node = await startNode(environment)
    ever.push(node.child)
    return node
  }
  const nodes = await Promise.all(Array.from({ length: redis ? PROCESSES : 1 }, start))
  const removeNode = () => nodes.pop()

  return {
    what: redis ? `${PROCESSES} processes on one ${binary}` : 'one process on a file (no redis-server here)',
    nodes,
    async kill() {
      const victim = removeNode()
      victim?.child.kill('SIGKILL')
      nodes.push(await start())
    },
    async roll() {
      const old = removeNode()
      nodes.push(await start())
      if (!old) return null
      old.child.kill('SIGTERM')
      const [code] = (await once(old.child, 'exit')) as [number | null]
      return code
    },
    async stop() {
      for (const child of ever) child.kill('SIGKILL')
      if (redis) {
        redis.kill('SIGKILL')
        await once(redis, 'exit')
      }
      rmSync(folder, { recursive: true })
    },
  }
}

async function startNode(environment: Record<string, string>): Promise<Node> {
  const [port = 0] = await findFreePorts(1)
  const cli = fileURLToPath(new URL('../../server/cli.js', import.meta.url))
  const child = spawn(process.execPath, [cli, 'serve'], {
    env: { ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined)
    if (response?.ok) return { url, child }
    if (child.exitCode !== null) throw new Error('serve has ended')
    await sleep(50)
  }
}

/** Resident memory of the process, from `ps`. */
export function residentMemory({ child }: Node): string {
  const { status, stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(child.pid)])
  return status === 0 ? `${Math.round(Number(stdout.toString()) / 1024)} MB` : 'not known (there is no ps)'
}

/** Capture servers as real processes. */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startChild } from '../bench/cleanup.js'
import { findFreePort } from '../../server/testing/freePorts.case.js'
import { TIMEOUT_MS } from './gatewayFaults.js'
import { sleep } from './random.js'
import { WEBHOOK_SECRET } from './receiver.js'

export const SECRET_KEY = 'sk_soak_only_0123456789abcdef'
export const ORIGIN = 'http://localhost:4181'

type Node = { url: string; child: ChildProcess }
export type Fleet = {
  /**
   * The running processes. If there are several, the first one is never replaced, so that its memory can
   * be measured over time.
   */
  nodes: Node[]
  /** Processes that ended by themselves, or with an error. */
  problems: string[]
  /** Kills a process (SIGKILL), waits for `meanwhile`, and starts another one in its place. `place` is from 0 to 1. */
  kill: (place: number, meanwhile?: () => Promise<void>) => Promise<void>
  /** Replaces a process, and stops it (SIGTERM). If the process has its own file, it ends before the new one starts. */
  roll: (place: number) => Promise<void>
  stop: () => Promise<void>
}

const READY_WITHIN_MS = 60_000

/** Starts `count` processes. `settings` has the URLs of the gateway and the receiver, and REDIS_URL or CAPTURE_STORE. */
export async function startFleet(settings: Record<string, string>, count: number): Promise<Fleet> {
  const environment = createEnvironment(settings)
  const problems: string[] = []
  const running = new Set<ChildProcess>()

  async function start(): Promise<Node> {
    const port = await findFreePort()
    const child = spawnServer({ ...environment, PORT: String(port) })
    running.add(child)
    child.once('exit', (code, signal) => {
      if (running.delete(child)) problems.push(`a process ended by itself with ${code ?? signal}`)
    })
    const url = `http://127.0.0.1:${port}`
    if (!(await becomesReady(url, child))) problems.push('a process did not become ready')
    return { url, child }
  }

  /** Resolves to its exit code or signal. */
  async function end({ child }: Node, signal: NodeJS.Signals): Promise<number | string | null> {
    if (!running.delete(child)) return null
    child.kill(signal)
    const [code, by] = (await once(child, 'exit')) as [number | null, string | null]
    return code ?? by
  }

  const nodes = await Promise.all(Array.from({ length: count }, start))
  const takeNode = (place: number): Node | undefined => {
    const index = count === 1 ? 0 : 1 + Math.floor(place * (nodes.length - 1))
    return nodes.splice(index, 1)[0]
  }

  return {
    ...{ nodes, problems },
    async kill(place, meanwhile) {
      const victim = takeNode(place)
      if (victim) await end(victim, 'SIGKILL')
      await meanwhile?.()
      nodes.push(await start())
    },
    async roll(place) {
      if (count > 1) nodes.push(await start())
      const old = takeNode(place)
      const code = old && (await end(old, 'SIGTERM'))
      if (code !== 0) problems.push(`a process stopped with ${code ?? 'no exit code'}`)
      if (count === 1) nodes.push(await start())
    },
    async stop() {
      await Promise.all(nodes.map((node) => end(node, 'SIGKILL')))
    },
  }
}

function createEnvironment(settings: Record<string, string>): Record<string, string> {
  return {
    INGO_USERNAME: 'soak',
    INGO_SECRET: 'soak-secret-not-real',
    INGO_PARTICIPANT_ID: '12345',
    INGO_REQUESTS_PER_SECOND: '100',
    INGO_TIMEOUT_MS: String(TIMEOUT_MS),
    CAPTURE_MERCHANT_ID: 'soak',
    CAPTURE_SECRET_KEY: SECRET_KEY,
    CAPTURE_ORIGINS: ORIGIN,
    CAPTURE_SEALING_KEYS: Buffer.alloc(32, 5).toString('base64'),
    // Limits are off: all requests come from one address.
    CAPTURE_FAILED_PER_HOUR: '0',
    CAPTURE_FAILED_PER_DAY: '0',
    CAPTURE_ATTEMPTS_PER_MINUTE: '0',
    CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    LOG_LEVEL: 'warn',
    ...settings,
  }
}

function spawnServer(environment: Record<string, string>): ChildProcess {
  const cli = fileURLToPath(new URL('../../server/cli.js', import.meta.url))
  return startChild(process.execPath, [cli, 'serve'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function becomesReady(url: string, child: ChildProcess): Promise<boolean> {
  const until = Date.now() + READY_WITHIN_MS
  while (Date.now() < until && child.exitCode === null) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined)
    if (response?.ok) return true
    await sleep(50)
  }
  return false
}

/** Resident memory of the process in MB, from `ps`; NaN without it. */
export function residentMemory({ child }: Node): number {
  const { status, stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(child.pid)])
  return status === 0 ? Math.round(Number(stdout.toString()) / 1024) : NaN
}

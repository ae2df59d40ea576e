/** A Redis of the soak's own, with or without persistence. */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { startChild } from '../bench/cleanup.js'
import { findFreePort } from '../../server/testing/freePorts.case.js'
import { sleep } from './random.js'

export type RedisProcess = {
  url: string
  /** Ends it by SIGKILL. */
  kill: () => Promise<void>
  /** Starts it again on the same port and folder. */
  restart: () => Promise<void>
  /** Stops it for a time (SIGSTOP), like a machine that stalls. */
  stall: (ms: number) => Promise<void>
}

const PERSISTENCE = {
  /**
   * With `always` Redis writes before it responds. With `everysec` a write waits up to 2 s for a slow disk, and a kill
   * loses writes that were acknowledged.
   */
  always: ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
  none: ['--appendonly', 'no', '--save', ''],
}

/** The installed server's command. Throws if there is none. */
export function findRedisBinary(): string {
  const binary = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0)
  if (binary === undefined)
    throw new Error('redis-server is missing. Install it: apt-get install redis-server')
  return binary
}

/** Starts Redis in an empty folder. */
export async function startRedis(
  folder: string,
  persistence: keyof typeof PERSISTENCE,
): Promise<RedisProcess> {
  const binary = findRedisBinary()
  const port = await findFreePort()
  const address = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  let child = await start()

  async function start(): Promise<ChildProcess> {
    const started = startChild(binary, [...address, ...PERSISTENCE[persistence]], { stdio: 'ignore' })
    while (!(await accepts(port))) {
      if (started.exitCode !== null) throw new Error(`${binary} has ended with ${started.exitCode}`)
      await sleep(20)
    }
    return started
  }

  return {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    async restart() {
      child = await start()
    },
    async stall(ms) {
      child.kill('SIGSTOP')
      await sleep(ms)
      child.kill('SIGCONT')
    },
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
}

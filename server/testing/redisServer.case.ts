/** For tests: a redis-server on a free port, if the machine has one installed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { Redis } from 'ioredis'
import { describe } from 'vitest'
import { findFreePort } from './freePorts.case.js'
import type { Store } from '../store/store.js'

/** `redis-server` or Valkey's, if one is installed. */
const redisBinary = ['redis-server', 'valkey-server'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
)

/** A suite that needs Redis. Without an installed server it is skipped and reported by name. */
export function describeWithRedis(name: string, suite: () => void): void {
  if (!redisBinary) {
    process.stderr.write(`${name}: not run (neither redis-server nor valkey-server is installed)\n`)
  }
  describe.skipIf(!redisBinary)(name, suite)
}

/** The permissions of the capture server's user in docs/deploy.md. */
export const USER_RULES = ['~capture:*', '+@all', '-@dangerous', '+info', '+config|get']

export type RedisServer = {
  /** The URL with a user who may access only the capture server's keys, as on a shared Redis. */
  url: string
  /** The URL of a user with all permissions. */
  adminUrl: string
  stop(): Promise<void>
  start(): Promise<void>
  /** Freezes the process like a dead machine: it answers nothing and closes no connection. */
  freeze(): void
  /** Removes all keys. */
  flush(): Promise<void>
  /** Runs any command. */
  command(name: string, ...values: string[]): Promise<unknown>
  /** Deletes a key as if it had expired; resolves to its remaining time in ms. */
  expire(key: string): Promise<number>
}

/** A connection without the capture server's time limits, which a machine that stalls for two seconds would exceed. */
export function connectPatiently(url: string): Redis {
  // Without a listener ioredis prints every failed reconnect.
  return new Redis(url).on('error', () => undefined)
}

/** Resolves when the store is connected to its server. */
export async function waitUntilConnected(store: Store): Promise<void> {
  for (;;) {
    const isConnected = await store.probe().then(
      () => true,
      () => false,
    )
    if (isConnected) return
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** Starts a server. `more` are additional command-line options. */
export async function startRedis(...more: string[]): Promise<RedisServer> {
  const port = await findFreePort()
  const adminUrl = `redis://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  const server: RedisServer = {
    url: adminUrl.replace('//', '//capture:test@'),
    adminUrl,
    async start() {
      const settings = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
        '--user',
        ...['capture', 'on', '>test', ...USER_RULES],
        ...more,
      ]
      child = spawn(redisBinary ?? '', settings, { stdio: 'ignore' })
      while (!(await listens(port))) await new Promise((done) => setTimeout(done, 20))
    },
    freeze() {
      child?.kill('SIGSTOP')
    },
    async flush() {
      const client = new Redis(adminUrl)
      await client.flushall()
      client.disconnect()
    },
    async command(name, ...values) {
      const client = new Redis(adminUrl)
      const reply = await client.call(name, ...values)
      client.disconnect()
      return reply
    },
    async expire(key) {
      const client = new Redis(adminUrl)
      const left = await client.pttl(key)
      await client.del(key)
      client.disconnect()
      return left
    },
    async stop() {
      if (child?.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
  await server.start()
  return server
}

/** Starts a server in cluster mode, which keeps a file in `folder`. Sets the second port: its default may be taken. */
export async function startRedisCluster(folder: string): Promise<RedisServer> {
  const second = String(await findFreePort())
  return startRedis('--cluster-enabled', 'yes', '--cluster-port', second, '--dir', folder)
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    const end = (isListening: boolean) => {
      socket.destroy()
      resolve(isListening)
    }
    socket.once('connect', () => {
      end(true)
    })
    socket.once('error', () => {
      end(false)
    })
  })
}

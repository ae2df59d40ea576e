/** A Redis for the bench, which loses its data when it stops. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connectRedis } from '../../../server/store/redisConnection.js'
import { findFreePort } from '../../../server/testing/freePorts.case.js'
import { startChild } from '../cleanup.js'

export type Redis = { url: string; stop: () => Promise<void> }

/** Starts a Redis or a Valkey; undefined if neither is installed. */
export async function startRedis(): Promise<Redis | undefined> {
  const binary = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0)
  if (!binary) return undefined
  const port = await findFreePort()
  const child = startChild(binary, ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  })
  const url = `redis://127.0.0.1:${port}`
  for (let isUp = false; !isUp;) {
    const connection = connectRedis(url)
    const ready = once(connection, 'ready').then(() => true)
    isUp = await ready.catch(() => false)
    connection.disconnect()
  }
  return {
    url,
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

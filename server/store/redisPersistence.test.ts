import { expect, it } from 'vitest'
import { describeWithRedis, startRedis, waitUntilConnected } from '../testing/redisServer.case.js'
import { sealingKeys } from '../testing/app.case.js'
import { openRedisBackends } from './openBackends.js'

describeWithRedis('the start of a server with Redis', () => {
  it.each([
    ['without snapshots and append-only file', [], 1],
    ['with snapshots', [['CONFIG', 'SET', 'save', '3600 1000000']], 0],
    ['that hides its settings', [['ACL', 'SETUSER', 'capture', '-config']], 0],
  ] as [string, string[][], number][])(
    'warns of a Redis %s: %j, %i times',
    async (_name, commands, times) => {
      const server = await startRedis()
      for (const [name = '', ...values] of commands) await server.command(name, ...values)
      const backends = await openRedisBackends(server.url, { sealingKeys })
      let warnings = 0
      backends.onVolatile?.(() => (warnings += 1))
      await waitUntilConnected(backends.store)
      await new Promise((done) => setTimeout(done, 200))
      expect(warnings).toBe(times)
      await backends.store.close()
      await server.stop()
    },
  )
})

import { once } from 'node:events'
import { expect, it } from 'vitest'
import { describeWithRedis, startRedis } from '../testing/redisServer.case.js'
import { connectRedis } from './redisConnection.js'

describeWithRedis('a connection to Redis', () => {
  it('sends the commands of one turn of the event loop in one write', async () => {
    const server = await startRedis()
    const redis = connectRedis(server.adminUrl)
    await once(redis, 'ready')
    const countReads = async () =>
      Number(/^total_reads_processed:(\d+)/m.exec(await redis.info('stats'))?.[1])
    const before = await countReads()
    for (let turn = 0; turn < 50; turn++)
      await Promise.all(Array.from({ length: 5 }, (_, index) => redis.set(`capture:test-${index}`, turn)))
    // Each turn causes one read, and so does the command that counts the reads.
    expect((await countReads()) - before).toBe(51)
    redis.disconnect()
    await server.stop()
  })
})

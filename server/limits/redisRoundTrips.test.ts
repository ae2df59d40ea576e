/** The number of Redis round trips of a capture. A command that needs an earlier reply costs another round trip. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp } from '../testing/app.case.js'
import { json, startGateway, success } from '../testing/gateway.case.js'
import { describeWithRedis, startRedis, type RedisServer } from '../testing/redisServer.case.js'
import { openWiredBackends } from '../testing/redisWire.case.js'

const declined = json(() => ({ status: 852 }))
const approved = json((sent) => success(sent, { customer_account_token: 'token-1' }))

describeWithRedis('a capture on Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  it.each([
    ['3 times with a rate', '5', approved, 200, 3],
    ['3 times with a rate when it is declined', '5', declined, 422, 3],
    ['2 times without a rate', '0', approved, 200, 2],
    ['2 times without a rate when it is declined', '0', declined, 422, 2],
  ])('waits for replies, one after the other, %s', async (_name, rate, behaviour, status, most) => {
    const { wire, backends } = await openWiredBackends(server)
    const gateway = await startGateway(behaviour)
    const app = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: rate }, backends)
    app.time.now = Date.now()
    const counts: number[] = []
    // The first use of a script sends its text.
    for (const id of ['customer-1', 'customer-2', 'customer-3']) {
      const session = await app.open({ participant_unique_id1: id })
      wire.readRoundTrips()
      expect((await session.capture()).status).toBe(status)
      counts.push(wire.readRoundTrips())
    }
    expect(counts.slice(1)).toEqual([most, most])
  })
})

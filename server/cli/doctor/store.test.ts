/** The store check of `doctor`, with a working Redis and with each fault. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { environment } from '../../testing/app.case.js'
import { hasOpenssl, selfSigned } from '../../testing/certificate.case.js'
import { temporaryFolder } from '../../testing/merchantsFile.case.js'
import { parseConfig } from '../../config/config.js'
import {
  describeWithRedis,
  startRedis,
  startRedisCluster,
  type RedisServer,
} from '../../testing/redisServer.case.js'
import type { Check } from './check.js'
import { checkStore } from './store.js'

const check = (REDIS_URL: string) => checkStore(parseConfig({ ...environment, REDIS_URL }))

/** Starts a server that ends with the test; resolves to its `host:port`. */
async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

function expectFailure({ status, summary, remedy = '' }: Check, fault: RegExp, what: RegExp): void {
  expect([status, summary]).toEqual(['failed', expect.stringMatching(fault)])
  expect(remedy).toMatch(what)
  expect(summary + remedy).not.toMatch(/127\.0\.0\.1|nowhere|marked/)
}

it('tells apart a closed port, an unknown host, a silent server and missing TLS', async () => {
  const silent = await listening(createServer(() => undefined))
  const [refused, unknown, late, plain] = await Promise.all([
    check('redis://:marked@127.0.0.1:1'),
    check('redis://nowhere.invalid'),
    check(`redis://${silent}`),
    // A Redis without TLS does not answer a TLS greeting.
    check(`rediss://${silent}`),
  ])
  expectFailure(refused, /nothing listens .*\(ECONNREFUSED\)$/, /host and port/)
  expectFailure(unknown, /no address \((?:ENOTFOUND|EAI_AGAIN)\)$/, /host/)
  expectFailure(late, /does not answer/, /firewall/)
  expectFailure(plain, /does not speak TLS/, /begins with redis:/)
})

it.skipIf(!hasOpenssl)('reports redis: for a server with TLS, and an untrusted certificate', async () => {
  const { key, cert } = selfSigned()
  const where = await listening(createTlsServer({ key, cert }))
  expectFailure(await check(`redis://${where}`), /does not speak Redis’s protocol/, /begins with rediss:/)
  expectFailure(await check(`rediss://${where}`), /certificate is not trusted/, /NODE_EXTRA_CA_CERTS/)
})

describeWithRedis('a Redis in cluster mode', () => {
  it('is reported by name', async () => {
    const server = await startRedisCluster(temporaryFolder())
    expectFailure(await check(server.url), /is in cluster mode.*\(CLUSTER_MODE\)$/, /cluster-enabled no/)
    await server.stop()
  })
})

describeWithRedis('a Redis that answers', () => {
  let server: RedisServer
  const at = (login: string) => server.adminUrl.replace('//', `//${login}@`)

  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  it('warns of a Redis that keeps nothing on disk', async () => {
    expect(await check(server.url)).toMatchObject({
      status: 'warning',
      summary: expect.stringContaining('nothing on disk') as string,
      remedy: expect.stringContaining('appendonly') as string,
    })
  })

  it('does not warn where Redis hides whether it is persistent', async () => {
    await server.command('ACL', 'SETUSER', 'managed', 'on', '>right', '~*', '+@all', '-config')
    expect(await check(at('managed:right'))).toMatchObject({ status: 'ok' })
  })

  it('waits until the client is ready, then reads and writes', async () => {
    await server.command('CONFIG', 'SET', 'save', '3600 1000000')
    expect(await check(server.url)).toMatchObject({ name: 'store', status: 'ok' })
  })

  it('reports a user without write permission, and a wrong password', async () => {
    await server.command('ACL', 'SETUSER', 'reader', 'on', '>right', '~*', '+@read', '+info', '+hello')
    expectFailure(await check(at('reader:right')), /may not write \(NOPERM\)$/, /capture:\*/)
    expectFailure(await check(at('reader:marked')), /refuses the password \(WRONGPASS\)$/, /%40/)
  })

  it('warns of an eviction policy that deletes sessions, but not if Redis does not report its policy', async () => {
    await server.command('CONFIG', 'SET', 'maxmemory', '100mb')
    expect(await check(server.url)).toMatchObject({ status: 'ok' })
    await server.command('CONFIG', 'SET', 'maxmemory-policy', 'volatile-lru')
    expect(await check(server.url)).toMatchObject({
      status: 'warning',
      summary: expect.stringContaining('volatile-lru') as string,
      remedy: expect.stringContaining('noeviction') as string,
    })
    await server.command('ACL', 'SETUSER', 'quiet', 'on', '>right', '~*', '+@all', '-info')
    expect(await check(at('quiet:right'))).toMatchObject({ status: 'ok' })
  })

  it('reports a missing password', async () => {
    await server.command('CONFIG', 'SET', 'requirepass', 'right')
    expectFailure(await check(server.adminUrl), /asks for a password.*\(NOAUTH\)$/, /REDIS_URL/)
    expect(await check(at(':right'))).toMatchObject({ status: 'warning' })
  })
})

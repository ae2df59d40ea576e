/** What the doctor says of a Redis that is well, and of each that isn't. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { environment } from '../../testing/app.case.js'
import { hasOpenssl, selfSigned } from '../../testing/certificate.case.js'
import { parseConfig } from '../../config/config.js'
import { describeWithRedis, startRedis, type RedisServer } from '../../testing/redisServer.case.js'
import type { Check } from './deployment.js'
import { checkStore } from './store.js'

const check = (REDIS_URL: string) => checkStore(parseConfig({ ...environment, REDIS_URL }))

/** `host:port` of a server that is gone after the test. */
async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

function expectFailure({ verdict, says, mend = '' }: Check, fault: RegExp, what: RegExp): void {
  expect([verdict, says]).toEqual(['failed', expect.stringMatching(fault)])
  expect(mend).toMatch(what)
  expect(says + mend).not.toMatch(/127\.0\.0\.1|nowhere|marked/)
}

it('one that can’t be reached: port, name, silence, and TLS where there is none, are told apart', async () => {
  const silent = await listening(createServer(() => undefined))
  const [refused, unknown, late, plain] = await Promise.all([
    check('redis://:marked@127.0.0.1:1'),
    check('redis://nowhere.invalid'),
    check(`redis://${silent}`),
    // A Redis without TLS is as silent to a greeting of TLS.
    check(`rediss://${silent}`),
  ])
  expectFailure(refused, /nothing listens .*\(ECONNREFUSED\)$/, /host and port/)
  expectFailure(unknown, /no address \((?:ENOTFOUND|EAI_AGAIN)\)$/, /host/)
  expectFailure(late, /does not answer/, /firewall/)
  expectFailure(plain, /does not speak TLS/, /begins with redis:/)
})

it.skipIf(!hasOpenssl)(
  'one that speaks TLS: told of redis:, and of a certificate that nobody knows',
  async () => {
    const { key, cert } = selfSigned()
    const where = await listening(createTlsServer({ key, cert }))
    expectFailure(await check(`redis://${where}`), /does not speak Redis’s protocol/, /begins with rediss:/)
    expectFailure(await check(`rediss://${where}`), /certificate is not trusted/, /NODE_EXTRA_CA_CERTS/)
  },
)

describeWithRedis('a Redis that answers', () => {
  let server: RedisServer
  const at = (login: string) => server.url.replace('//', `//${login}@`)

  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  it('well: it waits until it is connected, then reads and writes', async () => {
    expect(await check(server.url)).toMatchObject({ name: 'store', verdict: 'ok' })
  })

  it('a user who may not write, and a password that is wrong', async () => {
    await server.command('ACL', 'SETUSER', 'reader', 'on', '>right', '~*', '+@read', '+info', '+hello')
    expectFailure(await check(at('reader:right')), /may not write \(NOPERM\)$/, /capture:\*/)
    expectFailure(await check(at('reader:marked')), /refuses the password \(WRONGPASS\)$/, /%40/)
  })

  it('one that forgets sessions when it is full is warned of, and not one that says nothing of it', async () => {
    await server.command('CONFIG', 'SET', 'maxmemory', '100mb')
    expect(await check(server.url)).toMatchObject({ verdict: 'ok' })
    await server.command('CONFIG', 'SET', 'maxmemory-policy', 'volatile-lru')
    expect(await check(server.url)).toMatchObject({
      verdict: 'warning',
      says: expect.stringContaining('volatile-lru') as string,
      mend: expect.stringContaining('noeviction') as string,
    })
    await server.command('ACL', 'SETUSER', 'quiet', 'on', '>right', '~*', '+@all', '-info')
    expect(await check(at('quiet:right'))).toMatchObject({ verdict: 'ok' })
  })

  it('one that asks for a password', async () => {
    await server.command('CONFIG', 'SET', 'requirepass', 'right')
    expectFailure(await check(server.url), /asks for a password.*\(NOAUTH\)$/, /REDIS_URL/)
    expect(await check(at(':right'))).toMatchObject({ verdict: 'warning' })
  })
})

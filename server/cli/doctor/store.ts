/** Whether the store can be read and written, and why not. */
import { createConnection } from 'node:net'
import type { Redis } from 'ioredis'
import type { Config } from '../../config/config.js'
import { openEmbeddedBackends } from '../../store/openBackends.js'
import { errorCode } from '../../store/errorCode.js'
import type { Check } from './deployment.js'

const MOST_MS = 5_000
const CONNECT_MS = 1_000
const name = 'store'
const CHECK = 'REDIS_URL should be redis://user:password@host:port, or rediss: for TLS'

/** By what `faultOf` says; `ESTRANGE` is ours: something answers, and not as Redis does. */
const faults: [fits: RegExp, says: string, mend: string][] = [
  [
    /^WRONGPASS$/,
    'the server refuses the password',
    'check user and password in REDIS_URL; in a URL, @ is written %40, / %2F, : %3A',
  ],
  [
    /^NOAUTH$/,
    'the server asks for a password, and there is none',
    'put it into REDIS_URL: redis://:password@host:port, or user:password where users have names',
  ],
  [/^ECONNREFUSED$/, 'nothing listens on its port', 'check host and port in REDIS_URL, and start the server'],
  [
    /^(?:ENOTFOUND|EAI_AGAIN)$/,
    'its host has no address',
    'check the host in REDIS_URL, and the name server',
  ],
  [
    /^ESTRANGE$/,
    'what listens there does not speak Redis’s protocol',
    'check the port in REDIS_URL; where the server speaks TLS it begins with rediss:',
  ],
  [
    /^(?:EPROTO|ECONNRESET|ERR_SSL_\w+)$/,
    'what listens there does not speak TLS',
    'check the port in REDIS_URL; where the server does not speak TLS it begins with redis:',
  ],
  [
    /CERT|SIGNED|SIGNATURE|^UNABLE_TO/,
    'its certificate is not trusted',
    'check the host in REDIS_URL; NODE_EXTRA_CA_CERTS adds a trusted authority',
  ],
  [
    /^(?:ETIMEDOUT|timed out|EHOSTUNREACH|ENETUNREACH)$/,
    'it does not answer',
    'check host and port in REDIS_URL, and the firewall in between',
  ],
  [
    /^NOPERM$/,
    'its user may not write',
    'allow it the keys capture:* and rlflx*, their commands and scripts',
  ],
  [/^READONLY$/, 'it is a replica', 'REDIS_URL should be the primary'],
  [/^(?:OOM|MISCONF)$/, 'it takes no writes', 'give it memory or disk: its own log says which it lacks'],
  [/^LOADING$/, 'it is still loading its data', 'ask again in a while'],
]

export function checkStore({ redisUrl, store }: Config): Promise<Check> {
  return redisUrl === undefined ? checkFile(store) : checkRedis(redisUrl)
}

async function checkFile(file: string): Promise<Check> {
  try {
    const { store } = openEmbeddedBackends(file, Date.now)
    await store.probe().finally(() => store.close())
  } catch (error) {
    // A line that names the setting.
    const mend = 'CAPTURE_STORE should be one that this user may read and write'
    return { name, verdict: 'failed', says: (error as Error).message, mend }
  }
  if (file === ':memory:') {
    const mend = 'set CAPTURE_STORE to a file, or REDIS_URL'
    return { name, verdict: 'warning', says: 'in memory: a restart forgets every session', mend }
  }
  return { name, verdict: 'ok', says: 'CAPTURE_STORE can be read and written' }
}

async function checkRedis(url: string): Promise<Check> {
  const { connectRedis, createRedisStore } = await import('../../store/redis.js')
  const redis = connectRedis(url)
  try {
    await connected(redis)
    await createRedisStore(redis).probe()
    const policy = await evicts(redis)
    if (policy === undefined) return { name, verdict: 'ok', says: 'REDIS_URL can be read and written' }
    const says = `when its memory is full, Redis throws sessions away (maxmemory-policy ${policy})`
    return { name, verdict: 'warning', says, mend: 'set its maxmemory-policy to noeviction' }
  } catch (error) {
    const fault = errorCode(error)
    const isTls = new URL(url).protocol === 'rediss:'
    const code = isTls && fault === 'ETIMEDOUT' && (await isOpen(url)) ? 'EPROTO' : fault
    const [, says, mend] = faults.find(([fits]) => fits.test(code)) ?? [undefined, 'cannot be used', CHECK]
    return { name, verdict: 'failed', says: `REDIS_URL: ${says} (${code})`, mend }
  } finally {
    redis.disconnect()
  }
}

/** The client refuses whatever it is asked until it is ready: its first word decides. */
function connected(redis: Redis): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, MOST_MS, Object.assign(new Error(), { code: 'ETIMEDOUT' }))
    const end = (settle: () => void) => () => {
      clearTimeout(timer)
      settle()
    }
    redis.once('ready', end(resolve))
    redis.once('error', (error: Error) => {
      // Whoever speaks another protocol is met with no code.
      end(() => {
        reject(errorCode(error) === 'Error' ? strange() : error)
      })()
    })
    redis.once(
      'close',
      end(() => {
        reject(strange())
      }),
    )
  })
}

function strange(): Error {
  return Object.assign(new Error(), { code: 'ESTRANGE' })
}

async function isOpen(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    const socket = createConnection({ host, port: Number(port || 6379), timeout: CONNECT_MS })
    const end = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
}

/** What it does when its memory is full, if that is to forget; a server that doesn't tell is not asked twice. */
async function evicts(redis: Redis): Promise<string | undefined> {
  const told = await redis.info('memory').catch(() => '')
  const most = /^maxmemory:(\d+)/m.exec(told)?.[1]
  const policy = /^maxmemory_policy:([a-z-]+)/m.exec(told)?.[1]
  return Number(most ?? 0) > 0 && policy !== 'noeviction' ? policy : undefined
}

/** Checks that the store can be read and written, and says why when it cannot. */
import { createConnection } from 'node:net'
import type { Redis } from 'ioredis'
import type { Config } from '../../config/config.js'
import { errorCode } from '../../store/errorCode.js'
import { MIN_REDIS_VERSION } from '../../store/unsupportedRedis.js'
import type { Check } from './check.js'
import { checkStoreFile } from './storeFile.js'

const READY_TIMEOUT_MS = 5_000
const CONNECT_TIMEOUT_MS = 1_000
const name = 'store'
const DEFAULT_REMEDY = 'check REDIS_URL: redis://user:password@host:port, or rediss: for TLS'
/** Our own error code: something answers, but not with Redis's protocol. */
const NOT_REDIS = 'NOT_REDIS'

/** The first row whose pattern matches the error's code applies. */
const faults: [pattern: RegExp, summary: string, remedy: string][] = [
  [
    /^WRONGPASS$/,
    'the server refuses the password',
    'check user and password in REDIS_URL; in a URL, @ is written %40, / %2F, : %3A',
  ],
  [
    /^NOAUTH$/,
    'the server asks for a password, but REDIS_URL has none',
    'add it to REDIS_URL: redis://:password@host:port, or user:password for a named user',
  ],
  [/^ECONNREFUSED$/, 'nothing listens on its port', 'check host and port in REDIS_URL, and start the server'],
  [
    /^(?:ENOTFOUND|EAI_AGAIN)$/,
    'its host has no address',
    'check the host in REDIS_URL, and the name server',
  ],
  [
    /^NOT_REDIS$/,
    'the server at that port does not speak Redis’s protocol',
    'check the port in REDIS_URL; for a server with TLS, REDIS_URL begins with rediss:',
  ],
  [
    /^(?:EPROTO|ECONNRESET|ERR_SSL_\w+)$/,
    'the server at that port does not speak TLS',
    'check the port in REDIS_URL; for a server without TLS, REDIS_URL begins with redis:',
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
    'allow the user the keys capture:*, with their commands and scripts',
  ],
  [/^(?:READONLY|MASTERDOWN)$/, 'it is a replica', 'point REDIS_URL to the primary'],
  [
    /^CLUSTER_MODE$/,
    'it is in cluster mode, which is not supported',
    'use one Redis or Valkey with its replicas, with cluster-enabled no',
  ],
  [
    /^OLD_VERSION$/,
    'its version is too old',
    `use Redis ${MIN_REDIS_VERSION} or newer, or any version of Valkey`,
  ],
  [
    /^NOREPLICAS$/,
    'it accepts no writes without its replicas',
    'start its replicas, or lower its min-replicas-to-write',
  ],
  [
    /^(?:OOM|MISCONF)$/,
    'it accepts no writes',
    'give it more memory or disk: its own log says which is missing',
  ],
  [/^LOADING$/, 'it is still loading its data', 'run doctor again in a moment'],
]

/** Writes and reads a probe in Redis; a file is left to the server that owns it. */
export function checkStore(config: Config): Promise<Check> {
  return config.redisUrl === undefined ? checkStoreFile(config) : checkRedis(config.redisUrl)
}

async function checkRedis(url: string): Promise<Check> {
  const { connectRedis } = await import('../../store/redisConnection.js')
  const { rejectUnsupported } = await import('../../store/unsupportedRedis.js')
  const { createRedisStore } = await import('../../store/redis.js')
  const redis = connectRedis(url)
  try {
    await waitUntilReady(redis)
    await rejectUnsupported(redis)
    await createRedisStore(redis, () => []).probe()
    const policy = await readEvictionPolicy(redis)
    if (policy === undefined) return await checkPersistence(redis)
    const summary = `when its memory is full, Redis deletes sessions (maxmemory-policy ${policy})`
    return { name, status: 'warning', summary, remedy: 'set its maxmemory-policy to noeviction' }
  } catch (error) {
    const code = await refineCode(url, errorCode(error))
    const fault = faults.find(([pattern]) => pattern.test(code))
    const [, summary, remedy] = fault ?? [undefined, 'cannot be used', DEFAULT_REMEDY]
    return { name, status: 'failed', summary: `REDIS_URL: ${summary} (${code})`, remedy }
  } finally {
    redis.disconnect()
  }
}

/** Silent where Redis does not say whether it is persistent. */
async function checkPersistence(redis: Redis): Promise<Check> {
  const { readPersistence } = await import('../../store/redisPersistence.js')
  if ((await readPersistence(redis)) !== false)
    return { name, status: 'ok', summary: 'REDIS_URL can be read and written' }
  const summary = 'Redis keeps nothing on disk: its restart loses every session'
  return { name, status: 'warning', summary, remedy: 'set its appendonly to yes, or its save to a period' }
}

/** A Redis without TLS does not answer a TLS greeting: a time-out on an open port means the wrong protocol. */
async function refineCode(url: string, code: string): Promise<string> {
  const isTls = new URL(url).protocol === 'rediss:'
  return isTls && code === 'ETIMEDOUT' && (await acceptsConnections(url)) ? 'EPROTO' : code
}

/** Rejects with the first error: the client refuses every command until it is ready. */
function waitUntilReady(redis: Redis): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(codedError('ETIMEDOUT'))
    }, READY_TIMEOUT_MS)
    redis.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    redis.once('error', (error: Error) => {
      // An answer in another protocol is an error without a code.
      fail(errorCode(error) === 'Error' ? codedError(NOT_REDIS) : error)
    })
    redis.once('close', () => {
      fail(codedError(NOT_REDIS))
    })
  })
}

function codedError(code: string): Error {
  return Object.assign(new Error(), { code })
}

async function acceptsConnections(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    const socket = createConnection({ host, port: Number(port || 6379), timeout: CONNECT_TIMEOUT_MS })
    const finish = (accepts: boolean) => () => {
      socket.destroy()
      resolve(accepts)
    }
    socket.once('connect', finish(true)).once('error', finish(false)).once('timeout', finish(false))
  })
}

/** The policy by which Redis deletes keys when its memory is full; undefined: it deletes none, or does not say. */
async function readEvictionPolicy(redis: Redis): Promise<string | undefined> {
  const info = await redis.info('memory').catch(() => '')
  const maxMemory = /^maxmemory:(\d+)/m.exec(info)?.[1]
  const policy = /^maxmemory_policy:([a-z-]+)/m.exec(info)?.[1]
  return Number(maxMemory ?? 0) > 0 && policy !== 'noeviction' ? policy : undefined
}

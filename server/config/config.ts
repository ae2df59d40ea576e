/** One schema from environment to Config. A problem names the variable and what it should be, never its value. */
import * as z from 'zod/mini'
import { isLoopback } from '../../contract/origin.js'
import { ConfigError, secretNames, collectErrors, type Environment } from './environment.js'
import { WEAK_SECRET_MESSAGE, isWeakKey } from './weakSecrets.js'
import { merchantNames, parseMerchant, type Merchant } from './merchant.js'
import { readMerchants } from './merchantsFile.js'
import {
  baseUrl,
  integerInRange,
  isBaseUrl,
  isRedisUrl,
  isSealingKey,
  keyList,
  list,
  oneOf,
  parse,
  setting,
  withDefault,
} from './setting.js'

export { ConfigError, type Environment } from './environment.js'

export type Config = {
  host: string
  port: number
  /** What the browser sees, without a slash at the end. */
  publicUrl: string
  /** Undefined: no metrics are served. */
  metricsPort?: number
  /** File of the embedded store, or `:memory:`. */
  store: string
  /** The shared store, in place of the embedded one. */
  redisUrl?: string
  /** How many entries of X-Forwarded-For come from proxies of the operator's own. */
  trustedProxies: number
  /** How long what is under way may take after SIGTERM. */
  drainMs: number
  logLevel: string
} & Reloaded

/** What a reload replaces, at once and as a whole: whoever asks takes it from the Config anew, and keeps it to the end. */
export type Reloaded = {
  /** 32 bytes each: the first seals, all open. */
  sealingKeys: Buffer[]
  merchants: Merchant[]
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const settings = z.object({
  HOST: withDefault('127.0.0.1', 'a host name or address', (value) => /^[A-Za-z0-9.:-]+$/.test(value)),
  PORT: withDefault('4180', 'a port, 0 to 65535', integerInRange(0, 65_535)),
  LOG_LEVEL: oneOf(logLevels, 'info'),
  CAPTURE_PUBLIC_URL: z.optional(setting(baseUrl, isBaseUrl)),
  CAPTURE_STORE: withDefault('.capture/store.db', 'a file or :memory:', (value) => value.trim() !== ''),
  CAPTURE_TRUSTED_PROXIES: withDefault('0', 'a whole number of proxies, 0 to 10', integerInRange(0, 10)),
  CAPTURE_DRAIN_SECONDS: withDefault('65', 'seconds, 1 to 600', integerInRange(1, 600)),
  CAPTURE_SEALING_KEYS: keyList('base64 of 32 bytes, or several with commas between', isSealingKey),
  REDIS_URL: z.optional(setting('a redis: or rediss: URL', isRedisUrl)),
  METRICS_PORT: z.optional(setting('a port, 0 to 65535', integerInRange(0, 65_535))),
})

/** Everything that a capture server's environment may have of ours; CAPTURE_PORT is the demo's. */
export const settingNames: readonly string[] = [
  ...Object.keys(settings.shape),
  ...merchantNames,
  ...secretNames.map((name) => `${name}_FILE`),
  'CAPTURE_CONFIG',
  'CAPTURE_PORT',
]

/** Reads the configuration, and the file of merchants if it names one; throws ConfigError with every problem at once. */
export function parseConfig(environment: Environment): Config {
  const [read, merchants] = collectErrors(
    () => parse(settings, environment),
    () => merchantsOf(environment),
  )
  const sealingKeys = list(read.CAPTURE_SEALING_KEYS).map((key) => Buffer.from(key, 'base64'))
  if (!merchants.every(isLocal) && sealingKeys.some(isWeakKey))
    throw new ConfigError([`CAPTURE_SEALING_KEYS ${WEAK_SECRET_MESSAGE}`])
  if (read.METRICS_PORT === read.PORT && read.PORT !== '0')
    throw new ConfigError(['METRICS_PORT is the same as PORT: it should be a port of its own'])
  return {
    host: read.HOST,
    port: Number(read.PORT),
    publicUrl: (read.CAPTURE_PUBLIC_URL ?? `http://127.0.0.1:${read.PORT}`).replace(/\/+$/, ''),
    ...(read.METRICS_PORT !== undefined && { metricsPort: Number(read.METRICS_PORT) }),
    store: read.CAPTURE_STORE,
    ...(read.REDIS_URL !== undefined && { redisUrl: read.REDIS_URL }),
    trustedProxies: Number(read.CAPTURE_TRUSTED_PROXIES),
    drainMs: Number(read.CAPTURE_DRAIN_SECONDS) * 1000,
    logLevel: read.LOG_LEVEL,
    sealingKeys,
    merchants,
  }
}

/** Whether its gateway is on this machine. */
export function isLocal({ ingo }: Merchant): boolean {
  return isLoopback(new URL(ingo.url).hostname)
}

/** One of the environment, or those of a file: never both, for nobody would know which one counts. */
function merchantsOf(given: Environment): Merchant[] {
  const { CAPTURE_CONFIG: file } = given
  if (!file) return [parseMerchant(given)]
  // What came from a file was set by that file's name.
  const beside = merchantNames.filter((name) => given[name] && !given[`${name}_FILE`])
  if (beside.length === 0) return readMerchants(file)
  throw new ConfigError(
    beside.map((name) => `${name} is set beside CAPTURE_CONFIG: it belongs into the file`),
  )
}

/** Parses the environment into a Config. A problem names the setting, the rule and the fix, never the value. */
import * as z from 'zod/mini'
import { isLocalAccount } from '../gateway/hosts.js'
import { logThresholds, type LogThreshold } from '../observability/log.js'
import { ConfigError, secretNames, collectErrors, type Environment } from './environment.js'
import { merchantNames, parseMerchant, type Merchant } from './merchant.js'
import { readMerchants } from './merchantsFile.js'
import {
  BASE_URL_RULE,
  integerInRange,
  isBaseUrl,
  isRedisUrl,
  isSealingKey,
  isStoreFile,
  keyList,
  splitList,
  choice,
  parseSettings,
  setting,
  withDefault,
} from './setting.js'
import { isWeakKey, WEAK_KEY_MESSAGE } from './weakSecrets.js'

export type { Environment } from './environment.js'

/** The whole configuration of a capture server. */
export type Config = {
  host: string
  port: number
  /** The server's URL as browsers see it, without a slash at the end. */
  publicUrl: string
  /** The host of the metrics endpoint. Separate from `host`, so that a public server doesn't publish the metrics. */
  metricsHost: string
  /** Undefined: no metrics endpoint. */
  metricsPort?: number
  /** The file of the embedded store, or `:memory:`. */
  store: string
  /** If set, replaces the embedded store by a shared one. */
  redisUrl?: string
  /** How many entries of X-Forwarded-For the operator's own proxies add. */
  trustedProxies: number
  /** How long requests in flight may take after SIGTERM. */
  drainMs: number
  /** How long a client's connection stays open between two requests. */
  keepAliveMs: number
  /** Whether HSTS includes the subdomains of the server's host. */
  hstsSubdomains: boolean
  logLevel: LogThreshold
} & ReloadableConfig

/** The part that a reload replaces, all at once. A request reads it once and keeps it until its end. */
type ReloadableConfig = {
  /** 32 bytes each. The first key seals sessions, and all keys open them. */
  sealingKeys: Buffer[]
  merchants: Merchant[]
}

const address = () =>
  withDefault('127.0.0.1', 'a host name or address', (value) => /^[A-Za-z0-9.:-]+$/.test(value))

const settings = z.object({
  HOST: address(),
  PORT: withDefault('4180', 'a port, 0 to 65535', integerInRange(0, 65_535)),
  LOG_LEVEL: choice(logThresholds, 'info'),
  CAPTURE_PUBLIC_URL: z.optional(setting(BASE_URL_RULE, isBaseUrl)),
  CAPTURE_STORE: withDefault(
    '.capture/store.db',
    ':memory:, or a file outside /proc, /sys and /dev',
    isStoreFile,
  ),
  CAPTURE_TRUSTED_PROXIES: withDefault('0', 'a whole number of proxies, 0 to 10', integerInRange(0, 10)),
  CAPTURE_DRAIN_SECONDS: withDefault('65', 'seconds, 1 to 600', integerInRange(1, 600)),
  // Longer than the 60 s for which load balancers keep an idle connection.
  CAPTURE_KEEP_ALIVE_SECONDS: withDefault('65', 'seconds, 1 to 3600', integerInRange(1, 3600)),
  CAPTURE_HSTS_SUBDOMAINS: choice(['true', 'false'], 'false'),
  CAPTURE_SEALING_KEYS: keyList(
    'base64 of 32 bytes, or several separated by commas (a key with sk_ is for CAPTURE_SECRET_KEY)',
    isSealingKey,
  ),
  REDIS_URL: z.optional(setting('a redis: or rediss: URL', isRedisUrl)),
  METRICS_HOST: address(),
  METRICS_PORT: z.optional(setting('a port, 0 to 65535', integerInRange(0, 65_535))),
})

/** The names of all settings. CAPTURE_PORT belongs to the demo. */
export const settingNames: readonly string[] = [
  ...Object.keys(settings.shape),
  ...merchantNames,
  ...secretNames.map((name) => `${name}_FILE`),
  'CAPTURE_CONFIG',
  'CAPTURE_PORT',
]

/** Parses the configuration, with the file of merchants if there is one. Throws ConfigError with every problem. */
export function parseConfig(environment: Environment): Config {
  const [read, merchants] = collectErrors(
    () => parseSettings(settings, environment),
    () => readConfiguredMerchants(environment),
  )
  const sealingKeys = splitList(read.CAPTURE_SEALING_KEYS).map((key) => Buffer.from(key, 'base64'))
  if (!merchants.every(isLocal) && sealingKeys.some(isWeakKey))
    throw new ConfigError([`CAPTURE_SEALING_KEYS ${WEAK_KEY_MESSAGE}`])
  if (read.METRICS_PORT === read.PORT && read.PORT !== '0')
    throw new ConfigError(['METRICS_PORT is a duplicate of PORT. Choose another port.'])
  return {
    host: read.HOST,
    port: Number(read.PORT),
    publicUrl: (read.CAPTURE_PUBLIC_URL ?? `http://127.0.0.1:${read.PORT}`).replace(/\/+$/, ''),
    metricsHost: read.METRICS_HOST,
    ...(read.METRICS_PORT !== undefined && { metricsPort: Number(read.METRICS_PORT) }),
    store: read.CAPTURE_STORE,
    ...(read.REDIS_URL !== undefined && { redisUrl: read.REDIS_URL }),
    trustedProxies: Number(read.CAPTURE_TRUSTED_PROXIES),
    drainMs: Number(read.CAPTURE_DRAIN_SECONDS) * 1000,
    keepAliveMs: Number(read.CAPTURE_KEEP_ALIVE_SECONDS) * 1000,
    hstsSubdomains: read.CAPTURE_HSTS_SUBDOMAINS === 'true',
    logLevel: read.LOG_LEVEL as LogThreshold,
    sealingKeys,
    merchants,
  }
}

/** Whether the merchant's gateway is on this machine. */
export function isLocal({ ingo }: Merchant): boolean {
  return isLocalAccount(ingo)
}

/** The merchant of the environment, or the merchants of a file. Both at once are ambiguous, and rejected. */
function readConfiguredMerchants(given: Environment): Merchant[] {
  const { CAPTURE_CONFIG: file } = given
  if (!file) return [parseMerchant(given)]
  // withSecretFiles has set NAME from NAME_FILE. Reports only the name that the operator has set.
  const rejected = merchantNames.filter((name) => given[name] && !given[`${name}_FILE`])
  if (rejected.length === 0) return readMerchants(file)
  throw new ConfigError(
    rejected.map((name) => `${name} is rejected because CAPTURE_CONFIG is set. Move it into that file.`),
  )
}

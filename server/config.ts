/** One schema from environment to Config. A problem names the variable and what it should be, never its value. */
import * as z from 'zod/mini'
import { requirements, type CardPolicy } from '../contract/policy.js'
import { isLoopback, isOrigin } from '../contract/origin.js'
import { isExample, isRegular } from './guessable.js'
import { algorithms, type Credentials } from './ingo/sign.js'
import type { AttemptRates } from './limits/attempts.js'
import type { Rate } from './limits/permits.js'
import { keyDigest } from './secretKey.js'
import {
  between,
  isBaseUrl,
  isRedisUrl,
  isSealingKey,
  isUpTo,
  list,
  oneOf,
  setting,
  withDefault,
} from './setting.js'

export type Environment = Record<string, string | undefined>

/** One merchant: who it is, where its pages are, and its account at Ingo. */
export type Merchant = {
  id: string
  /** SHA-256 of each valid secret key: two while one is being replaced. */
  secretKeys: Buffer[]
  origins: string[]
  policy: CardPolicy
  limits: AttemptRates
  /** Configured by Ingo as retail: store, terminal and clerk are required. */
  retail: boolean
  ingo: {
    url: string
    /** The preview; undefined: off. */
    openBankingUrl?: string
    participantId: number
    credentials: Credentials
    timeoutMs: number
    /** Undefined: unlimited. */
    rate?: Rate
  }
}

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
  /** 32 bytes each: the first seals, all open. */
  sealingKeys: Buffer[]
  logLevel: string
  merchants: Merchant[]
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  /** One line for each problem. */
  readonly problems: string[]

  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

const SANDBOX = 'https://payapi-sandbox.ingo.money'
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const baseUrl = 'an https URL (http only for loopback hosts)'
const perAddress = 'a whole number of failed attempts of an address, 0 for unlimited'
const notYet = (what: string) => z.optional(z.never(`is set, but ${what} is not part of this version`))

const settings = z.object({
  HOST: withDefault('127.0.0.1', 'a host name or address', (value) => /^[A-Za-z0-9.:-]+$/.test(value)),
  PORT: withDefault('4180', 'a port, 0 to 65535', between(0, 65_535)),
  LOG_LEVEL: oneOf(logLevels, 'info'),
  CAPTURE_PUBLIC_URL: z.optional(setting(baseUrl, isBaseUrl)),
  CAPTURE_STORE: withDefault('.capture/store.db', 'a file or :memory:', (value) => value.trim() !== ''),
  CAPTURE_TRUSTED_PROXIES: withDefault('0', 'a whole number of proxies, 0 to 10', between(0, 10)),
  CAPTURE_FAILED_PER_HOUR: withDefault('10', perAddress, between(0, 1_000_000)),
  CAPTURE_FAILED_PER_DAY: withDefault('30', perAddress, between(0, 1_000_000)),
  CAPTURE_ATTEMPTS_PER_MINUTE: withDefault('60', 'a whole number, 0 for unlimited', between(0, 1_000_000)),
  CAPTURE_DRAIN_SECONDS: withDefault('65', 'seconds, 1 to 600', between(1, 600)),
  CAPTURE_MERCHANT_ID: setting('1 to 64 of a-z, 0-9 and -', (value) => /^[a-z0-9-]{1,64}$/.test(value)),
  CAPTURE_SECRET_KEY: setting(
    '24 or more printable characters, or two such keys with a comma between',
    (value) => list(value).every((key) => /^[\x21-\x7e]{24,}$/.test(key)) && isUpTo(2, list(value)),
  ),
  CAPTURE_ORIGINS: setting('origins such as https://shop.example, with commas between', (value) =>
    list(value).every(isOrigin),
  ),
  CAPTURE_SEALING_KEYS: setting(
    'base64 of 32 bytes, or several with commas between',
    (value) => list(value).every(isSealingKey) && isUpTo(Infinity, list(value)),
  ),
  INGO_URL: withDefault(SANDBOX, baseUrl, isBaseUrl),
  INGO_USERNAME: setting('printable ASCII without quotation marks', (value) =>
    /^[\x20\x21\x23-\x7e]+$/.test(value),
  ),
  INGO_SECRET: setting('the HMAC secret, without control characters', (value) => /^\P{Cc}+$/u.test(value)),
  INGO_PARTICIPANT_ID: setting('a whole number', between(1, 999_999_999)),
  INGO_ALGORITHM: oneOf(algorithms, 'hmac-sha512'),
  INGO_CVV: oneOf(requirements, 'required'),
  INGO_EXPIRATION_DATE: oneOf(requirements, 'required'),
  INGO_RETAIL: oneOf(['true', 'false'], 'false'),
  INGO_OPEN_BANKING_URL: z.optional(setting(baseUrl, isBaseUrl)),
  INGO_REQUESTS_PER_SECOND: withDefault('5', 'a whole number, 0 for unlimited', between(0, 1000)),
  INGO_TIMEOUT_MS: withDefault('30000', 'milliseconds, 1000 to 60000', between(1000, 60_000)),
  // Refused rather than ignored: an operator who sets one relies on it.
  CAPTURE_CONFIG: notYet('a file of several merchants'),
  REDIS_URL: z.optional(setting('a redis: or rediss: URL', isRedisUrl)),
  METRICS_PORT: z.optional(setting('a port, 0 to 65535', between(0, 65_535))),
})

/** Reads the configuration; throws ConfigError with every problem at once. */
export function parseConfig(environment: Environment): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = settings.safeParse(given)
  if (!result.success) {
    throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  }
  const read = result.data
  const guessable = isLoopback(new URL(read.INGO_URL).hostname) ? [] : guessableIn(read)
  if (guessable.length > 0) throw new ConfigError(guessable.map((name) => `${name} ${GUESSABLE}`))
  return {
    host: read.HOST,
    port: Number(read.PORT),
    publicUrl: (read.CAPTURE_PUBLIC_URL ?? `http://127.0.0.1:${read.PORT}`).replace(/\/+$/, ''),
    ...(read.METRICS_PORT !== undefined && { metricsPort: Number(read.METRICS_PORT) }),
    store: read.CAPTURE_STORE,
    ...(read.REDIS_URL !== undefined && { redisUrl: read.REDIS_URL }),
    trustedProxies: Number(read.CAPTURE_TRUSTED_PROXIES),
    drainMs: Number(read.CAPTURE_DRAIN_SECONDS) * 1000,
    sealingKeys: list(read.CAPTURE_SEALING_KEYS).map((key) => Buffer.from(key, 'base64')),
    logLevel: read.LOG_LEVEL,
    merchants: [merchantOf(read)],
  }
}

const GUESSABLE =
  'is an example or can be guessed: it should be a random one for a gateway that is not on this machine'

/** The names of secrets that are none. Ingo makes its own: of those only what is an example is known. */
function guessableIn(read: z.infer<typeof settings>): string[] {
  const keys = list(read.CAPTURE_SECRET_KEY)
  const sealing = list(read.CAPTURE_SEALING_KEYS).map((key) => Buffer.from(key, 'base64'))
  return [
    ...(keys.some((key) => isExample(key) || isRegular(Buffer.from(key))) ? ['CAPTURE_SECRET_KEY'] : []),
    ...(sealing.some(isRegular) ? ['CAPTURE_SEALING_KEYS'] : []),
    ...(isExample(read.INGO_SECRET) ? ['INGO_SECRET'] : []),
  ]
}

function merchantOf(read: z.infer<typeof settings>): Merchant {
  const perSecond = Number(read.INGO_REQUESTS_PER_SECOND)
  return {
    id: read.CAPTURE_MERCHANT_ID,
    secretKeys: list(read.CAPTURE_SECRET_KEY).map(keyDigest),
    origins: list(read.CAPTURE_ORIGINS),
    policy: {
      cvv: read.INGO_CVV as CardPolicy['cvv'],
      expiration_date: read.INGO_EXPIRATION_DATE as CardPolicy['expiration_date'],
    },
    limits: {
      failedPerHour: Number(read.CAPTURE_FAILED_PER_HOUR),
      failedPerDay: Number(read.CAPTURE_FAILED_PER_DAY),
      attemptsPerMinute: Number(read.CAPTURE_ATTEMPTS_PER_MINUTE),
    },
    retail: read.INGO_RETAIL === 'true',
    ingo: {
      url: read.INGO_URL.replace(/\/+$/, ''),
      ...(read.INGO_OPEN_BANKING_URL !== undefined && {
        openBankingUrl: read.INGO_OPEN_BANKING_URL.replace(/\/+$/, ''),
      }),
      participantId: Number(read.INGO_PARTICIPANT_ID),
      credentials: {
        username: read.INGO_USERNAME,
        secret: read.INGO_SECRET,
        algorithm: read.INGO_ALGORITHM as Credentials['algorithm'],
      },
      timeoutMs: Number(read.INGO_TIMEOUT_MS),
      ...(perSecond > 0 && { rate: { perSecond, underWay: perSecond } }),
    },
  }
}

/** One merchant: from its settings, whether they are the environment's or one entry of a file's. */
import * as z from 'zod/mini'
import { requirements, type CardPolicy } from '../../contract/policy.js'
import { isLoopback } from '../../contract/origin.js'
import { ConfigError, secretNames, type Environment } from './environment.js'
import { WEAK_SECRET_MESSAGE, isSampleSecret, isWeakSecret } from './weakSecrets.js'
import { algorithms, type Credentials } from '../gateway/sign.js'
import { originProblem } from './originProblem.js'
import { keyDigest } from './secretKey.js'
import {
  baseUrl,
  integerInRange,
  checked,
  isBaseUrl,
  keyList,
  list,
  oneOf,
  parse,
  setting,
  withDefault,
} from './setting.js'
import type { LimitedMerchant } from '../limits/attemptLimiter.js'
import type { GatewayAccount } from '../gateway/account.js'

const SANDBOX = 'https://payapi-sandbox.ingo.money'
const perAddress = 'a whole number of failed attempts of an address, 0 for unlimited'

const settings = z.object({
  CAPTURE_MERCHANT_ID: setting('1 to 64 of a-z, 0-9 and -', isMerchantId),
  CAPTURE_SECRET_KEY: keyList(
    '24 or more printable characters, or two such keys with a comma between',
    (key) => /^[\x21-\x7e]{24,}$/.test(key),
    2,
  ),
  CAPTURE_ORIGINS: checked('origins such as https://shop.example, with commas between', (value) =>
    list(value).flatMap((entry, index) => originProblem(entry, index) ?? []),
  ),
  CAPTURE_FAILED_PER_HOUR: withDefault('10', perAddress, integerInRange(0, 1_000_000)),
  CAPTURE_FAILED_PER_DAY: withDefault('30', perAddress, integerInRange(0, 1_000_000)),
  CAPTURE_ATTEMPTS_PER_MINUTE: withDefault(
    '60',
    'a whole number, 0 for unlimited',
    integerInRange(0, 1_000_000),
  ),
  INGO_URL: withDefault(SANDBOX, baseUrl, isBaseUrl),
  INGO_USERNAME: setting('printable ASCII without quotation marks', (value) =>
    /^[\x20\x21\x23-\x7e]+$/.test(value),
  ),
  INGO_SECRET: setting('the HMAC secret, without control characters', (value) => /^\P{Cc}+$/u.test(value)),
  INGO_PARTICIPANT_ID: setting('a whole number', integerInRange(1, 999_999_999)),
  INGO_ALGORITHM: oneOf(algorithms, 'hmac-sha512'),
  INGO_CVV: oneOf(requirements, 'required'),
  INGO_EXPIRATION_DATE: oneOf(requirements, 'required'),
  INGO_RETAIL: oneOf(['true', 'false'], 'false'),
  INGO_OPEN_BANKING_URL: z.optional(setting(baseUrl, isBaseUrl)),
  INGO_REQUESTS_PER_SECOND: withDefault('5', 'a whole number, 0 for unlimited', integerInRange(0, 1000)),
  INGO_TIMEOUT_MS: withDefault('30000', 'milliseconds, 1000 to 60000', integerInRange(1000, 60_000)),
})
type Settings = z.infer<typeof settings>

const names = Object.keys(settings.shape)
/** Everything that may be said of one merchant; its secrets also as `NAME_FILE`. */
export const merchantNames: readonly string[] = [
  ...names,
  ...secretNames.filter((name) => names.includes(name)).map((name) => `${name}_FILE`),
]

export function isMerchantId(value: string): boolean {
  return /^[a-z0-9-]{1,64}$/.test(value)
}

/** Throws ConfigError with every problem at once. */
export function parseMerchant(given: Environment): Merchant {
  const read = parse(settings, given)
  if (!isLoopback(new URL(read.INGO_URL).hostname)) refuseGuessable(read)
  return merchantOf(read)
}

/** Secrets that are none. Ingo makes its own: of those only what is an example is known. */
function refuseGuessable(read: Settings): void {
  const guessable = [
    ...(list(read.CAPTURE_SECRET_KEY).some(isWeakSecret) ? ['CAPTURE_SECRET_KEY'] : []),
    ...(isSampleSecret(read.INGO_SECRET) ? ['INGO_SECRET'] : []),
  ]
  if (guessable.length > 0) throw new ConfigError(guessable.map((name) => `${name} ${WEAK_SECRET_MESSAGE}`))
}

function merchantOf(read: Settings): Merchant {
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
      ...(perSecond > 0 && { rate: { perSecond, maxConcurrent: perSecond } }),
    },
  }
}

/** One merchant: who it is, where its pages are, and its account at Ingo. */

export type Merchant = GatewayAccount &
  LimitedMerchant & {
    /** SHA-256 of each valid secret key: two while one is being replaced. */
    secretKeys: Buffer[]
    origins: string[]
    policy: CardPolicy
    /** Configured by Ingo as retail: store, terminal and clerk are required. */
    retail: boolean
  }

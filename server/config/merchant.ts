/** One merchant's settings, from the environment or from one entry of `CAPTURE_CONFIG`. */
import * as z from 'zod/mini'
import { requirements, type CardPolicy } from '../../contract/policy.js'
import type { GatewayAccount } from '../gateway/account.js'
import { isLocalAccount, SANDBOX_URL } from '../gateway/hosts.js'
import { algorithms, type Credentials } from '../gateway/sign.js'
import type { LimitedMerchant } from '../limits/attemptCounters.js'
import { apiKey, apiKeyHeader, toApiKey } from './apiKey.js'
import { collectErrors, ConfigError, secretNames, type Environment } from './environment.js'
import {
  ingoWebhookSettings,
  toIngoWebhook,
  weakIngoWebhookSecret,
  type IngoWebhookConfig,
} from './ingoWebhook.js'
import { openBankingUrl } from './openBankingUrl.js'
import { readOutcomes } from './outcomesFile.js'
import { originProblem, splitOrigins } from './originProblem.js'
import { keyDigest } from './secretKey.js'
import {
  BASE_URL_RULE,
  integerInRange,
  checked,
  isBaseUrl,
  isProxyUrl,
  keyList,
  splitList,
  choice,
  parseSettings,
  setting,
  withDefault,
} from './setting.js'
import {
  hasWeakWebhookSecret,
  toWebhookConfig,
  WEAK_WEBHOOK_SECRET,
  webhookSettings,
  type WebhookConfig,
} from './webhook.js'
import { isSampleSecret, isWeakSecret, SAMPLE_SECRET_MESSAGE, WEAK_KEY_MESSAGE } from './weakSecrets.js'

/** One merchant: its keys, the origins of its pages, its limits, and its account at Ingo. */
export type Merchant = GatewayAccount &
  LimitedMerchant & {
    /** SHA-256 of each valid secret key. There are two during a rotation. */
    secretKeys: Buffer[]
    origins: string[]
    policy: CardPolicy
    /** Whether Ingo has configured the account as retail, so that store, terminal and clerk are required. */
    retail: boolean
    /** Whether the frame reports its cardholders' progress. */
    funnel: boolean
    /** Undefined if no events are written. */
    webhook?: WebhookConfig
    /** Undefined if the server accepts no events from Ingo. */
    ingoWebhook?: IngoWebhookConfig
  }

const FAILED_ATTEMPTS_RULE = 'a whole number of failed attempts per address, 0 for unlimited'

const settings = z.object({
  CAPTURE_MERCHANT_ID: setting('1 to 64 of a-z, 0-9 and -', isMerchantId),
  CAPTURE_SECRET_KEY: keyList(
    '24 or more printable characters, or two such keys separated by a comma',
    (key) => /^[\x21-\x7e]{24,}$/.test(key),
    2,
  ),
  CAPTURE_ORIGINS: checked('Set it to origins such as https://shop.example, separated by commas.', (value) =>
    splitOrigins(value).flatMap((entry, index) => originProblem(entry, index) ?? []),
  ),
  CAPTURE_FAILED_PER_HOUR: withDefault('10', FAILED_ATTEMPTS_RULE, integerInRange(0, 1_000_000)),
  CAPTURE_FAILED_PER_DAY: withDefault('30', FAILED_ATTEMPTS_RULE, integerInRange(0, 1_000_000)),
  CAPTURE_ATTEMPTS_PER_MINUTE: withDefault(
    '60',
    'a whole number, 0 for unlimited',
    integerInRange(0, 1_000_000),
  ),
  CAPTURE_FUNNEL: choice(['true', 'false'], 'true'),
  ...webhookSettings,
  ...ingoWebhookSettings,
  INGO_URL: withDefault(SANDBOX_URL, BASE_URL_RULE, isBaseUrl),
  INGO_PROXY: z.optional(
    setting('the URL of a CONNECT proxy, http://user:password@host:port, without a path', isProxyUrl),
  ),
  INGO_USERNAME: setting('the HMAC username from Ingo, printable ASCII without quotation marks', (value) =>
    /^[\x20\x21\x23-\x7e]+$/.test(value),
  ),
  INGO_SECRET: setting('the HMAC secret from Ingo, without control characters', (value) =>
    /^\P{Cc}+$/u.test(value),
  ),
  INGO_PARTICIPANT_ID: setting(
    'your participant id from Ingo, a whole number',
    integerInRange(1, 999_999_999),
  ),
  INGO_ALGORITHM: choice(algorithms, 'hmac-sha512'),
  INGO_CVV: choice(requirements, 'required'),
  INGO_EXPIRATION_DATE: choice(requirements, 'required'),
  INGO_RETAIL: choice(['true', 'false'], 'false'),
  INGO_API_KEY: z.optional(apiKey),
  INGO_API_KEY_HEADER: z.optional(apiKeyHeader),
  INGO_OUTCOMES: z.optional(setting('the path of a JSON file', (value) => value.trim() !== '')),
  INGO_OPEN_BANKING: z.optional(setting('on or off', (value) => value === 'on' || value === 'off')),
  INGO_OPEN_BANKING_URL: z.optional(setting(BASE_URL_RULE, isBaseUrl)),
  INGO_REQUESTS_PER_SECOND: withDefault('5', 'a whole number, 0 for unlimited', integerInRange(0, 1000)),
  INGO_TIMEOUT_MS: withDefault('30000', 'milliseconds, 1000 to 60000', integerInRange(1000, 60_000)),
})
type Settings = z.infer<typeof settings>

const names = Object.keys(settings.shape)
/** The names of a merchant's settings, with `NAME_FILE` for its secrets. */
export const merchantNames: readonly string[] = [
  ...names,
  ...secretNames.filter((name) => names.includes(name)).map((name) => `${name}_FILE`),
]

/** Whether the value is 1 to 64 characters of a-z, 0-9 and -, because it is part of a URL's path. */
export function isMerchantId(value: string): boolean {
  return /^[a-z0-9-]{1,64}$/.test(value)
}

/** Parses one merchant's settings; throws ConfigError with every problem. */
export function parseMerchant(given: Environment): Merchant {
  const read = parseSettings(settings, given)
  const merchant = toMerchant(read)
  if (!isLocalAccount(merchant.ingo)) rejectWeakSecrets(read)
  return merchant
}

/** Of secrets that Ingo issues, only sample values are rejected. */
function rejectWeakSecrets(read: Settings): void {
  const fromIngo = ['INGO_SECRET', 'INGO_API_KEY'] as const
  const problems = [
    ...(splitList(read.CAPTURE_SECRET_KEY).some(isWeakSecret)
      ? [`CAPTURE_SECRET_KEY ${WEAK_KEY_MESSAGE}`]
      : []),
    ...(hasWeakWebhookSecret(read) ? [WEAK_WEBHOOK_SECRET] : []),
    ...weakIngoWebhookSecret(read),
    ...fromIngo
      .filter((name) => isSampleSecret(read[name] ?? ''))
      .map((name) => `${name} ${SAMPLE_SECRET_MESSAGE}`),
  ]
  if (
    read.INGO_API_KEY !== undefined &&
    [read.INGO_SECRET, ...splitList(read.CAPTURE_SECRET_KEY)].includes(read.INGO_API_KEY)
  )
    problems.push(
      'INGO_API_KEY is rejected. It is another setting’s secret, and a key is sent with every request.',
    )
  if (problems.length > 0) throw new ConfigError(problems)
}

function toMerchant(read: Settings): Merchant {
  const perSecond = Number(read.INGO_REQUESTS_PER_SECOND)
  const { INGO_OUTCOMES: file } = read
  const [outcomes, key, bankUrl, webhook, ingoWebhook] = collectErrors(
    () => (file === undefined ? undefined : readOutcomes(file)),
    () => toApiKey(read.INGO_API_KEY, read.INGO_API_KEY_HEADER),
    () => openBankingUrl(read),
    () => toWebhookConfig(read),
    () => toIngoWebhook(read),
  )
  return {
    id: read.CAPTURE_MERCHANT_ID,
    secretKeys: splitList(read.CAPTURE_SECRET_KEY).map(keyDigest),
    origins: splitOrigins(read.CAPTURE_ORIGINS),
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
    funnel: read.CAPTURE_FUNNEL === 'true',
    ...(webhook && { webhook }),
    ...(ingoWebhook && { ingoWebhook }),
    ingo: {
      url: read.INGO_URL.replace(/\/+$/, ''),
      ...(bankUrl !== undefined && { openBankingUrl: bankUrl.replace(/\/+$/, '') }),
      ...(read.INGO_PROXY !== undefined && { proxy: read.INGO_PROXY }),
      participantId: Number(read.INGO_PARTICIPANT_ID),
      credentials: {
        username: read.INGO_USERNAME,
        secret: read.INGO_SECRET,
        algorithm: read.INGO_ALGORITHM as Credentials['algorithm'],
        ...(key && { apiKey: key }),
      },
      ...(outcomes && { outcomes }),
      timeoutMs: Number(read.INGO_TIMEOUT_MS),
      ...(perSecond > 0 && { rate: { perSecond, maxConcurrent: perSecond } }),
    },
  }
}

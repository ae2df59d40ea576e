/** A merchant's settings for webhooks. */
import { isIP } from 'node:net'
import * as z from 'zod/mini'
import { isLoopback } from '../../contract/origin.js'
import { ConfigError } from './environment.js'
import { isPublicAddress } from './publicAddress.js'
import { choice, keyList, setting, splitList } from './setting.js'
import { isWeakKey } from './weakSecrets.js'

/** The target and the signing of a merchant's webhooks. */
export type WebhookConfig = {
  /** Undefined if events are only recorded, and not sent. */
  url?: string
  /** Each secret signs. There are two during a rotation. */
  secrets: Buffer[]
  /** Whether an event has the session's token. */
  includesToken: boolean
  /** Whether the URL's host may have a private address. */
  allowsPrivate: boolean
}

const CREATE_SECRET = 'Create one with `echo whsec_$(openssl rand -base64 32)`.'
export const WEAK_WEBHOOK_SECRET = `CAPTURE_WEBHOOK_SECRET is rejected. It is repetitive or a sample value. ${CREATE_SECRET}`
const PREFIX = 'whsec_'
const MIN_BYTES = 24
const MAX_BYTES = 64
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

export const webhookSettings = {
  CAPTURE_WEBHOOK_URL: z.optional(
    setting('an https URL without a user, a password and a fragment (http only for loopback hosts)', isUrl),
  ),
  CAPTURE_WEBHOOK_SECRET: z.optional(
    keyList(
      'whsec_ and base64 of 24 to 64 bytes, or two of them separated by a comma',
      isWebhookSecret,
      2,
      CREATE_SECRET,
    ),
  ),
  CAPTURE_WEBHOOK_TOKEN: choice(['true', 'false'], 'false'),
  CAPTURE_WEBHOOK_ALLOW_PRIVATE: choice(['true', 'false'], 'false'),
}
type Settings = {
  CAPTURE_WEBHOOK_URL?: string
  CAPTURE_WEBHOOK_SECRET?: string
  CAPTURE_WEBHOOK_TOKEN: string
  CAPTURE_WEBHOOK_ALLOW_PRIVATE: string
}

/** Undefined without a secret. Throws ConfigError. */
export function toWebhookConfig(read: Settings): WebhookConfig | undefined {
  const { CAPTURE_WEBHOOK_URL: url, CAPTURE_WEBHOOK_SECRET: secret } = read
  const allowsPrivate = read.CAPTURE_WEBHOOK_ALLOW_PRIVATE === 'true'
  if (url !== undefined && secret === undefined)
    throw new ConfigError([
      `CAPTURE_WEBHOOK_SECRET is missing, and CAPTURE_WEBHOOK_URL needs it. ${CREATE_SECRET}`,
    ])
  if (url !== undefined && !allowsPrivate && namesPrivateAddress(url))
    throw new ConfigError([
      'CAPTURE_WEBHOOK_URL is rejected. It names a private address. Use a public one, or set CAPTURE_WEBHOOK_ALLOW_PRIVATE to true.',
    ])
  if (secret === undefined) return undefined
  return {
    ...(url !== undefined && { url }),
    secrets: splitList(secret).map(decodeSecret),
    includesToken: read.CAPTURE_WEBHOOK_TOKEN === 'true',
    allowsPrivate,
  }
}

/** Whether one of the secrets is repetitive or a sample value. */
export function hasWeakWebhookSecret({ CAPTURE_WEBHOOK_SECRET: secret }: Settings): boolean {
  return secret !== undefined && splitList(secret).map(decodeSecret).some(isWeakKey)
}

/** Whether a text is `whsec_` and base64 of 24 to 64 bytes, as the Standard Webhooks specification has it. */
function isWebhookSecret(value: string): boolean {
  const { length } = decodeSecret(value)
  const isEncoded = value.startsWith(PREFIX) && BASE64.test(value.slice(PREFIX.length))
  return isEncoded && length >= MIN_BYTES && length <= MAX_BYTES
}

/** The key of a secret, for HMAC-SHA-256. */
export function decodeSecret(value: string): Buffer {
  return Buffer.from(value.slice(PREFIX.length), 'base64')
}

function isUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password, hash } = new URL(value)
  const isSecure = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return isSecure && `${username}${password}${hash}` === ''
}

/** Allows names of loopback hosts. The address of any other host name is checked when an event is sent. */
function namesPrivateAddress(url: string): boolean {
  const { hostname } = new URL(url)
  const address = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(address) !== 0 && !isLoopback(hostname) && !isPublicAddress(address)
}

/**
 * Verifies a webhook of the capture server, by the Standard Webhooks specification. It uses only Web-standard types.
 */
import type { WebhookBody } from '../contract/webhook.js'
import { isObject } from './answers.js'

/** A verified event. */
export type WebhookEvent = WebhookBody & {
  /** The same in every delivery of the event. Store it, and ignore an event whose id you have. */
  id: string
}

/** Why a webhook is rejected. */
export type WebhookRejection =
  'missing_header' | 'timestamp_invalid' | 'timestamp_too_old' | 'signature_invalid' | 'body_invalid'

/** A request that the capture server has not signed, or that is too old. Answer it with 400. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
  readonly code: WebhookRejection

  constructor(code: WebhookRejection, message: string) {
    super(`ingo-capture: ${message}`)
    this.code = code
  }
}

/** `Headers`, or the headers of Node's request. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>

/** Seconds. The specification's own tolerance. */
const TOLERANCE_S = 300
const PREFIX = 'whsec_'
const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const

const utf8 = new TextEncoder()

/**
 * Resolves to the event of a request. `body` is the raw body, before it is parsed. `secrets` is one secret or several,
 * separated by commas or as a list. `now` in ms since 1970. Throws WebhookVerificationError for a request that the
 * capture server has not signed or that is older than five minutes, and TypeError for an invalid secret or a parsed
 * body.
 */
export async function verifyWebhook(
  headers: WebhookHeaders,
  body: string | Uint8Array,
  secrets: string | readonly string[],
  now: number = Date.now(),
): Promise<WebhookEvent> {
  const keys = parseSecrets(secrets)
  const [id, timestamp, signatures] = readHeaders(headers)
  checkTime(timestamp, now)
  const text = typeof body === 'string' ? body : decodeBody(body)
  const content = utf8.encode(`${id}.${timestamp}.${text}`)
  const given = signatures.split(' ').flatMap((each) => decodeSignature(each) ?? [])
  for (const key of keys) if (await isSigned(key, given, content)) return parseEvent(id, text)
  throw new WebhookVerificationError(
    'signature_invalid',
    'the webhook’s signature is invalid. Pass the body as it came, before it is parsed, and the secret of CAPTURE_WEBHOOK_SECRET',
  )
}

type Bytes = Uint8Array<ArrayBuffer>

/** The platform compares the signatures in constant time. */
async function isSigned(key: Bytes, signatures: Bytes[], content: Bytes): Promise<boolean> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ])
  const verified = await Promise.all(
    signatures.map((signature) => crypto.subtle.verify('HMAC', imported, signature, content)),
  )
  return verified.includes(true)
}

/** Throws if a framework has parsed the body, despite its type. */
function decodeBody(body: Uint8Array): string {
  try {
    return new TextDecoder().decode(body)
  } catch {
    throw new TypeError(
      'ingo-capture: "body" should be the body as it came, before it is parsed: text or bytes',
    )
  }
}

/** `secrets` is undefined if the environment lacks the variable. */
function parseSecrets(secrets: string | readonly string[] | undefined = ''): Bytes[] {
  const list = (typeof secrets === 'string' ? secrets.split(',') : secrets).map((secret) => secret.trim())
  const keys = list.map((secret) =>
    secret.startsWith(PREFIX) ? decodeBase64(secret.slice(PREFIX.length)) : undefined,
  )
  const valid = keys.filter((key) => key !== undefined && key.length >= 24)
  if (valid.length === 0 || valid.length < keys.length)
    throw new TypeError(
      'ingo-capture: "secrets" should be the value of CAPTURE_WEBHOOK_SECRET: whsec_ and base64 of 24 bytes or more',
    )
  return valid as Bytes[]
}

function readHeaders(headers: WebhookHeaders): [id: string, timestamp: string, signatures: string] {
  const values = HEADERS.map((name) => {
    const value = isHeaders(headers) ? headers.get(name) : headers[name]
    if (typeof value === 'string' && value !== '') return value
    throw new WebhookVerificationError('missing_header', `the header ${name} is missing`)
  })
  return values as [string, string, string]
}

/** Checked by its method: in an edge runtime it may be of another realm's class. */
function isHeaders(headers: WebhookHeaders): headers is Headers {
  return typeof headers.get === 'function'
}

function checkTime(timestamp: string, now: number): void {
  if (!/^[0-9]{1,12}$/.test(timestamp))
    throw new WebhookVerificationError('timestamp_invalid', 'the header webhook-timestamp is invalid')
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S)
    throw new WebhookVerificationError(
      'timestamp_too_old',
      'the webhook was signed more than five minutes ago, or the clock of this machine is wrong',
    )
}

/** The header may also have signatures of other versions. */
function decodeSignature(signature: string): Bytes | undefined {
  return signature.startsWith('v1,') ? decodeBase64(signature.slice(3)) : undefined
}

function decodeBase64(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** A newer server may send a type or a status that this version doesn't know. */
function parseEvent(id: string, text: string): WebhookEvent {
  const body = parseJson(text)
  if (
    !isObject(body) ||
    typeof body.type !== 'string' ||
    typeof body.timestamp !== 'string' ||
    !isObject(body.data)
  )
    throw new WebhookVerificationError('body_invalid', 'the webhook’s body is not of this version')
  return { ...(body as WebhookBody), id }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

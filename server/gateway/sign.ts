/**
 * Ingo's request signature, the Kong `hmac-auth` scheme.
 * Source: https://developers.ingopayments.com/docs/ingopay/authentication and, for the order of the
 * signed headers, Ingo's page of `verify--card`.
 */
import { createHmac, hash } from 'node:crypto'

/** `hmac-sha256` is legacy: ask Ingo before use. Ingo rejects MD5 and SHA-1, so the configuration rejects them too. */
export const algorithms = ['hmac-sha512', 'hmac-sha256'] as const
type Algorithm = (typeof algorithms)[number]

/** A header that some of Ingo's product families require in addition to the signature. It is not signed. */
export type ApiKey = { header: string; value: string }

export type Credentials = {
  /** The HMAC username, which differs from the participant_id. */
  username: string
  secret: string
  algorithm: Algorithm
  apiKey?: ApiKey
}

type SignedHeaders = {
  'X-Date': string
  'Content-Type': 'application/json'
  'Content-Length': string
  'Content-sha512'?: string
  'Content-sha256'?: string
  Authorization: string
}

type Signable = {
  /** Path with query string, such as `/gateway/verify--card`. */
  path: string
  /** The exact bytes that will be sent. */
  body: Buffer
  /** The moment of sending, ms since 1970; Ingo allows ±300 s. */
  now: number
  algorithm: Algorithm
}

/** Returns the string that is signed: one line for each name in `headers`, in that order, without a final newline. */
export function stringToSign(signable: Signable): string {
  return joinLines(signable, readSigned(signable))
}

/** Returns the five headers of a signed POST. The signature is base64 of the digest's bytes, not of its hex. */
export function sign(
  { username, secret, algorithm }: Credentials,
  { path, body, now }: Omit<Signable, 'algorithm'>,
): SignedHeaders {
  const signable = { path, body, now, algorithm }
  const signed = readSigned(signable)
  const { hashName, date, contentHash } = signed
  const signature = createHmac(hashName, secret).update(joinLines(signable, signed)).digest('base64')
  const headers = `request-line x-date content-type content-length content-${hashName}`
  return {
    'X-Date': date,
    'Content-Type': 'application/json',
    'Content-Length': String(body.byteLength),
    Authorization: `hmac username="${username}", algorithm="${algorithm}", headers="${headers}", signature="${signature}"`,
    [`Content-${hashName}`]: contentHash,
  }
}

/** Values that both the headers and the string to sign contain. */
type Signed = { hashName: 'sha512' | 'sha256'; date: string; contentHash: string }

function readSigned({ body, now, algorithm }: Signable): Signed {
  const hashName = algorithm === 'hmac-sha512' ? 'sha512' : 'sha256'
  return { hashName, date: new Date(now).toUTCString(), contentHash: hash(hashName, body, 'base64') }
}

function joinLines({ path, body }: Signable, { hashName, date, contentHash }: Signed): string {
  return (
    `POST ${path} HTTP/1.1\nx-date: ${date}\ncontent-type: application/json\n` +
    `content-length: ${body.byteLength}\ncontent-${hashName}: ${contentHash}`
  )
}

/** Returns every header of a POST to the gateway: those of the signature, and the API key if there is one. */
export function requestHeaders(
  credentials: Credentials,
  request: Omit<Signable, 'algorithm'>,
): Record<string, string> {
  const headers: Record<string, string> = sign(credentials, request)
  const { apiKey } = credentials
  if (apiKey) headers[apiKey.header] = apiKey.value
  return headers
}

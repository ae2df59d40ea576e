/** `INGO_API_KEY`, which some of Ingo's product families require besides the signature, and the name of its header. */
import * as z from 'zod/mini'
import type { ApiKey } from '../gateway/sign.js'
import { ConfigError, type Environment } from './environment.js'
import { parseSettings, setting } from './setting.js'

const DEFAULT_HEADER = 'X-API-Key'
/** A header name (RFC 9110, 5.6.2), without the punctuation that proxies drop. */
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,63}$/
/**
 * Headers that the request already has, headers that Kong reads instead of these, headers of the connection (RFC 9110,
 * 7.6.1), and headers that would change how the body or the response is read.
 */
const RESERVED =
  /^(?:authorization|proxy-.*|x-date|date|content-.*|digest|host|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|accept.*|cookie|traceparent|tracestate)$/i

/** Allows no blanks, because fetch and Kong drop blanks at the ends of a header's value. */
export const apiKey = setting('printable ASCII without blanks', (value) => /^[\x21-\x7e]+$/.test(value))

/** The name of the key's header. */
export const apiKeyHeader = setting(
  'a header name of letters, digits and - that the request has not yet (Authorization, Date, Host and Content-… are taken)',
  (value) => HEADER_NAME.test(value) && !RESERVED.test(value),
)

/** The two settings, already parsed. Throws ConfigError for a header without a key. */
export function toApiKey(key: string | undefined, header: string | undefined): ApiKey | undefined {
  if (key !== undefined) return { header: header ?? DEFAULT_HEADER, value: key }
  if (header === undefined) return undefined
  throw new ConfigError(['INGO_API_KEY is missing. INGO_API_KEY_HEADER needs it.'])
}

const settings = z.object({ INGO_API_KEY: z.optional(apiKey), INGO_API_KEY_HEADER: z.optional(apiKeyHeader) })

/** Parses the two settings of an environment. Throws ConfigError. */
export function parseApiKey(given: Environment): ApiKey | undefined {
  const { INGO_API_KEY, INGO_API_KEY_HEADER } = parseSettings(settings, given)
  return toApiKey(INGO_API_KEY, INGO_API_KEY_HEADER)
}

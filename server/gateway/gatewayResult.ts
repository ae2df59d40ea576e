/** The result of one call to the gateway. */
import type { IncomingHttpHeaders } from 'node:http'
import { isGatewayResponse, type GatewayResponse } from '../../contract/gatewayResponse.js'

/** Only `response` holds one of Ingo's documented responses. `http` is the HTTP status. */
export type GatewayResult = Reached & {
  /** The gateway is on this machine and needs no pause before a retry. */
  canRepeatAtOnce?: true
}

type Reached =
  | { kind: 'response'; http: number; response: GatewayResponse }
  /** Nothing reached the gateway: DNS, connect or TLS failed, or no time was left. `why` is the error of a proxy. */
  | { kind: 'not_sent'; why?: string }
  /** HTTP 401, or HTTP 403 with undocumented JSON: the gateway rejected the credentials. */
  | { kind: 'unauthorized'; http: number }
  /** HTTP 404 or 405 without a documented body: nothing at this URL processes the operation. */
  | { kind: 'path_not_found'; http: number }
  /** HTTP 429: not processed. `retryAfter` in seconds, 0 if the gateway named none. */
  | { kind: 'rate_limited'; retryAfter: number }
  /** Our own queue is full, or a circuit breaker is open: nothing was sent. `retryAfter` in seconds. */
  | { kind: 'queue_full'; retryAfter: number }
  /**
   * Anything else: the gateway may have processed the request. Includes an HTTP 403 without JSON: a firewall in front
   * of the gateway rejects this content, which says nothing about the credentials. `http` is absent if the connection
   * failed or timed out before a whole response was read. `isStale`: an idle connection was closed while the request
   * was sent, so the gateway has most likely not processed it.
   */
  | { kind: 'indeterminate'; why: string; http?: number; isStale?: true }

type Received = { http: number; headers: IncomingHttpHeaders; body: Buffer | undefined }

/**
 * Ingo doesn't document the HTTP status of a business error, so a documented body counts with any HTTP status.
 * `now` in ms since 1970.
 */
export function toGatewayResult({ http, headers, body }: Received, now: number): GatewayResult {
  const json = body && parseJson(headers, body)
  // Returned as received, because the merchant's backend may need a field that the schema reads as absent.
  const response = isGatewayResponse(json) ? json : undefined
  // A 429 may carry an envelope with the same status: it means "slow down", not a rejected integration.
  if (http === 429 && !(response && isBusinessResult(response))) {
    return { kind: 'rate_limited', retryAfter: parseRetryAfter(headers['retry-after'], now) }
  }
  if (response) return { kind: 'response', http, response }
  // Kong, the API gateway in front of Ingo, refuses with JSON. HTTP 401 is about credentials by definition.
  if (http === 401 || (http === 403 && json !== undefined)) return { kind: 'unauthorized', http }
  if (http === 404 || http === 405) return { kind: 'path_not_found', http }
  return { kind: 'indeterminate', why: `HTTP ${http} without a documented response`, http }
}

/** Whether the status is about the account. The 4xx and 5xx families are errors of the gateway itself. */
function isBusinessResult({ status }: GatewayResponse): boolean {
  return status < 400 || status > 599
}

/**
 * `Retry-After` in seconds, from a number or a date (RFC 9110, 10.2.3). 0 for anything else.
 * undici returns an array for a repeated header, despite its type.
 */
function parseRetryAfter(header: unknown, now: number): number {
  const text = typeof header === 'string' ? header.trim() : ''
  if (/^[0-9]{1,9}$/.test(text)) return Number(text)
  const seconds = Math.ceil((Date.parse(text) - now) / 1000)
  return seconds > 0 ? seconds : 0
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The JSON value, or undefined. Fatal UTF-8 decoding: damaged bytes are not a response. */
function parseJson(headers: IncomingHttpHeaders, body: Buffer): unknown {
  // We send no Accept-Encoding, so an encoded body is malformed. A proxy may add `identity`, which means no encoding.
  if (!/^(?:identity)?$/i.test(headers['content-encoding'] ?? '')) return undefined
  try {
    return JSON.parse(utf8.decode(body))
  } catch {
    return undefined
  }
}

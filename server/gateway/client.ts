/**
 * The HTTP client of Ingo's gateway: one signed HTTP/1.1 POST for each call, for every operation.
 * It tells "nothing was sent" from "the gateway may have processed it", and it never retries.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { buildConnector, Pool } from 'undici'
import { gatewayResponse, type GatewayResponse } from '../../contract/gatewayResponse.js'
import type { GatewayAccount } from './account.js'
import type { Operation } from './operations.js'
import { postOnce, TimeoutError } from './postOnce.js'
import { requestHeaders } from './sign.js'

const CONNECT_TIMEOUT_MS = 5000
export const MAX_RESPONSE_BYTES = 64 * 1024
/**
 * With a skewed clock every signature is refused, so no new response can clear the reading. A minute later it is
 * discarded.
 */
const CLOCK_SKEW_TTL_MS = 60_000

/** What one call came to. Only `response` holds one of Ingo's documented responses. */
export type GatewayResult =
  | { kind: 'response'; response: GatewayResponse }
  /** Nothing reached the gateway: DNS, connect or TLS failed, or no time was left. */
  | { kind: 'not_sent' }
  /** HTTP 401 or 403 without a documented body: the gateway rejected the credentials. */
  | { kind: 'unauthorized'; http: number }
  /** HTTP 404 or 405 without a documented body: nothing at this URL processes the operation. */
  | { kind: 'path_not_found'; http: number }
  /** HTTP 429: not processed. `retryAfter` in seconds, 0 if the gateway named none. */
  | { kind: 'rate_limited'; retryAfter: number }
  /** Our own queue is full, or the circuit breaker is open: nothing was sent. `retryAfter` in seconds. */
  | { kind: 'queue_full'; retryAfter: number }
  /** Anything else: the gateway may have processed the request. */
  | { kind: 'indeterminate'; why: string }

/** The request and the session that a call belongs to, for logs and traces. Never sent to the gateway. */
type RequestContext = { request_id: string; session?: string }

export type GatewayRequest = {
  operation: Operation
  /** `verify--card` with a token in place of the card: Ingo enables each of these groups separately for a merchant. */
  grouping?: 'customer_account_token' | 'third_party_token'
  /** The exact JSON bytes. */
  body: Buffer
  context?: RequestContext
  /** 0 for the first call, 1 for the first repeat. */
  retry?: number
}

export type GatewayClient = {
  /**
   * Sends one request with a fresh date and signature. Ends within the account's time-out and by `deadline`
   * (ms since 1970), after which nothing is sent. Never throws.
   */
  post(account: GatewayAccount, request: GatewayRequest, deadline?: number): Promise<GatewayResult>
  /** How far the gateway's clock was ahead of ours at its last response, in ms. Undefined after a minute without one. */
  clockSkewMs(): number | undefined
  /** Cuts off the calls in flight. */
  close(): Promise<void>
}

/** Thrown by the connector: not one byte of a request has left. */
class ConnectError extends Error {}

/** One connection pool for each gateway origin. `now` (ms since 1970) dates and signs the requests. */
export function createGatewayClient(now: () => number): GatewayClient {
  const pools = new Map<string, Pool>()
  let skew: { ms: number; at: number } | undefined

  function getPool(url: string): Pool {
    const { origin } = new URL(url)
    const pool = pools.get(origin) ?? connect(origin)
    pools.set(origin, pool)
    return pool
  }

  async function send({ ingo }: GatewayAccount, { operation, body }: GatewayRequest, timeoutMs: number) {
    const url = operationBaseUrl(ingo, operation)
    const path = `${new URL(url).pathname.replace(/\/$/, '')}/gateway/${operation}`
    const request = { path, body, headers: requestHeaders(ingo.credentials, { path, body, now: now() }) }
    const response = await postOnce(getPool(url), request, timeoutMs, MAX_RESPONSE_BYTES)
    const date = Date.parse(String(response.headers.date))
    if (!Number.isNaN(date)) skew = { ms: date - now(), at: now() }
    return response
  }

  return {
    async post(account, request, deadline = Infinity) {
      const timeoutMs = Math.min(account.ingo.timeoutMs, deadline - now())
      if (timeoutMs <= 0) return { kind: 'not_sent' }
      try {
        const { http, headers, body } = await send(account, request, timeoutMs)
        return toGatewayResult(http, headers, body, now())
      } catch (error) {
        if (error instanceof ConnectError) return { kind: 'not_sent' }
        if (error instanceof TimeoutError && !error.started) return { kind: 'not_sent' }
        return { kind: 'indeterminate', why: error instanceof Error ? error.name : 'error' }
      }
    },
    // The age is compared without its sign: our clock may have been corrected in either direction.
    clockSkewMs: () => (skew && Math.abs(now() - skew.at) < CLOCK_SKEW_TTL_MS ? skew.ms : undefined),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}

/** Open banking has a base URL of its own. Without one the preview is off, and requests are rejected before this. */
export function operationBaseUrl(
  { url, openBankingUrl = url }: GatewayAccount['ingo'],
  operation: Operation,
): string {
  return operation === 'verify--open-banking' ? openBankingUrl : url
}

/** A pool of connections to a gateway's origin. Each connection opens when it is needed. */
export function connect(origin: string): Pool {
  return new Pool(origin, { connect: createConnector(), allowH2: false, pipelining: 1 })
}

function createConnector(): buildConnector.connector {
  const open = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    // Explicit, so that neither NODE_TLS_REJECT_UNAUTHORIZED nor a Node.js flag can turn it off.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  })
  return (options, callback) => {
    open(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error) callback(new ConnectError(error.message, { cause: error }), null)
      else callback(null, socket)
    })
  }
}

/** Ingo doesn't document the HTTP status of a business error, so a documented body counts whatever the status is. */
function toGatewayResult(
  http: number,
  headers: IncomingHttpHeaders,
  body: Buffer | undefined,
  now: number,
): GatewayResult {
  const response = body && parseEnvelope(headers, body)
  // A 429 may carry an envelope with the same status: it means "slow down", not a rejected integration.
  if (http === 429 && !(response && isBusinessResult(response))) {
    return { kind: 'rate_limited', retryAfter: parseRetryAfter(headers['retry-after'], now) }
  }
  if (response) return { kind: 'response', response }
  if (http === 401 || http === 403) return { kind: 'unauthorized', http }
  if (http === 404 || http === 405) return { kind: 'path_not_found', http }
  return { kind: 'indeterminate', why: `HTTP ${http} without a documented response` }
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

/** The documented envelope, or undefined. Fatal UTF-8 decoding: damaged bytes are not a response. */
function parseEnvelope(headers: IncomingHttpHeaders, body: Buffer): GatewayResponse | undefined {
  // We send no Accept-Encoding, so an encoded body is malformed.
  if (headers['content-encoding'] !== undefined) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    const response: unknown = JSON.parse(text)
    // Returned as received: a field that the schema reads as absent still belongs to the merchant's backend.
    return gatewayResponse.safeParse(response).success ? (response as GatewayResponse) : undefined
  } catch {
    return undefined
  }
}

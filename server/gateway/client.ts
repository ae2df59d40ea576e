/**
 * The gateway: one function for every operation, one signed HTTP/1.1 request for each call.
 * It tells "nothing was sent" from "it may have been processed" and never retries by itself.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Context } from '@opentelemetry/api'
import { buildConnector, Pool } from 'undici'
import { gatewayResponse, type GatewayResponse } from '../../contract/gatewayResponse.js'
import type { Merchant } from '../config/merchant.js'
import type { Operation } from './operations.js'
import { postOnce, TimeoutError } from './postOnce.js'
import { sign } from './sign.js'

const CONNECT_TIMEOUT_MS = 5000
export const MAX_RESPONSE_BYTES = 64 * 1024
/** A clock that was wrong keeps the traffic away that would show it mended: it gets another chance. */
const CLOCK_SKEW_TTL_MS = 60_000

/** What came of one call. Only `answered` holds a documented answer. */
export type GatewayResult =
  | { kind: 'answered'; answer: GatewayResponse }
  /** Nothing reached the gateway: DNS, connect or TLS failed. */
  | { kind: 'unsent' }
  /** HTTP 401 or 403 without a documented body: the credentials were refused. */
  | { kind: 'rejected'; http: number }
  /** HTTP 429: not processed. */
  | { kind: 'throttled'; retryAfter: number }
  /** Our own line to the gateway is full: nothing was sent. */
  | { kind: 'crowded'; retryAfter: number }
  /** Anything else: it may have been processed. */
  | { kind: 'unknown'; why: string }

/** On whose behalf a call is made, for logs and traces: ids alone, and nothing of it is sent. */
export type RequestContext = { request_id: string; session?: string; trace?: Context }

export type GatewayRequest = {
  operation: Operation
  /** `verify--card` with a token in the raw card's place: Ingo allows a merchant each grouping by itself. */
  grouping?: 'customer_account_token' | 'third_party_token'
  /** The exact JSON bytes. */
  body: Buffer
  context?: RequestContext
  /** Which call of its attempt it is, from 1. */
  attempt?: number
}

export type GatewayClient = {
  /**
   * Sends a request, freshly signed. It ends within the merchant's time-out, and by `deadline` (ms since
   * 1970): after it nothing is sent. Never throws.
   */
  verify(merchant: Merchant, request: GatewayRequest, deadline?: number): Promise<GatewayResult>
  /** How far the gateway's clock was ahead of ours at its last answer, in ms; undefined if that is long ago. */
  clockSkewMs(): number | undefined
  /** What is under way is cut off. */
  close(): Promise<void>
}

/** The connector failed, so not one byte of a request has left. */
class ConnectError extends Error {}

/** Connections are kept for each gateway URL; `now` stamps and signs (ms since 1970). */
export function createGatewayClient(now: () => number): GatewayClient {
  const pools = new Map<string, Pool>()
  let measured: { drift: number; at: number } | undefined

  function getPool(url: string): Pool {
    const { origin } = new URL(url)
    const pool = pools.get(origin) ?? connect(origin)
    pools.set(origin, pool)
    return pool
  }

  async function post(
    { ingo }: Merchant,
    { operation, body }: GatewayRequest,
    deadline = Infinity,
  ): Promise<GatewayResult> {
    const ms = Math.min(ingo.timeoutMs, deadline - now())
    if (ms <= 0) return { kind: 'unsent' }
    const url = operationBaseUrl(ingo, operation)
    const path = `${new URL(url).pathname.replace(/\/$/, '')}/gateway/${operation}`
    try {
      const sent = { path, body, headers: sign(ingo.credentials, { path, body, now: now() }) }
      const { http, headers, body: answer } = await postOnce(getPool(url), sent, ms, MAX_RESPONSE_BYTES)
      const date = Date.parse(String(headers.date))
      if (!Number.isNaN(date)) measured = { drift: date - now(), at: now() }
      return toGatewayResult(http, headers, answer, now())
    } catch (error) {
      if (error instanceof ConnectError) return { kind: 'unsent' }
      if (error instanceof TimeoutError && !error.started) return { kind: 'unsent' }
      return { kind: 'unknown', why: error instanceof Error ? error.name : 'error' }
    }
  }

  return {
    verify: post,
    // Our clock may have been set right, in either direction.
    clockSkewMs: () =>
      measured && Math.abs(now() - measured.at) < CLOCK_SKEW_TTL_MS ? measured.drift : undefined,
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}

/** Open banking has a host of its own; without one it is off and nobody gets this far. */
export function operationBaseUrl(
  { url, openBankingUrl = url }: Merchant['ingo'],
  operation: Operation,
): string {
  return operation === 'verify--open-banking' ? openBankingUrl : url
}

/** Connections to a gateway's origin, each opened when it is needed. */
export function connect(origin: string): Pool {
  return new Pool(origin, { connect: connector(), allowH2: false, pipelining: 1 })
}

function connector(): buildConnector.connector {
  const open = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    // Said here, so that neither NODE_TLS_REJECT_UNAUTHORIZED nor a flag of Node's can take it back.
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

/** The HTTP status of a business error is not documented: a documented body counts whatever the status. */
function toGatewayResult(
  http: number,
  headers: IncomingHttpHeaders,
  body: Buffer | undefined,
  now: number,
): GatewayResult {
  const answer = body && parseEnvelope(headers, body)
  // A 429 may come with an envelope that says the same: it is no refusal of the integration.
  if (http === 429 && !(answer && isBusinessResult(answer))) {
    return { kind: 'throttled', retryAfter: parseRetryAfter(headers['retry-after'], now) }
  }
  if (answer) return { kind: 'answered', answer }
  if (http === 401 || http === 403) return { kind: 'rejected', http }
  return { kind: 'unknown', why: `HTTP ${http} without a documented answer` }
}

/** Gateway errors are the 4xx and 5xx families. */
function isBusinessResult({ status }: GatewayResponse): boolean {
  return status < 400 || status > 599
}

/** `Retry-After`: seconds, or a date; 0 for anything else. */
/** Twice in an answer it is an array, whatever its type says. */
function parseRetryAfter(header: unknown, now: number): number {
  const text = typeof header === 'string' ? header.trim() : ''
  if (/^[0-9]{1,9}$/.test(text)) return Number(text)
  const wait = Math.ceil((Date.parse(text) - now) / 1000)
  return wait > 0 ? wait : 0
}

function parseEnvelope(headers: IncomingHttpHeaders, body: Buffer): GatewayResponse | undefined {
  if (headers['content-encoding'] !== undefined) return undefined // never asked for
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    const answer: unknown = JSON.parse(text)
    // As it came: what reads as absent here is still the backend's.
    return gatewayResponse.safeParse(answer).success ? (answer as GatewayResponse) : undefined
  } catch {
    return undefined
  }
}

/**
 * The HTTP client of Ingo's gateway: one signed HTTP/1.1 POST for each call, for every operation.
 * It tells "nothing was sent" from "the gateway may have processed it", and it never retries.
 */
import { buildConnector, Pool } from 'undici'
import type { CallLease } from '../limits/rateLimiter.js'
import type { GatewayAccount } from './account.js'
import type { ClockSkew } from './clockSkew.js'
import { toGatewayResult, type GatewayResult } from './gatewayResult.js'
import type { Operation } from './operations.js'
import { postOnce, TimeoutError } from './postOnce.js'
import { createTunnels, ProxyError, type OpenTunnel } from './proxyTunnel.js'
import { requestHeaders } from './sign.js'

const CONNECT_TIMEOUT_MS = 5000
export const MAX_RESPONSE_BYTES = 64 * 1024

/** The request and the session that a call belongs to, for logs and traces. Never sent to the gateway. */
type RequestContext = { request_id: string; session?: string }

export type GatewayRequest = {
  operation: Operation
  /** The exact JSON bytes. */
  body: Buffer
  context?: RequestContext
  /** The lease of the capture that the call belongs to. A verification of the merchant's backend has none. */
  lease?: CallLease
  /** 0 for the first call, 1 for the first repeat. */
  retry?: number
  /** The server's own request, which decides whether a circuit is open. Logged under another name. */
  isProbe?: true
}

export type GatewayClient = {
  /**
   * Sends one request with a fresh date and signature. Ends within the account's time-out and by `deadline`
   * (ms since 1970), after which nothing is sent. Never throws.
   */
  post(account: GatewayAccount, request: GatewayRequest, deadline?: number): Promise<GatewayResult>
  /** Cuts off the calls in flight. */
  close(): Promise<void>
}

/** Thrown by the connector: not one byte of a request has left. */
class ConnectError extends Error {}

type Dependencies = {
  /** ms since 1970: dates and signs the requests. */
  now: () => number
  clockSkew: Pick<ClockSkew, 'record'>
}

/** One connection pool for each gateway origin, and for each proxy on the way to it. */
export function createGatewayClient({ now, clockSkew }: Dependencies): GatewayClient {
  const pools = new Map<string, Pool>()

  function getPool(url: string, proxy?: string): Pool {
    const { origin } = new URL(url)
    const key = `${origin} ${proxy ?? ''}`
    const pool = pools.get(key) ?? connect(origin, proxy)
    pools.set(key, pool)
    return pool
  }

  async function send({ ingo }: GatewayAccount, { operation, body }: GatewayRequest, timeoutMs: number) {
    const url = operationBaseUrl(ingo, operation)
    const path = `${new URL(url).pathname.replace(/\/$/, '')}/gateway/${operation}`
    const request = { path, body, headers: requestHeaders(ingo.credentials, { path, body, now: now() }) }
    const response = await postOnce(getPool(url, ingo.proxy), request, timeoutMs, MAX_RESPONSE_BYTES)
    const result = toGatewayResult(response, now())
    if (isFromGateway(result)) clockSkew.record(url, response.headers.date)
    return result
  }

  return {
    async post(account, request, deadline = Infinity) {
      const timeoutMs = Math.min(account.ingo.timeoutMs, deadline - now())
      if (timeoutMs <= 0) return { kind: 'not_sent' }
      try {
        return await send(account, request, timeoutMs)
      } catch (error) {
        if (error instanceof ConnectError) return { kind: 'not_sent', ...proxyReason(error) }
        if (error instanceof TimeoutError && !error.started) return { kind: 'not_sent' }
        return { kind: 'indeterminate', why: error instanceof Error ? error.name : 'error' }
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}

/**
 * Whether the gateway itself has answered: a documented body, or a refused signature, which is all that arrives once the
 * clock is more than 300 s off. A firewall or a cache in between may have another clock.
 */
function isFromGateway(result: GatewayResult): boolean {
  return result.kind === 'response' || (result.kind === 'unauthorized' && result.http === 401)
}

/** Open banking has a base URL of its own. Without one the preview is off, and requests are rejected before this. */
export function operationBaseUrl(
  { url, openBankingUrl = url }: GatewayAccount['ingo'],
  operation: Operation,
): string {
  return operation === 'verify--open-banking' ? openBankingUrl : url
}

/** A pool of connections to a gateway's origin, by its proxy if it has one. Each connection opens when it is needed. */
export function connect(origin: string, proxy?: string): Pool {
  const openTunnel = proxy === undefined ? undefined : createTunnels(proxy, CONNECT_TIMEOUT_MS)
  return new Pool(origin, { connect: createConnector(openTunnel), allowH2: false, pipelining: 1 })
}

function proxyReason({ cause }: ConnectError): { why?: string } {
  return cause instanceof ProxyError ? { why: cause.message } : {}
}

function createConnector(openTunnel?: OpenTunnel): buildConnector.connector {
  const open = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    // Explicit, so that neither NODE_TLS_REJECT_UNAUTHORIZED nor a Node.js flag can turn it off.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  })
  return (options, callback) => {
    const finish = (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error) callback(new ConnectError(error.message, { cause: error }), null)
      else callback(null, socket)
    }
    if (!openTunnel) {
      open(options, finish)
      return
    }
    const { hostname, port, protocol } = options
    const isTls = protocol === 'https:'
    openTunnel(`${hostname}:${port || (isTls ? 443 : 80)}`).then(
      (socket) => {
        if (isTls) open({ ...options, httpSocket: socket }, finish)
        else finish(null, socket)
      },
      (error: unknown) => {
        finish(error as ProxyError, null)
      },
    )
  }
}

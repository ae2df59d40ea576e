/**
 * The HTTP client of Ingo's gateway: one signed HTTP/1.1 POST for each call, for every operation.
 * Its results distinguish "nothing was sent" from "the gateway may have processed it". It never retries.
 */
import type { Pool } from 'undici'
import type { CallLease } from '../limits/rateLimiter.js'
import type { GatewayAccount } from './account.js'
import type { ClockSkew } from './clockSkew.js'
import { connect, ConnectError } from './connections.js'
import { toGatewayResult, type GatewayResult } from './gatewayResult.js'
import type { Operation } from './operations.js'
import { allowsRepeatAtOnce } from './hosts.js'
import { postOnce, StaleConnectionError, TimeoutError } from './postOnce.js'
import { ProxyError } from './proxyTunnel.js'
import { requestHeaders } from './sign.js'

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
  /** The request is the server's own probe, which decides whether a circuit opens. Logged under another name. */
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

type Dependencies = {
  /** ms since 1970: dates and signs the requests. */
  now: () => number
  clockSkew: Pick<ClockSkew, 'record'>
}

/** The target of an operation's requests: the connections and the path. */
type Target = { pool: Pool; path: string }

/** One connection pool for each gateway origin, and for each proxy on the way to it. */
export function createGatewayClient({ now, clockSkew }: Dependencies): GatewayClient {
  const pools = new Map<string, Pool>()
  /** Cached by settings and operation, because a URL takes long to parse. A reload makes new settings. */
  const targets = new WeakMap<GatewayAccount['ingo'], Map<Operation, Target>>()

  function getTarget(ingo: GatewayAccount['ingo'], operation: Operation): Target {
    const known = targets.get(ingo) ?? new Map<Operation, Target>()
    targets.set(ingo, known)
    const target = known.get(operation) ?? createTarget(ingo, operation)
    known.set(operation, target)
    return target
  }

  function createTarget(ingo: GatewayAccount['ingo'], operation: Operation): Target {
    const { origin, pathname } = new URL(operationBaseUrl(ingo, operation))
    const key = `${origin} ${ingo.proxy ?? ''}`
    const pool = pools.get(key) ?? connect(origin, ingo.proxy)
    pools.set(key, pool)
    return { pool, path: `${pathname.replace(/\/$/, '')}/gateway/${operation}` }
  }

  return {
    async post({ ingo }, { operation, body }, deadline = Infinity) {
      const timeoutMs = Math.min(ingo.timeoutMs, deadline - now())
      if (timeoutMs <= 0) return { kind: 'not_sent' }
      try {
        const url = operationBaseUrl(ingo, operation)
        const { pool, path } = getTarget(ingo, operation)
        const request = { path, body, headers: requestHeaders(ingo.credentials, { path, body, now: now() }) }
        const response = await postOnce(pool, request, timeoutMs, MAX_RESPONSE_BYTES)
        const result = toGatewayResult(response, now())
        if (isFromGateway(result)) clockSkew.record(url, response.headers.date)
        const canRepeatAtOnce = allowsRepeatAtOnce(url, response.headers['retry-after'])
        return canRepeatAtOnce ? { ...result, canRepeatAtOnce } : result
      } catch (error) {
        return toFailure(error)
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}

/** The result of a call that has thrown. */
function toFailure(error: unknown): GatewayResult {
  if (error instanceof ConnectError) return { kind: 'not_sent', ...proxyReason(error) }
  if (error instanceof TimeoutError && !error.started) return { kind: 'not_sent' }
  const why = error instanceof Error ? error.name : 'error'
  return {
    ...{ kind: 'indeterminate', why },
    ...(error instanceof StaleConnectionError && { isStale: true as const }),
  }
}

/**
 * Whether the gateway itself has answered, so that its `Date` counts: with a documented body, or with a refused
 * signature, the only answer if our clock is more than 300 s off. A firewall or a cache may have another clock.
 */
function isFromGateway(result: GatewayResult): boolean {
  return result.kind === 'response' || (result.kind === 'unauthorized' && result.http === 401)
}

/** Open banking has its own base URL. Without one the preview is off, and the server rejects requests earlier. */
export function operationBaseUrl(
  { url, openBankingUrl = url }: GatewayAccount['ingo'],
  operation: Operation,
): string {
  return operation === 'verify--open-banking' ? openBankingUrl : url
}

function proxyReason({ cause }: ConnectError): { why?: string } {
  return cause instanceof ProxyError ? { why: cause.message } : {}
}

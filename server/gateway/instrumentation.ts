/** Log line, metrics, trace span and undocumented shapes of each call to the gateway. */
import { SpanKind } from '@opentelemetry/api'
import { elapsedMs, type Log, type LogLevel } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { endSpan, startSpan } from '../observability/tracing.js'
import type { GatewayAccount } from './account.js'
import type { GatewayClient, GatewayRequest } from './client.js'
import type { GatewayResult } from './gatewayResult.js'
import { classifyStatus } from './outcomes.js'
import type { ShapeWatch } from './shapeWatch.js'

type Observers = { log: Log; metrics: Metrics; shapes: ShapeWatch }

/** Wraps the client inside the circuit breaker, because a request that an open circuit refuses is not a call. */
export function instrumentGateway(client: GatewayClient, { log, metrics, shapes }: Observers): GatewayClient {
  return {
    ...client,
    post(account, request, deadline) {
      const { operation } = request
      const merchant = account.id
      const span = startCallSpan(account, request)
      const started = performance.now()
      metrics.gatewayInFlight.add(merchant, 1)
      return client.post(account, request, deadline).then((result) => {
        metrics.gatewayInFlight.add(merchant, -1)
        const duration_ms = elapsedMs(started)
        metrics.gatewaySeconds.observe({ operation, outcome: result.kind }, duration_ms / 1000)
        const gateway_status = result.kind === 'response' ? result.response.status : undefined
        log[logLevel(account, request, result)](request.isProbe ? 'probe' : 'gateway', {
          merchant,
          operation,
          retry: request.retry,
          outcome: result.kind,
          gateway_status,
          reason: describeFailure(result),
          duration_ms,
          request_id: request.context?.request_id,
          session: request.context?.session,
        })
        if (result.kind === 'response') shapes.record(operation, result.response)
        if (gateway_status !== undefined) span?.setAttribute('gateway.status', gateway_status)
        if (span) endSpan(span, result.kind, result.kind !== 'response')
        return result
      })
    },
  }
}

function startCallSpan({ id }: GatewayAccount, { operation, context, retry }: GatewayRequest) {
  const attributes = {
    'capture.merchant': id,
    'capture.session': context?.session,
    'capture.request_id': context?.request_id,
    'gateway.retry': retry,
  }
  return startSpan(`gateway ${operation}`, { kind: SpanKind.CLIENT, attributes })
}

/** More about a failure than the kind of the result, for the operator. */
function describeFailure(result: GatewayResult): string | undefined {
  if (result.kind === 'path_not_found')
    return `HTTP ${result.http}: the gateway has no such path. Check the path of INGO_URL or INGO_OPEN_BANKING_URL.`
  return result.kind === 'indeterminate' || result.kind === 'not_sent' ? result.why : undefined
}

/**
 * `error` for a wrong setting. `warn` for a result that leads to a retry, and for the retry. `debug` for all others: the
 * capture's own line has the gateway's status.
 */
function logLevel({ ingo }: GatewayAccount, { retry = 0 }: GatewayRequest, result: GatewayResult): LogLevel {
  if (result.kind === 'path_not_found') return 'error'
  if (result.kind !== 'response' || retry > 0) return 'warn'
  const { kind } = classifyStatus(result.response.status, { outcomes: ingo.outcomes })
  return kind === 'unknown' || kind === 'working' ? 'warn' : 'debug'
}

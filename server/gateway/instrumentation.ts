/** Every call that is really made to the gateway, as an operator sees it: behind the circuits, which make none. */
import type { GatewayClient } from './client.js'
import { elapsedMs, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { SpanKind, context as activeContext } from '@opentelemetry/api'
import { tracer, end } from '../observability/tracing.js'

type Watch = { log: Log; metrics: Metrics }

export function watchCalls(gateway: GatewayClient, { log, metrics }: Watch): GatewayClient {
  return {
    ...gateway,
    async verify(merchant, request, deadline) {
      const started = performance.now()
      const of = { merchant: merchant.id }
      metrics.gatewayInFlight.inc(of)
      const reply = await gateway.verify(merchant, request, deadline)
      const duration_ms = elapsedMs(started)
      metrics.gatewayInFlight.dec(of)
      metrics.gatewaySeconds.observe(
        { operation: request.operation, outcome: reply.kind },
        duration_ms / 1000,
      )
      log.gateway({ ...of, request, reply, duration_ms })
      return reply
    },
  }
}

/** A span for each call to the gateway. */
export function traceCalls(gateway: GatewayClient): GatewayClient {
  return {
    ...gateway,
    async verify(merchant, request, deadline) {
      const { operation, context, attempt } = request
      const attributes = {
        'capture.merchant': merchant.id,
        'capture.session': context?.session,
        'capture.request_id': context?.request_id,
        'gateway.attempt': attempt,
      }
      const span = tracer.startSpan(
        `gateway ${operation}`,
        { kind: SpanKind.CLIENT, attributes },
        context?.trace ?? activeContext.active(),
      )
      const reply = await gateway.verify(merchant, request, deadline)
      if (reply.kind === 'answered') span.setAttribute('gateway.status', reply.answer.status)
      end(span, reply.kind, reply.kind !== 'answered')
      return reply
    },
  }
}

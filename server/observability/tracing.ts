/**
 * Spans through OpenTelemetry's API alone: without an SDK in the process they are nothing and cost next to that.
 * Attributes are ids and codes. Nothing of a trace is sent to the gateway, which is told our five headers only.
 */
import { context, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api'
import { errors, type ErrorCode } from '../../contract/errors.js'
import type { Captures } from '../captures/captures.js'
import type { Gateway } from '../gateway/client.js'
import { ProblemError } from '../problem.js'

const tracer = trace.getTracer('ingo-capture')

/** A span for each capture; the calls that it makes are below it. */
export function traceCaptures(captures: Captures): Captures {
  return {
    ...captures,
    async capture(asked) {
      const { merchant, session, request_id } = asked
      const attributes = {
        'capture.merchant': merchant.id,
        'capture.session': session.id,
        'capture.request_id': request_id,
      }
      const span = tracer.startSpan('capture', { attributes })
      try {
        const answer = await captures.capture({ ...asked, trace: trace.setSpan(context.active(), span) })
        end(span, 'tokenized', false)
        return answer
      } catch (error) {
        const code: ErrorCode = error instanceof ProblemError ? error.code : 'internal'
        end(span, code, errors[code].status >= 500)
        throw error
      }
    },
  }
}

/** A span for each call to the gateway. */
export function traceCalls(gateway: Gateway): Gateway {
  return {
    ...gateway,
    async verify(merchant, request, deadline) {
      const { operation, caller, attempt } = request
      const attributes = {
        'capture.merchant': merchant.id,
        'capture.session': caller?.session,
        'capture.request_id': caller?.request_id,
        'gateway.attempt': attempt,
      }
      const span = tracer.startSpan(
        `gateway ${operation}`,
        { kind: SpanKind.CLIENT, attributes },
        caller?.trace ?? context.active(),
      )
      const reply = await gateway.verify(merchant, request, deadline)
      if (reply.kind === 'answered') span.setAttribute('gateway.status', reply.answer.status)
      end(span, reply.kind, reply.kind !== 'answered')
      return reply
    },
  }
}

/** A fault is for somebody to look at. Without a message: it could quote. */
function end(span: Span, outcome: string, isFault: boolean): void {
  span.setAttribute('capture.outcome', outcome)
  if (isFault) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

/**
 * Spans through OpenTelemetry's API alone: without an SDK in the process they are nothing and cost next to that.
 * Attributes are ids and codes. Nothing of a trace is sent to the gateway, which is told our five headers only.
 */
import { SpanStatusCode, trace, type Span } from '@opentelemetry/api'

export const tracer = trace.getTracer('ingo-capture')

/** A fault is for somebody to look at. Without a message: it could quote. */
export function end(span: Span, outcome: string, isFault: boolean): void {
  span.setAttribute('capture.outcome', outcome)
  if (isFault) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

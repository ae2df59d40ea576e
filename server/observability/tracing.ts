/**
 * Trace spans through OpenTelemetry's API alone: without an SDK in the process they do nothing, at almost no cost.
 * Attributes are ids and codes. No trace header goes to the gateway, which gets our five headers only.
 */
import { SpanStatusCode, trace, type Span } from '@opentelemetry/api'

export const tracer = trace.getTracer('ingo-capture')

/** Ends a span with its outcome. `isError` marks it for attention, without a message: a message could quote input. */
export function endSpan(span: Span, outcome: string, isError: boolean): void {
  span.setAttribute('capture.outcome', outcome)
  if (isError) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

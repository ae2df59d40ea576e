/**
 * Trace spans through OpenTelemetry's API. Without an SDK in the process they do nothing, at almost no cost. Attributes
 * are ids and codes. The gateway gets no trace header, only our five headers.
 */
import { SpanStatusCode, trace, type Span, type SpanOptions } from '@opentelemetry/api'

const tracer = trace.getTracer('ingo-capture')

/** Starts a span. Undefined without an SDK in the process. */
export function startSpan(name: string, options: SpanOptions): Span | undefined {
  const span = tracer.startSpan(name, options)
  return trace.isSpanContextValid(span.spanContext()) ? span : undefined
}

/** Ends a span with its outcome. `isError` marks it for attention, without a message: a message could quote input. */
export function endSpan(span: Span, outcome: string, isError: boolean): void {
  span.setAttribute('capture.outcome', outcome)
  if (isError) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

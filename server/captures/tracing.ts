/** A trace span for each capture. The gateway calls of the capture are its children, through the active context. */
import { context, trace, type Span } from '@opentelemetry/api'
import { errors, type ErrorCode } from '../../contract/errors.js'
import { endSpan, startSpan } from '../observability/tracing.js'
import { ProblemError } from '../problem.js'
import type { Captures } from './captureRequest.js'

export function traceCaptures(captures: Captures): Captures {
  return {
    ...captures,
    create(request) {
      const attributes = {
        'capture.merchant': request.merchant.id,
        'capture.session': request.session.id,
        'capture.request_id': request.request_id,
      }
      const span = startSpan('capture', { attributes })
      return span ? trackSpan(span, () => captures.create(request)) : captures.create(request)
    },
  }
}

async function trackSpan<Response>(span: Span, create: () => Promise<Response>): Promise<Response> {
  try {
    const response = await context.with(trace.setSpan(context.active(), span), create)
    endSpan(span, 'tokenized', false)
    return response
  } catch (error) {
    const code: ErrorCode = error instanceof ProblemError ? error.code : 'internal'
    endSpan(span, code, errors[code].status >= 500)
    throw error
  }
}

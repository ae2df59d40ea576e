import { trace, context } from '@opentelemetry/api'
import { type ErrorCode, errors } from '../../contract/errors.js'
import { tracer, end } from '../observability/tracing.js'
import { ProblemError } from '../problem.js'
import type { Captures } from './captureRequest.js'

/** A span for each capture; the calls that it makes are below it. */
export function traceCaptures(captures: Captures): Captures {
  return {
    ...captures,
    async create(asked) {
      const { merchant, session, request_id } = asked
      const attributes = {
        'capture.merchant': merchant.id,
        'capture.session': session.id,
        'capture.request_id': request_id,
      }
      const span = tracer.startSpan('capture', { attributes })
      try {
        const answer = await captures.create({ ...asked, trace: trace.setSpan(context.active(), span) })
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

/** The capture server: what happens to a request, in its order. */
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { limitBody } from './http/jsonBody.js'
import { createCaptures } from './captures/captures.js'
import { type Captures } from './captures/captureRequest.js'
import { securityHeaders, connectionCloseOnShutdown } from './http/securityHeaders.js'
import { methodNotAllowed } from './http/methodNotAllowed.js'
import { rejectAmbiguousRequests } from './http/strictRequest.js'
import { problemBody, ProblemError } from './problem.js'
import { accessLog } from './http/accessLog.js'
import { type CaptureContext } from './http/context.js'
import { type Variables } from './http/context.js'
import { captureRoutes } from './http/routes/captures.js'
import { frameRoutes } from './http/routes/frame.js'
import { healthRoutes } from './http/routes/health.js'
import { openApiRoutes } from './http/routes/openapi.js'
import { sdkRoutes } from './http/routes/sdk.js'
import { sessionRoutes } from './http/routes/sessions.js'
import { verificationRoutes } from './http/routes/verifications.js'
import { instrumentStore, instrumentAttemptLimiter } from './store/instrumentedStore.js'
import { traceCaptures } from './captures/tracing.js'
import type { Dependencies } from './http/dependencies.js'

export type App = { app: Hono<{ Variables: Variables }>; captures: Captures }

export function createRoutes(given: Dependencies): App {
  const dependencies = {
    ...given,
    store: instrumentStore(given.store, given),
    limits: instrumentAttemptLimiter(given.attemptLimiter, given),
  }
  const { config, log } = dependencies
  const captures = traceCaptures(createCaptures(dependencies))
  const app = new Hono<{ Variables: Variables }>()
  app.use(accessLog(dependencies))
  app.use(securityHeaders(config.publicUrl))
  app.use(connectionCloseOnShutdown(given.isDraining))
  app.use(rejectAmbiguousRequests)
  app.route('/', healthRoutes(dependencies))
  app.route('/', openApiRoutes(dependencies))
  app.route('/frame', frameRoutes(dependencies))
  app.route('/sdk', sdkRoutes(dependencies))
  app.use('/v1/*', limitBody)
  app.route('/v1/sessions', sessionRoutes(dependencies))
  app.route('/v1/verifications', verificationRoutes(dependencies))
  app.route('/v1', captureRoutes(dependencies, captures))
  methodNotAllowed(app)
  app.notFound((c) => answerProblem(c, new ProblemError('not_found')))
  app.onError((error, c) => {
    if (error instanceof ProblemError) return answerProblem(c, error)
    log.failure(c.get('requestId'), error)
    return answerProblem(c, new ProblemError('internal'))
  })
  return { app, captures }
}

function answerProblem(c: CaptureContext, problem: ProblemError): Response {
  const body = problemBody(problem, c.get('requestId'))
  c.set('code', problem.code)
  const { retryAfter } = problem.details
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  return c.body(JSON.stringify(body), body.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
  })
}

/** The capture server's HTTP application: middleware and routes, in the order in which a request meets them. */
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { accessLog } from './http/accessLog.js'
import type { CaptureContext, Variables } from './http/context.js'
import type { Dependencies } from './http/dependencies.js'
import { keepOwnHeaders } from './http/embeddedHeaders.js'
import { checkHeadersOnce } from './http/headerCheck.js'
import { limitBody } from './http/jsonBody.js'
import { methodNotAllowed } from './http/methodNotAllowed.js'
import { captureRoutes } from './http/routes/captures.js'
import { frameRoutes } from './http/routes/frame.js'
import { healthRoutes } from './http/routes/health.js'
import { openApiRoutes } from './http/routes/openapi.js'
import { sdkRoutes } from './http/routes/sdk.js'
import { shapeRoutes } from './http/routes/shapes.js'
import { sessionRoutes } from './http/routes/sessions.js'
import { verificationRoutes } from './http/routes/verifications.js'
import { connectionCloseOnShutdown, hstsPolicy, securityHeaders } from './http/securityHeaders.js'
import { rejectAmbiguousRequests } from './http/strictRequest.js'
import { safeErrorFields } from './observability/log.js'
import { problemBody, ProblemError } from './problem.js'

export type App = Hono<{ Variables: Variables }>

export function createRoutes(dependencies: Dependencies): App {
  const { config, log, isEmbedded } = dependencies
  const app: App = new Hono()
  if (isEmbedded) app.use(keepOwnHeaders)
  if (isEmbedded) app.use('/frame/:merchant', checkHeadersOnce({ app, publicUrl: config.publicUrl, log }))
  app.use(accessLog(dependencies))
  // HSTS binds every page of the host, so an embedded server leaves it to the server around it.
  app.use(securityHeaders(isEmbedded ? undefined : hstsPolicy(config)))
  app.use(connectionCloseOnShutdown(dependencies.isDraining))
  app.use(rejectAmbiguousRequests)
  app.route('/', healthRoutes(dependencies))
  app.route('/', openApiRoutes(dependencies))
  app.route('/frame', frameRoutes(dependencies))
  app.route('/sdk', sdkRoutes(dependencies))
  app.use('/v1/*', limitBody)
  app.route('/v1/sessions', sessionRoutes(dependencies))
  app.route('/v1/verifications', verificationRoutes(dependencies))
  app.route('/v1/shapes', shapeRoutes(dependencies))
  app.route('/v1', captureRoutes(dependencies))
  methodNotAllowed(app)
  app.notFound((c) => respondProblem(c, new ProblemError('not_found')))
  app.onError((error, c) => {
    if (error instanceof ProblemError) return respondProblem(c, error)
    log.error('failure', { request_id: c.get('requestId'), ...safeErrorFields(error) })
    return respondProblem(c, new ProblemError('internal'))
  })
  return app
}

function respondProblem(c: CaptureContext, problem: ProblemError): Response {
  const body = problemBody(problem, c.get('requestId'))
  c.set('code', problem.code)
  const { retryAfter } = problem.details
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
  return c.body(JSON.stringify(body), body.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
  })
}

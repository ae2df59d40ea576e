/** The capture server's HTTP application: middleware and routes, in the order in which they run. */
import { Hono } from 'hono'
import type { Variables } from './http/context.js'
import type { Dependencies } from './http/dependencies.js'
import { keepOwnHeaders } from './http/embeddedHeaders.js'
import { handleRequest } from './http/handleRequest.js'
import { methodNotAllowed } from './http/methodNotAllowed.js'
import { respondProblem } from './http/respond.js'
import { PeerAddressError } from './http/peerAddress.js'
import { captureRoutes } from './http/routes/captures.js'
import { frameRoutes } from './http/routes/frame.js'
import { funnelRoutes } from './http/routes/funnel.js'
import { healthRoutes } from './http/routes/health.js'
import { ingoWebhookRoutes } from './http/routes/ingoWebhooks.js'
import { openApiRoutes } from './http/routes/openapi.js'
import { sdkRoutes } from './http/routes/sdk.js'
import { shapeRoutes } from './http/routes/shapes.js'
import { sessionRoutes } from './http/routes/sessions.js'
import { verificationRoutes } from './http/routes/verifications.js'
import { webhookRoutes } from './http/routes/webhooks.js'
import { hstsPolicy } from './http/securityHeaders.js'
import { safeErrorFields } from './observability/log.js'
import { ProblemError } from './problem.js'

export type App = Hono<{ Variables: Variables }>

export function createRoutes(dependencies: Dependencies): App {
  const { config, log, isEmbedded } = dependencies
  const app: App = new Hono()
  if (isEmbedded) app.use(keepOwnHeaders)
  // HSTS applies to every page of the host, so an embedded server leaves it to the outer server.
  app.use(handleRequest({ ...dependencies, hsts: isEmbedded ? undefined : hstsPolicy(config) }))
  app.route('/', healthRoutes(dependencies))
  app.route('/', openApiRoutes(dependencies))
  app.route('/frame', frameRoutes(dependencies))
  app.route('/sdk', sdkRoutes(dependencies))
  app.route('/v1/sessions', sessionRoutes(dependencies))
  app.route('/v1/verifications', verificationRoutes(dependencies))
  app.route('/v1/webhooks', webhookRoutes(dependencies))
  app.route('/v1/funnel', funnelRoutes(dependencies))
  app.route('/v1/ingo/webhooks', ingoWebhookRoutes(dependencies))
  app.route('/v1/shapes', shapeRoutes(dependencies))
  app.route('/v1', captureRoutes(dependencies))
  methodNotAllowed(app)
  app.notFound((c) => respondProblem(c, new ProblemError('not_found')))
  app.onError((error, c) => {
    if (error instanceof ProblemError) return respondProblem(c, error)
    const isOption = error instanceof PeerAddressError
    const problem = isOption ? error.message : undefined
    log.error('failure', { request_id: c.get('requestId'), problem, ...safeErrorFields(error) })
    return respondProblem(c, new ProblemError('internal', isOption ? { detail: error.message } : {}))
  })
  return app
}

/** The capture server's HTTP application: its routes, and what every request has around them. */
import { Hono } from 'hono'
import { chooseByMethod } from './http/chooseByMethod.js'
import type { Variables } from './http/context.js'
import type { Dependencies } from './http/dependencies.js'
import { keepOwnHeaders } from './http/embeddedHeaders.js'
import { handleRequests, respondError } from './http/handleRequests.js'
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
import { ProblemError } from './problem.js'

export type App = Hono<{ Variables: Variables }>

/** The routes without what every request has around them. */
function createRoutes(dependencies: Dependencies): App {
  const routes: App = new Hono()
  routes.route('/', healthRoutes(dependencies))
  routes.route('/', openApiRoutes(dependencies))
  routes.route('/frame', frameRoutes(dependencies))
  routes.route('/sdk', sdkRoutes(dependencies))
  routes.route('/v1/sessions', sessionRoutes(dependencies))
  routes.route('/v1/verifications', verificationRoutes(dependencies))
  routes.route('/v1/webhooks', webhookRoutes(dependencies))
  routes.route('/v1/funnel', funnelRoutes(dependencies))
  routes.route('/v1/ingo/webhooks', ingoWebhookRoutes(dependencies))
  routes.route('/v1/shapes', shapeRoutes(dependencies))
  routes.route('/v1', captureRoutes(dependencies))
  return routes
}

export function createHttpApp(dependencies: Dependencies): App {
  const { config, isEmbedded } = dependencies
  const app: App = new Hono()
  if (isEmbedded) app.use(keepOwnHeaders)
  // HSTS applies to every page of the host, so an embedded server leaves it to the outer server.
  const complete = handleRequests({ ...dependencies, hsts: isEmbedded ? undefined : hstsPolicy(config) })
  for (const [path, handler] of chooseByMethod(createRoutes(dependencies))) {
    app.all(path, complete(path, handler))
  }
  const rejectUnknownPath = () => {
    throw new ProblemError('not_found')
  }
  app.notFound(complete('', rejectUnknownPath))
  // For errors around the routes. Hono's own handler would print their messages, which may quote a request.
  app.onError((error, c) => respondError(c, error, dependencies.log))
  return app
}

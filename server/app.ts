/** The capture server: what happens to a request, in its order. */
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Assets } from './http/static/assets.js'
import { limitBody } from './http/jsonBody.js'
import { createCaptures, type Captures } from './captures/captures.js'
import type { Config } from './config/config.js'
import type { Clock } from './captures/verifyWithRetries.js'
import { closedHeaders, closeWhileDraining } from './http/securityHeaders.js'
import type { AttemptLimits } from './limits/attemptLimiter.js'
import type { LimitedGateway } from './gateway/gateway.js'
import type { Log } from './observability/log.js'
import { refuseOtherMethods } from './http/methodNotAllowed.js'
import type { Metrics } from './observability/metrics.js'
import { onlyPlainRequests } from './http/strictRequest.js'
import { problemBody, ProblemError } from './problem.js'
import { observe, type CaptureContext, type Variables } from './http/authenticate.js'
import { captureRoutes } from './http/routes/captures.js'
import { frameRoutes } from './http/routes/frame.js'
import { healthRoutes } from './http/routes/health.js'
import { openApiRoutes } from './http/routes/openapi.js'
import { sdkRoutes } from './http/routes/sdk.js'
import { sessionRoutes } from './http/routes/sessions.js'
import { verificationRoutes } from './http/routes/verifications.js'
import { failClosed, failClosedLimits } from './store/instrumentedStore.js'
import type { Store } from './store/store.js'
import { traceCaptures } from './observability/tracing.js'

export type Dependencies = {
  config: Config
  store: Store
  gateway: LimitedGateway
  limits: AttemptLimits
  clock: Clock
  log: Log
  metrics: Metrics
  assets: Assets
  /** Once told to stop, what is under way is finished and nothing more is kept open. */
  isDraining: () => boolean
}
export type App = { app: Hono<{ Variables: Variables }>; captures: Captures }

export function createApp(given: Dependencies): App {
  const dependencies = {
    ...given,
    store: failClosed(given.store, given),
    limits: failClosedLimits(given.limits, given),
  }
  const { config, log } = dependencies
  const captures = traceCaptures(createCaptures(dependencies))
  const app = new Hono<{ Variables: Variables }>()
  app.use(observe(dependencies))
  app.use(closedHeaders(config.publicUrl))
  app.use(closeWhileDraining(given.isDraining))
  app.use(onlyPlainRequests)
  app.route('/', healthRoutes(dependencies))
  app.route('/', openApiRoutes(dependencies))
  app.route('/frame', frameRoutes(dependencies))
  app.route('/sdk', sdkRoutes(dependencies))
  app.use('/v1/*', limitBody)
  app.route('/v1/sessions', sessionRoutes(dependencies))
  app.route('/v1/verifications', verificationRoutes(dependencies))
  app.route('/v1', captureRoutes(dependencies, captures))
  refuseOtherMethods(app)
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

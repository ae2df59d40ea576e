/** The only process.env and the only listen(): builds the parts, puts them together, and takes them down again. */
import { fileURLToPath } from 'node:url'
import type { Hono } from 'hono'
import { createRoutes as createRoutes } from './app.js'
import { loadAssets } from './http/static/assets.js'
import { parseConfig, isLocal, settingNames, type Config, type Environment } from './config/config.js'
import { readInventory } from './http/static/inventory.js'
import { secretNames, withSecretFiles } from './config/environment.js'
import { createHttpServer, REQUEST_TIMEOUT_MS } from './http/node/createHttpServer.js'
import { createGateway } from './gateway/gateway.js'
import type { Variables } from './http/context.js'
import { listen } from './http/node/listen.js'
import { createLog } from './observability/log.js'
import { createMetrics } from './observability/metrics.js'
import { createMetricsServer } from './http/node/metricsServer.js'
import { reloadOnHangup } from './config/reload.js'
import { trackInFlight } from './http/node/inFlightResponses.js'
import { disableSigusr1Inspector, assertNoDebugFlags } from './config/processHardening.js'
import { initializeMerchantSeries, initializeSeries } from './observability/initialSeries.js'
import { openBackends } from './store/openBackends.js'
import { stdout } from './observability/stdoutStream.js'
import { errorCode } from './store/errorCode.js'
import { findUnknownSettings } from './config/unknownSettings.js'

/** For a reader of the log that is slow. */
const LAST_LINES_MS = 1_000

/** This process's environment; the secrets are taken out of it, so that no dump or child inherits them. */
export function takeEnvironment(): Environment {
  const environment = { ...process.env }
  for (const name of secretNames) Reflect.deleteProperty(process.env, name)
  return environment
}

/** Reads all of it again each time, files too. Throws ConfigError. */
function readConfig(environment: Environment): Config {
  return parseConfig(withSecretFiles(environment))
}

/** The parts of a capture server, put together but for the listening. Throws what `read` throws. */
export async function createServer(environment: Environment, read = readConfig) {
  const config = read(environment)
  const log = createLog(config.logLevel)
  const metrics = createMetrics()
  const { store, rateLimiter, attemptLimiter } = await openBackends(config, (error) => {
    log.storeFailure('connect', errorCode(error))
  })
  const assets = loadAssets(fileURLToPath(new URL('../public/', import.meta.url)))
  let draining = false
  const clock = { now: Date.now, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) }
  const gateway = createGateway({ permits: rateLimiter, clock, metrics, log })
  const { app, captures } = createRoutes({
    config,
    store,
    gateway,
    attemptLimiter,
    clock,
    log,
    metrics,
    assets,
    isDraining: () => draining,
  })
  initializeSeries(metrics, app)
  const onReload = (taken: boolean) => {
    metrics.lastReloadTaken.set(taken ? 1 : 0)
    initializeMerchantSeries(metrics, config.merchants)
    gateway.setMerchants(config.merchants)
  }
  onReload(true)

  return {
    config,
    app,
    log,
    metrics,
    onReload,
    /** Waits for the `answers` and for what goes on without its client, in good time; false when it was not to be. */
    finish: (answers = Promise.resolve()): Promise<boolean> => {
      draining = true
      return within(
        config.drainMs,
        answers.then(() => captures.idle()),
      )
    },
    close: () => Promise.all([gateway.close(), store.close()]),
  }
}

/** For a process of its own, whose flags would be its own fault. */
function readPrivately(environment: Environment): Config {
  const config = readConfig(environment)
  if (!config.merchants.every(isLocal)) assertNoDebugFlags(process.execArgv, environment)
  return config
}

/**
 * Starts the capture server; resolves to what stops it: it finishes what is under way and says whether all
 * was finished in time. Throws ConfigError, or what listening threw.
 */
export async function serve(environment: Environment): Promise<() => Promise<boolean>> {
  const { config, app, log, metrics, onReload, finish, close } = await createServer(
    environment,
    readPrivately,
  )
  const stopReloading = reloadOnHangup(config, () => readPrivately(environment), { log, onReload })
  const letDebuggerGo = disableSigusr1Inspector(log)
  const server = createHttpServer(app.fetch, config.publicUrl)
  const responses = trackInFlight(server)
  const unknown = findUnknownSettings(environment, settingNames)
  if (unknown.length > 0) log.warn('the environment has names that are no settings', unknown.join('; '))
  const { host, port, metricsPort } = config
  const counted =
    metricsPort === undefined ? undefined : createMetricsServer(metrics, readInventory().version)
  if (counted) await listen(counted, { host, port: metricsPort ?? 0, portIs: 'METRICS_PORT' })
  await listen(server, { host, port, portIs: 'PORT' })
  log.info('listening', { url: config.publicUrl })

  return async () => {
    log.info('draining')
    server.close()
    server.closeIdleConnections()
    const finished = await finish(responses.finished(Math.min(REQUEST_TIMEOUT_MS, config.drainMs / 2)))
    // What is left has asked nothing, or was too late.
    server.closeAllConnections()
    counted?.close().closeAllConnections()
    await close()
    stopReloading()
    letDebuggerGo()
    if (finished) log.info('stopped')
    else log.warn('stopped with work unfinished')
    await stdout().drain(LAST_LINES_MS)
    return finished
  }
}

export type EmbeddedServer = {
  /** Routes of the capture server; `app.fetch` is what any server of web requests takes. */
  app: Hono<{ Variables: Variables }>
  /** Finishes what is under way and lets everything go; false when something was not finished in time. */
  stop: () => Promise<boolean>
}

/**
 * Puts a capture server together by the same settings that `serve` takes from the environment;
 * `CAPTURE_PUBLIC_URL` is where browsers find it, with its path if it is routed under one. Throws ConfigError.
 */
export async function createApp(settings: Environment): Promise<EmbeddedServer> {
  const { app, finish, close } = await createServer(settings)
  return {
    app,
    async stop() {
      const finished = await finish()
      await close()
      return finished
    },
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<boolean>((done) => {
    timer = setTimeout(done, ms, false)
  })
  const inTime = await Promise.race([work.then(() => true), deadline])
  clearTimeout(timer)
  return inTime
}

/**
 * The composition root: creates a running server from the environment. `embed.ts` has the server without a port.
 * Only this file and cli.ts read Date.now (client.ts, in a merchant's backend, reads the time as a default); only
 * cli/takeEnvironment.ts reads process.env, and only this file listens. compose.ts wires the parts.
 */
import { fileURLToPath } from 'node:url'
import { compose } from './compose.js'
import { isLocal, parseConfig, settingNames, type Config, type Environment } from './config/config.js'
import { ConfigError, withSecretFiles } from './config/environment.js'
import { warnLegacyAlgorithms } from './config/legacyAlgorithm.js'
import { assertNoDebugFlags, disableSigusr1Inspector } from './config/processHardening.js'
import { reloadOnHangup } from './config/reload.js'
import { findIneffectiveSettings, findUnknownSettings } from './config/unknownSettings.js'
import { operations } from './gateway/operations.js'
import { socketAddress, type PeerAddress } from './http/clientAddress.js'
import { createHttpServer, REQUEST_TIMEOUT_MS } from './http/node/createHttpServer.js'
import { endsWithin } from './http/node/endsWithin.js'
import { trackInFlight } from './http/node/inFlightResponses.js'
import { listen } from './http/node/listen.js'
import { warnLargeHeads } from './http/frameHeadSize.js'
import { hstsPolicy } from './http/securityHeaders.js'
import { createMetricsServer } from './http/node/metricsServer.js'
import { loadAssets } from './http/static/assets.js'
import { readInventory } from './http/static/inventory.js'
import { initializeMerchantSeries, initializeSeries } from './observability/initialSeries.js'
import { createLog } from './observability/log.js'
import { createMetrics } from './observability/metrics.js'
import { stdout } from './observability/stdoutStream.js'
import { errorCode } from './store/errorCode.js'
import { storeOperations } from './store/instrumentedStore.js'
import { openBackends } from './store/openBackends.js'
import { runWebhooks } from './webhooks/runWebhooks.js'

/** How long a stop waits for a slow reader of the log. */
const LOG_FLUSH_MS = 1_000

/** Reads all settings, including files, at each call. Throws ConfigError. */
export function readConfig(environment: Environment): Config {
  return parseConfig(withSecretFiles(environment))
}

/** Throws ConfigError with the problems and the unknown names, because a missing setting may be misspelled. */
function readNamedConfig(environment: Environment): Config {
  try {
    return readConfig(environment)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError([...error.problems, ...findUnknownSettings(environment, settingNames)])
  }
}

/** For `serve`. With a gateway that is not local, debug flags are an error. */
function readHardenedConfig(environment: Environment): Config {
  const config = readNamedConfig(environment)
  if (!config.merchants.every(isLocal)) assertNoDebugFlags(process.execArgv, environment)
  return config
}

type Host = { peerAddress: PeerAddress; isEmbedded: boolean }

/** A capture server that does not listen yet. Throws what `read` throws. */
export async function createServer(
  environment: Environment,
  read = readConfig,
  { peerAddress, isEmbedded }: Host = { peerAddress: socketAddress, isEmbedded: false },
) {
  const config = read(environment)
  const log = createLog(config.logLevel, stdout(Date.now), Date.now)
  const metrics = createMetrics()
  const clock = { now: Date.now, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) }
  const onOutage = (error: Error) => {
    log.error('state store unavailable (REDIS_URL)', { operation: 'connect', error: errorCode(error) })
  }
  const backends = await openBackends(config, { now: clock.now, onOutage })
  backends.onVolatile?.(() => {
    log.warn(
      'Redis keeps nothing on disk, so its restart loses every session (REDIS_URL): set appendonly yes',
    )
  })
  const assets = loadAssets(fileURLToPath(new URL('../public/', import.meta.url)))
  let draining = false
  const isDraining = () => draining
  const surroundings = { assets, isDraining, peerAddress, isEmbedded }
  const parts = compose({ config, backends, clock, log, metrics, ...surroundings })
  const { app, captures, gateway, readiness, webhooks } = parts
  initializeSeries(metrics, { routes: app.routes.map(({ path }) => path), operations, storeOperations })
  const onReload = (accepted: boolean) => {
    metrics.lastReloadTaken.set(accepted ? 1 : 0)
    initializeMerchantSeries(
      metrics,
      config.merchants.map(({ id }) => id),
    )
    gateway.setMerchants(config.merchants)
    if (accepted) warnLargeHeads(config.merchants, log)
  }
  onReload(true)
  const stopWebhooks = runWebhooks(webhooks)

  return {
    ...{ config, app, log, metrics, readiness, onReload },
    /** Waits for `responses` and for the captures in flight. False if the drain time was too short. */
    finish: (responses = Promise.resolve()): Promise<boolean> => {
      draining = true
      const finished = responses.then(() => captures.idle()).then(stopWebhooks)
      return endsWithin(config.drainMs, finished)
    },
    close: () => Promise.all([gateway.close(), backends.store.close()]),
  }
}

/**
 * Starts the capture server. Resolves to its stop function, which finishes the captures in flight and says whether
 * all of them ended in time. Throws ConfigError, or what listening threw.
 */
export async function serve(environment: Environment): Promise<() => Promise<boolean>> {
  const started = await createServer(environment, readHardenedConfig)
  const { config, app, log, metrics, readiness, onReload, finish, close } = started
  const stopReloading = reloadOnHangup(config, () => readHardenedConfig(environment), { log, onReload })
  const enableInspector = disableSigusr1Inspector(log)
  const server = createHttpServer(app.fetch, { ...config, hsts: hstsPolicy(config), now: Date.now })
  const responses = trackInFlight(server)
  const unknown = findUnknownSettings(environment, settingNames)
  if (unknown.length > 0) log.warn('unknown settings in the environment', { problem: unknown.join('; ') })
  const ineffective = findIneffectiveSettings(environment)
  if (ineffective.length > 0) log.warn('settings without effect', { problem: ineffective.join(' ') })
  warnLegacyAlgorithms(config.merchants, log)
  const { host, port, metricsHost, metricsPort } = config
  const metricsServer =
    metricsPort === undefined ? undefined : createMetricsServer(metrics, readiness, readInventory().version)
  if (metricsServer)
    await listen(metricsServer, { host: metricsHost, port: metricsPort ?? 0, portSetting: 'METRICS_PORT' })
  await listen(server, { host, port, portSetting: 'PORT' })
  log.info('listening', { url: config.publicUrl })

  return async () => {
    log.info('draining')
    const warnUnfinished = () => {
      log.warn('stopped with captures in flight')
    }
    // A second signal ends the process. The line is written before the listener of the log writes its buffer.
    process.prependOnceListener('exit', warnUnfinished)
    server.close()
    server.closeIdleConnections()
    const finished = await finish(responses.finished(Math.min(REQUEST_TIMEOUT_MS, config.drainMs / 2)))
    // The connections that are left have sent no request, or their response took too long.
    server.closeAllConnections()
    metricsServer?.close().closeAllConnections()
    await close()
    stopReloading()
    enableInspector()
    process.off('exit', warnUnfinished)
    if (finished) log.info('stopped')
    else warnUnfinished()
    await stdout(Date.now).drain(LOG_FLUSH_MS)
    return finished
  }
}

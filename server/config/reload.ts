import { safeErrorFields, type Log } from '../observability/log.js'
import type { Config } from './config.js'
import { ConfigError } from './environment.js'

type ReloadObserver = {
  log: Log
  /** Called after each attempt: whether the new configuration is in use. */
  onReload: (succeeded: boolean) => void
}

/**
 * Reads merchants and keys again on SIGHUP and replaces them in `config` together, or changes nothing. Requests in
 * flight keep the merchant they started with. All other settings need a restart. Returns its undo.
 */
export function reloadOnHangup(
  config: Config,
  read: () => Config,
  { log, onReload }: ReloadObserver,
): () => void {
  const reload = () => {
    let next: Config
    try {
      next = read()
    } catch (error) {
      onReload(false)
      logRejected(log, error)
      return
    }
    const { merchants, sealingKeys } = next
    Object.assign(config, { merchants, sealingKeys })
    onReload(true)
    log.info('merchants and keys reloaded; other settings need a restart')
  }
  process.on('SIGHUP', reload)
  return () => {
    process.off('SIGHUP', reload)
  }
}

/** A file that can't even be read as one, such as one that is nested too deep, ends no process that works. */
function logRejected(log: Log, error: unknown): void {
  const message = 'configuration rejected, the previous one stays in use'
  if (!(error instanceof ConfigError)) log.error(message, safeErrorFields(error))
  else for (const problem of error.problems) log.error(message, { problem })
}

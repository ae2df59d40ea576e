import type { Log } from '../observability/log.js'
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
    try {
      const { merchants, sealingKeys } = read()
      Object.assign(config, { merchants, sealingKeys })
      onReload(true)
      log.info('merchants and keys reloaded; other settings need a restart')
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      onReload(false)
      for (const problem of error.problems)
        log.error('configuration rejected, the previous one stays in use', { problem })
    }
  }
  process.on('SIGHUP', reload)
  return () => {
    process.off('SIGHUP', reload)
  }
}

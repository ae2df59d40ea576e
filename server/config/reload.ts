/** SIGHUP: merchants and keys are read again, without a restart. What is under way goes on with what it began with. */
import type { Config } from './config.js'
import { ConfigError } from './environment.js'
import type { Log } from '../observability/log.js'

/** `onReload`: whether it was taken. */
type Watch = { log: Log; onReload: (taken: boolean) => void }

/**
 * Replaces what may change in `config`, all of it or nothing. Where the server listens, its store and its log
 * stay until the next start. Returns its undo.
 */
export function reloadOnHangup(config: Config, read: () => Config, { log, onReload }: Watch): () => void {
  const reload = () => {
    try {
      const { merchants, sealingKeys } = read()
      Object.assign(config, { merchants, sealingKeys })
      onReload(true)
      log.info('merchants and keys were read again; all else waits for a restart')
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

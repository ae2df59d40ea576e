/** What would show the memory or the traffic of a process that holds keys and, for moments, card data. */
import { ConfigError, type Environment } from './config.js'
import type { Log } from '../observability/log.js'

/** Node's flags that open a debugger, write memory to a file, or write what is sent: as each of them begins. */
const FLAGS =
  /^--(?:inspect|debug|heap-prof|heapsnapshot|report-|experimental-report|abort-on-uncaught|trace-event|trace-tls|tls-keylog)/
/** Node's own log of headers and TLS. */
const VARIABLES = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE']

/** Throws ConfigError with a line for each of them, by name. */
export function assertNoDebugFlags(flags: readonly string[], environment: Environment): void {
  const all = [...flags, ...(environment.NODE_OPTIONS ?? '').split(/[\s"]+/)]
  const revealing = [
    // What follows "=" may be a path or an address of theirs.
    ...all.map((flag) => flag.replace(/=.*/, '').replaceAll('_', '-')).filter((flag) => FLAGS.test(flag)),
    ...VARIABLES.filter((name) => environment[name]),
  ]
  if (revealing.length === 0) return
  const problems = [...new Set(revealing)].map(
    (name) => `${name} would show keys and card data: it is for a gateway on this machine alone`,
  )
  throw new ConfigError(problems)
}

/** Node opens its debugger on SIGUSR1, unless somebody listens. Returns its undo. */
export function disableSigusr1Inspector(log: Log): () => void {
  const refuse = () => {
    log.info('SIGUSR1 opens no debugger here')
  }
  process.on('SIGUSR1', refuse)
  return () => {
    process.off('SIGUSR1', refuse)
  }
}

/** Keeps the memory and the traffic of this process, which holds keys and card data, out of debugging tools. */
import type { Log } from '../observability/log.js'
import { ConfigError, type Environment } from './environment.js'

/** The prefixes of Node's flags that open a debugger, write memory to a file, or log traffic. */
const FLAGS =
  /^--(?:inspect|debug|heap-prof|heapsnapshot|report-|experimental-report|abort-on-uncaught|trace-event|trace-tls|tls-keylog)/
/** Variables that make Node log headers and TLS. */
const VARIABLES = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE']

/** Throws ConfigError with a line for each debugging flag or variable, by name. */
export function assertNoDebugFlags(flags: readonly string[], environment: Environment): void {
  const all = [...flags, ...(environment.NODE_OPTIONS ?? '').split(/[\s"]+/)]
  const found = [
    // Omits the value, which may be a path or an address of the operator.
    ...all.map((flag) => flag.replace(/=.*/, '').replaceAll('_', '-')).filter((flag) => FLAGS.test(flag)),
    ...VARIABLES.filter((name) => environment[name]),
  ]
  if (found.length === 0) return
  const problems = [...new Set(found)].map(
    (name) => `${name} is rejected. It could expose keys and card data. Remove it, or use a local gateway.`,
  )
  throw new ConfigError(problems)
}

/** Adds a listener for SIGUSR1, because Node opens its inspector if there is none. Returns the undo function. */
export function disableSigusr1Inspector(log: Log): () => void {
  const ignore = () => {
    log.info('SIGUSR1 ignored: the inspector is disabled')
  }
  process.on('SIGUSR1', ignore)
  return () => {
    process.off('SIGUSR1', ignore)
  }
}

/**
 * JSON lines through pino. Only the fields named here are ever written, so that no body can slip into a line.
 * The caller chooses the level: `error` needs action, `warn` may pass by retries and time, `info` is normal
 * operation, `debug` is for the probes of a load balancer and for gateway calls without a problem.
 */
import { pino, type DestinationStream } from 'pino'

/** The allow-list, flat: ids, codes, counts and durations. Never a message of another library, which may quote input. */
export type LogFields = {
  request_id?: string
  merchant?: string
  session?: string
  method?: string
  /** The route's pattern, never the path: a path can hold anything. */
  route?: string
  /** HTTP status. */
  status?: number
  /** Error code of the contract. */
  code?: string
  /** Operation of the gateway or the store. */
  operation?: string
  /** Which repeat of a gateway call, from 0. */
  retry?: number
  outcome?: string
  gateway_status?: number
  /** Why a gateway call has no known outcome, or why the server is not ready: a code or an error's name. */
  reason?: string
  /** Names of documented fields that the gateway's response lacks. */
  missing_fields?: string
  attempts_used?: number
  duration_ms?: number
  /** Name or code of an error. */
  error?: string
  /** Where an error was thrown: stack frames without the message. */
  at?: string[]
  /** What is wrong with a setting: its name and the rule, never its value. */
  problem?: string
  url?: string
  signal?: string
  /** Keys of a gateway response, such as `data.issuers[].payee_id`; never a value, and no name that may hold data. */
  path?: string
  /** JSON type of the value at `path`. */
  type?: string
}

const logFieldNames = [
  'request_id',
  'merchant',
  'session',
  'method',
  'route',
  'status',
  'code',
  'operation',
  'retry',
  'outcome',
  'gateway_status',
  'reason',
  'missing_fields',
  'attempts_used',
  'duration_ms',
  'error',
  'at',
  'problem',
  'url',
  'signal',
  'path',
  'type',
] as const satisfies (keyof LogFields)[]

export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

/** One line for each call: the message names the kind of line, such as `request`, `gateway` or `capture`. */
export type Log = Record<LogLevel, (message: string, fields?: LogFields) => void>

export function createLog(level: string, destination: DestinationStream): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  const write =
    (name: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      logger[name](pickAllowed(fields), message)
    }
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') }
}

/** The types allow these names alone; at run time an object with more must not get through either. */
function pickAllowed(fields: LogFields): LogFields {
  const allowed: Record<string, unknown> = {}
  for (const name of logFieldNames) if (fields[name] !== undefined) allowed[name] = fields[name]
  return allowed
}

/** ms since `started` (of performance.now()), to a tenth. */
export function elapsedMs(started: number): number {
  return Math.round((performance.now() - started) * 10) / 10
}

/** The fields of an unexpected error: its name and where it was thrown, not its message, which may quote input. */
export function safeErrorFields(error: unknown): { error: string; at: string[] } {
  const { name, message, stack = '' } = error instanceof Error ? error : { name: typeof error, message: '' }
  const frames = stack
    .replace(message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return { error: name, at: frames.slice(0, 5).map((line) => line.trim()) }
}

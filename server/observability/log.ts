/**
 * JSON lines in the format of the logger pino, which log tools know. Only the fields named here are ever written, so
 * that no body can get into a line.
 * The caller chooses the level: `error` needs action, `warn` may pass by retries and time, `info` is normal
 * operation, `debug` is for the probes of a load balancer and for gateway calls without a problem.
 *
 * pino itself is not used, because these few known fields don't need it, and it would slow down every capture.
 */

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
  /** The number of the retry of a gateway call; 0 for the first call. */
  retry?: number
  outcome?: string
  gateway_status?: number
  /** Why a gateway call has no known outcome, or why the server is not ready. A code or an error's name. */
  reason?: string
  /** Names of documented fields that the gateway's response lacks. */
  missing_fields?: string
  attempts_used?: number
  duration_ms?: number
  /** Name or code of an error. */
  error?: string
  /** The stack frames of an error, without its message. */
  at?: string[]
  /** The problem of a setting: its name and the rule, never its value. */
  problem?: string
  url?: string
  signal?: string
  /** Keys of a gateway response, such as `data.issuers[].payee_id`; never a value, and no name that may hold data. */
  path?: string
  /** JSON type of the value at `path`. */
  type?: string
}

/** The levels of pino, by their numbers in a line. A line has one of `LogLevel`; the others are for `LOG_LEVEL`. */
const severities = { fatal: 60, error: 50, warn: 40, info: 30, debug: 20, trace: 10, silent: Infinity }

/** The least severe level that is written. */
export type LogThreshold = keyof typeof severities
export const logThresholds = Object.keys(severities) as LogThreshold[]
export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

/** One line for each call: the message names the kind of line, such as `request`, `gateway` or `capture`. */
export type Log = Record<LogLevel, (message: string, fields?: LogFields) => void>

/** Writes the lines that are at least as severe as the threshold. `now` in ms since 1970. */
export function createLog(
  threshold: LogThreshold,
  destination: { write: (line: string) => void },
  now: () => number,
): Log {
  const write =
    (name: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      const level = severities[name]
      if (level < severities[threshold]) return
      destination.write(`${toLine({ level, time: new Date(now()), msg: message }, fields)}\n`)
    }
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') }
}

/** The members that every line has. */
type CommonFields = { level: number; time: Date; msg: string }

/** Picks the fields by name, because at run time an object may have more fields than its type. */
function toLine({ level, time, msg }: CommonFields, fields: LogFields): string {
  const line: CommonFields & Record<keyof LogFields, unknown> = {
    level,
    time,
    request_id: fields.request_id,
    merchant: fields.merchant,
    session: fields.session,
    method: fields.method,
    route: fields.route,
    status: fields.status,
    code: fields.code,
    operation: fields.operation,
    retry: fields.retry,
    outcome: fields.outcome,
    gateway_status: fields.gateway_status,
    reason: fields.reason,
    missing_fields: fields.missing_fields,
    attempts_used: fields.attempts_used,
    duration_ms: fields.duration_ms,
    error: fields.error,
    at: fields.at,
    problem: fields.problem,
    url: fields.url,
    signal: fields.signal,
    path: fields.path,
    type: fields.type,
    msg,
  }
  return JSON.stringify(line)
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

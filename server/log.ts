/** JSON lines through pino. Only the fields named here are ever written: an allow-list, so no body can slip in. */
import { pino, type DestinationStream } from 'pino'
import type { ErrorCode } from '../contract/errors.js'
import type { Verdict } from './forward.js'
import type { Told } from './store/store.js'

export type RequestLine = {
  request_id: string
  method: string
  /** The route's pattern, never the path: a path can hold anything. */
  route: string
  status: number
  duration_ms: number
  code?: ErrorCode
}

export type VerificationLine = { merchant: string; verdict: Verdict; problem?: ErrorCode }
export type CaptureLine = { merchant: string; session: string; verdict: Verdict; told: Told; attempt: number }

export type Log = {
  request(line: RequestLine): void
  capture(line: CaptureLine): void
  verification(line: VerificationLine): void
  /** An error that nobody foresaw: its name and where it was thrown, not its message, which may quote input. */
  failure(requestId: string, error: unknown): void
  /** The state store, or its limits, could not do something; `kind` is a code, never a driver's message. */
  storeFailure(operation: string, kind: string): void
  /** The configuration was read again, and is not taken: what stands in its way, a line each. */
  notReloaded(problem: string): void
  info(message: string, fields?: { url?: string; signal?: string }): void
}

export function createLog(level: string, destination?: DestinationStream): Log {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    request({ request_id, method, route, status, duration_ms, code }) {
      log.info({ request_id, method, route, status, duration_ms, code }, 'request')
    },
    capture({ merchant, session, verdict, told, attempt }) {
      const outcome = 'token' in told ? 'tokenized' : told.problem
      const fields = { merchant, session, outcome, gateway_status: statusOf(verdict), attempt }
      log[severityOf(outcome)](fields, 'capture')
    },
    verification({ merchant, verdict, problem }) {
      const outcome = problem ?? 'verified'
      log[severityOf(outcome)]({ merchant, outcome, gateway_status: statusOf(verdict) }, 'verification')
    },
    failure(request_id, error) {
      log.error({ request_id, ...unquoted(error) }, 'failure')
    },
    storeFailure(operation, error) {
      log.error({ operation, error }, 'the state store can’t be used (CAPTURE_STORE or REDIS_URL)')
    },
    notReloaded(problem) {
      log.error({ problem }, 'the new configuration is not taken, the old one stays')
    },
    info(message, { url, signal } = {}) {
      log.info({ url, signal }, message)
    },
  }
}

/** What may be said of an error that nobody foresaw: its name, and where it was thrown. */
export function unquoted(error: unknown): { error: string; at: string[] } {
  const { name, message, stack = '' } = error instanceof Error ? error : { name: typeof error, message: '' }
  const places = stack
    .replace(message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return { error: name, at: places.slice(0, 5).map((line) => line.trim()) }
}

function statusOf(verdict: Verdict): number | undefined {
  return 'answer' in verdict ? verdict.answer?.status : undefined
}

/** What is the integrator's to mend: somebody must be woken. */
function severityOf(outcome: string): 'error' | 'info' {
  return outcome === 'gateway_misconfigured' ? 'error' : 'info'
}

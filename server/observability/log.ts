/**
 * JSON lines through pino. Only the fields named here are ever written: an allow-list, so no body can slip in.
 * `error` wants somebody to act, `warn` is what retries and time may mend, `info` is the day's work, `debug` the
 * probes of a load balancer.
 */
import { pino, type DestinationStream, type Level } from 'pino'
import { errors, type ErrorCode } from '../../contract/errors.js'
import type { VerificationOutcome } from '../captures/verifyWithRetries.js'
import type { GatewayRequest, GatewayResult } from '../gateway/client.js'
import { classifyStatus } from '../gateway/outcomes.js'
import { stdout } from './stdoutStream.js'
import type { CaptureResult } from '../store/store.js'

export type RequestLine = {
  request_id: string
  method: string
  /** The route's pattern, never the path: a path can hold anything. */
  route: string
  status: number
  duration_ms: number
  code?: ErrorCode
}

export type GatewayLine = {
  merchant: string
  request: GatewayRequest
  reply: GatewayResult
  duration_ms: number
}
export type VerificationLine = {
  request_id: string
  merchant: string
  verdict: VerificationOutcome
  problem?: ErrorCode
}
export type CaptureLine = {
  request_id: string
  merchant: string
  session: string
  verdict: VerificationOutcome
  told: CaptureResult
  attempt: number
  duration_ms: number
}

export type Log = {
  request(line: RequestLine): void
  /** One call to the gateway; an attempt may take several. */
  gateway(line: GatewayLine): void
  capture(line: CaptureLine): void
  verification(line: VerificationLine): void
  /** An error that nobody foresaw: its name and where it was thrown, not its message, which may quote input. */
  failure(requestId: string, error: unknown): void
  /** The state store, or its limits, could not do something; `kind` is a code, never a driver's message. */
  storeFailure(operation: string, kind: string): void
  /** The configuration was read again, and is not taken: what stands in its way, a line each. */
  notReloaded(problem: string): void
  /** What time won't mend, and nobody has to be woken for; `problem` names a setting, never its value. */
  warn(message: string, problem?: string): void
  info(message: string, fields?: { url?: string; signal?: string }): void
}

const probes = ['/healthz', '/readyz']

export function createLog(level: string, destination: DestinationStream = stdout()): Log {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    request({ request_id, method, route, status, duration_ms, code }) {
      const severity = probes.includes(route) && status < 400 ? 'debug' : 'info'
      log[severity]({ request_id, method, route, status, duration_ms, code }, 'request')
    },
    gateway({ merchant, request: { operation, context, attempt }, reply, duration_ms }) {
      const outcome = reply.kind
      const gateway_status = reply.kind === 'answered' ? reply.answer.status : undefined
      const why = reply.kind === 'unknown' ? reply.why : undefined
      const { request_id, session } = context ?? {}
      const ids = { request_id, merchant, session, operation, attempt }
      log[severityOfReply(reply)]({ ...ids, outcome, gateway_status, why, duration_ms }, 'gateway')
    },
    capture({ request_id, merchant, session, verdict, told, attempt, duration_ms }) {
      const outcome = 'token' in told ? 'tokenized' : told.problem
      const fields = { request_id, merchant, session, outcome, gateway_status: statusOf(verdict), attempt }
      log[severityOf(outcome)]({ ...fields, duration_ms }, 'capture')
    },
    verification({ request_id, merchant, verdict, problem }) {
      const outcome = problem ?? 'verified'
      const fields = { request_id, merchant, outcome, gateway_status: statusOf(verdict) }
      log[severityOf(outcome)](fields, 'verification')
    },
    failure(request_id, error) {
      log.error({ request_id, ...safeErrorFields(error) }, 'failure')
    },
    storeFailure(operation, error) {
      log.error({ operation, error }, 'the state store can’t be used (CAPTURE_STORE or REDIS_URL)')
    },
    notReloaded(problem) {
      log.error({ problem }, 'the new configuration is not taken, the old one stays')
    },
    warn(message, problem) {
      log.warn({ problem }, message)
    },
    info(message, { url, signal } = {}) {
      log.info({ url, signal }, message)
    },
  }
}

/** For a line: tenths of a millisecond are enough. */
export function elapsedMs(started: number): number {
  return Math.round((performance.now() - started) * 10) / 10
}

/** What may be said of an error that nobody foresaw: its name, and where it was thrown. */
export function safeErrorFields(error: unknown): { error: string; at: string[] } {
  const { name, message, stack = '' } = error instanceof Error ? error : { name: typeof error, message: '' }
  const places = stack
    .replace(message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return { error: name, at: places.slice(0, 5).map((line) => line.trim()) }
}

function statusOf(verdict: VerificationOutcome): number | undefined {
  return 'answer' in verdict ? verdict.answer?.status : undefined
}

/** What will be asked again, or must not be, is more than the day's work; the capture's line says what came of it. */
function severityOfReply(reply: GatewayResult): Level {
  if (reply.kind !== 'answered') return 'warn'
  const { kind } = classifyStatus(reply.answer.status)
  return kind === 'unknown' || kind === 'working' ? 'warn' : 'info'
}

/** What is the integrator's to mend: somebody must be woken. What the gateway or the network did may pass. */
function severityOf(outcome: 'tokenized' | 'verified' | ErrorCode): Level {
  if (outcome === 'tokenized' || outcome === 'verified') return 'info'
  if (outcome === 'gateway_misconfigured' || outcome === 'idempotency_conflict') return 'error'
  return errors[outcome].retryable ? 'warn' : 'info'
}

/** A capture from the parsed request to the stored result: admit, verify, commit, respond. */
import type { CaptureResponse } from '../../contract/session.js'
import type { Clock } from '../gateway/clock.js'
import type { Gateway } from '../gateway/gateway.js'
import type { AttemptLimiter } from '../limits/attemptLimiter.js'
import { elapsedMs, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import type { CaptureResult, LeaseHolder, SessionRecord, Store } from '../store/store.js'
import { createAdmission, LEASE_MS, type Admitted } from './admission.js'
import type { CaptureRequest, Captures } from './captureRequest.js'
import { contentFingerprint } from './fingerprint.js'
import { missingFields, outcomeLogLevel, outcomeStatus } from './outcomeLog.js'
import { createReplay } from './replay.js'
import { withStoreRetries } from './storeRetries.js'
import { nextState, type Transition } from './transition.js'
import { verifyCapture } from './verifyCapture.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

const LEASE_RENEW_INTERVAL_MS = 5_000

type CaptureDependencies = {
  store: Store
  gateway: Pick<Gateway, 'verify'>
  attemptLimiter: AttemptLimiter
  clock: Clock
  log: Log
  metrics: Metrics
}

/** A capture that runs in this process, from its admission to its result. */
type InFlight = { fingerprint: string; result: Promise<CaptureResult> }

export function createCaptures(dependencies: CaptureDependencies): Captures {
  const admit = createAdmission(dependencies)
  const replayOrReject = createReplay(dependencies)
  /** By session id and idempotency key. */
  const inFlight = new Map<string, InFlight>()

  async function capture(request: CaptureRequest, fingerprint: string): Promise<CaptureResult> {
    const admission = await admit(request, fingerprint)
    if (!admission.admitted) return replayOrReject(admission.record, request.key, fingerprint)
    return runCapture(dependencies, request, admission)
  }

  return {
    async create(request) {
      const { session, parsed, key } = request
      const fingerprint = contentFingerprint(session, parsed.content)
      const name = `${session.id} ${key}`
      const same = inFlight.get(name)
      if (same && same.fingerprint !== fingerprint) throw new ProblemError('idempotency_conflict')
      if (same) return toResponse(await same.result)
      // From here the capture runs to its end, even if the client disconnects.
      const result = capture(request, fingerprint).finally(() => inFlight.delete(name))
      inFlight.set(name, { fingerprint, result })
      return toResponse(await result)
    },
    async idle() {
      while (inFlight.size > 0) await Promise.allSettled([...inFlight.values()].map(({ result }) => result))
    },
  }
}

function toResponse(result: CaptureResult): CaptureResponse {
  if ('token' in result) return result.token
  throw new ProblemError(result.problem, result.details)
}

async function runCapture(
  dependencies: CaptureDependencies,
  request: CaptureRequest,
  { record, settle }: Admitted,
): Promise<CaptureResult> {
  const started = performance.now()
  const { merchant, session, parsed, key } = request
  const lease = { merchant: merchant.id, id: session.id, key }
  const stopRenewing = renewLease(dependencies, lease)
  try {
    const outcome = await verifyCapture(dependencies, request, record)
    const transition = nextState(outcome, parsed.accountType, record)
    settle(transition.countsForAddress ? 'failed' : 'other')
    await storeTransition(dependencies, lease, transition, record)
    report(dependencies, request, { outcome, transition, record, duration_ms: elapsedMs(started) })
    return transition.result
  } catch (error) {
    settle('other')
    throw error
  } finally {
    stopRenewing()
  }
}

/**
 * Most captures end before the first renewal. After a failed renewal the lease may expire, and the outcome counts as
 * unknown until it is stored.
 */
function renewLease({ store, clock }: CaptureDependencies, lease: LeaseHolder): () => void {
  const timer = setInterval(() => {
    store.renewLease({ ...lease, leaseExpiresAt: clock.now() + LEASE_MS }).catch(() => undefined)
  }, LEASE_RENEW_INTERVAL_MS)
  return () => {
    clearInterval(timer)
  }
}

/**
 * If the outcome can't be stored, the capture ends with `outcome_unknown`, and the frame sends the same key and
 * content again. A card or a check is not lost then: Ingo recognizes the participant_unique_id1 and responds with status
 * 101 (tokenized before) and the same token. Open banking has no such id.
 */
async function storeTransition(
  { store, clock }: CaptureDependencies,
  lease: LeaseHolder,
  { stored, result, isFinal, usedParticipantId }: Transition,
  before: SessionRecord,
): Promise<void> {
  const usedId = usedParticipantId !== undefined && { participantId: usedParticipantId, at: clock.now() }
  const write = stored
    ? () => store.commit({ ...lease, ...stored, ...(isFinal && { result }), ...(usedId && { usedId }) })
    : () => store.releaseLease(lease, before)
  await withStoreRetries(clock, write).catch(() => {
    throw new ProblemError('outcome_unknown')
  })
}

type Report = {
  outcome: VerificationOutcome
  transition: Transition
  /** The session before the capture. */
  record: SessionRecord
  duration_ms: number
}

function report(
  { metrics, log }: CaptureDependencies,
  { merchant, session, request_id }: CaptureRequest,
  { outcome, transition: { result, stored }, record, duration_ms }: Report,
): void {
  const code = 'token' in result ? 'tokenized' : result.problem
  metrics.attempts.inc({ merchant: merchant.id, outcome: code })
  log[outcomeLogLevel(code)]('capture', {
    request_id,
    merchant: merchant.id,
    session: session.id,
    outcome: code,
    gateway_status: outcomeStatus(outcome),
    missing_fields: missingFields(outcome),
    attempts_used: stored?.attempts ?? record.attempts,
    duration_ms,
  })
}

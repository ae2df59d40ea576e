/** A capture from the parsed request to the stored result: admit, verify, commit, respond. */
import type { CaptureResponse } from '../../contract/session.js'
import type { Clock } from '../gateway/clock.js'
import { ingoAccountName } from '../gateway/account.js'
import type { Gateway } from '../gateway/gateway.js'
import type { AttemptLimiter } from '../limits/attemptLimiter.js'
import { elapsedMs, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import type { CaptureResult } from '../store/record.js'
import type { LeaseHolder, Store } from '../store/store.js'
import { createAdmission, LEASE_MS, type Admitted } from './admission.js'
import type { CaptureRequest, Captures } from './captureRequest.js'
import { hashContent, type ContentHashes } from './contentHashes.js'
import { missingFields, outcomeLogLevel, outcomeStatus } from './outcomeLog.js'
import { createReplay, replayEnded } from './replay.js'
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

  async function capture(request: CaptureRequest, hashes: ContentHashes): Promise<CaptureResult> {
    const admission = await admit(request, hashes)
    if ('refusal' in admission)
      return replayOrReject(admission.before, admission.refusal, { ...hashes, key: request.key })
    return runCapture(dependencies, request, { ...admission, summary: hashes.summary })
  }

  return {
    async create(request) {
      const { session, key } = request
      const hashes = hashContent(request)
      const { fingerprint } = hashes
      const name = `${session.id} ${key}`
      const same = inFlight.get(name)
      if (same && same.fingerprint !== fingerprint) throw new ProblemError('idempotency_conflict')
      if (same) return toResponse(await same.result)
      // From here the capture runs to its end, even if the client disconnects.
      const result = capture(request, hashes).finally(() => inFlight.delete(name))
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

/** `summary` is kept with a final result. */
type Run = Admitted & { summary: string }

async function runCapture(
  dependencies: CaptureDependencies,
  request: CaptureRequest,
  run: Run,
): Promise<CaptureResult> {
  const started = performance.now()
  const { merchant, session, parsed, key } = request
  const stopRenewing = renewLease(dependencies, { merchant: merchant.id, id: session.id, key })
  try {
    const outcome = await verifyCapture(dependencies, request, run)
    const transition = nextState(outcome, parsed.accountType, run, dependencies.clock.now())
    run.settle(transition.countsForAddress ? 'failed' : 'other')
    const result = await storeTransition(dependencies, request, transition, run)
    report(dependencies, request, { outcome, transition, run, duration_ms: elapsedMs(started) })
    return result
  } catch (error) {
    run.settle('other')
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
 * Returns the result for the frame. If the outcome can't be stored, the capture ends with `outcome_unknown`, and the
 * frame sends the same key and content again. A card or a check is not lost then: Ingo recognizes the
 * participant_unique_id1 and responds with status 101 (tokenized before) and the same token. Open banking has no such id.
 */
async function storeTransition(
  { store, clock }: CaptureDependencies,
  { merchant, session, key, address }: CaptureRequest,
  transition: Transition,
  { before, summary }: Run,
): Promise<CaptureResult> {
  const { stored, result, isFinal, countsForAddress, usedParticipantId } = transition
  const now = clock.now()
  const holder = { merchant: merchant.id, id: session.id, key, now }
  const isCounted = (stored?.attempts ?? 0) > before.attempts
  const write = stored
    ? () =>
        store.commit({
          ...{ ...holder, ...stored },
          ...(isFinal && { answer: { result, summary, isCounted, at: now } }),
          ...(usedParticipantId !== undefined && {
            usedId: { account: ingoAccountName(merchant), participantId: usedParticipantId, at: now },
          }),
          ...(countsForAddress && { failedAddress: address }),
        })
    : () => store.releaseLease(holder, before)
  try {
    const hadLease = await withStoreRetries(clock, write)
    if (hadLease || !('token' in result)) return result
    // Another capture may have succeeded meanwhile: the page and the backend must have the same token.
    const record = await store.read(merchant.id, session.id)
    return record ? replayEnded(record, summary) : result
  } catch (error) {
    throw error instanceof ProblemError && error.code === 'session_used'
      ? error
      : new ProblemError('outcome_unknown')
  }
}

type Report = {
  outcome: VerificationOutcome
  transition: Transition
  run: Run
  duration_ms: number
}

function report(
  { metrics, log }: CaptureDependencies,
  { merchant, session, request_id }: CaptureRequest,
  { outcome, transition: { result, stored }, run: { before }, duration_ms }: Report,
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
    attempts_used: stored?.attempts ?? before.attempts,
    duration_ms,
  })
}

/** A capture from the parsed request to the stored result: admit, verify, commit, respond. */
import type { CaptureResponse } from '../../contract/session.js'
import type { Clock } from '../gateway/clock.js'
import { ingoAccountName } from '../gateway/account.js'
import type { Gateway } from '../gateway/gateway.js'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { leasedRecord } from '../store/leaseRule.js'
import type { CaptureResult } from '../store/record.js'
import type { Store } from '../store/store.js'
import { createAdmission, type Admitted } from './admission.js'
import type { CaptureRequest, Captures } from './captureRequest.js'
import { hashContent, type ContentHashes } from './contentHashes.js'
import { findUnusedClaim } from './idClaim.js'
import { createLeaseRenewal, type RenewLease } from './leaseRenewal.js'
import { outcomeLog } from './outcomeLog.js'
import { reviewNames } from './pendingReview.js'
import { createReplay, replayEnded } from './replay.js'
import { restoreAndCommit, withStoreRetries } from './storeRetries.js'
import { nextState, type Transition } from './transition.js'
import { verifyCapture } from './verifyCapture.js'
import { toEventWrite } from './webhookEvents.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

type CaptureDependencies = {
  store: Store
  gateway: Pick<Gateway, 'verify'>
  clock: Clock
  log: Log
  metrics: Metrics
}

/** A capture that runs in this process, from its admission to its response. */
type InFlight = { fingerprint: string; response: Promise<CaptureResponse> }

export function createCaptures(dependencies: CaptureDependencies): Captures {
  const admit = createAdmission(dependencies)
  const replayOrReject = createReplay(dependencies)
  const renewLease = createLeaseRenewal(dependencies.store, dependencies.clock)
  const running = { renewLease, ...dependencies }
  /** By session id and idempotency key. */
  const inFlight = new Map<string, InFlight>()

  async function capture(
    name: string,
    request: CaptureRequest,
    hashes: ContentHashes,
  ): Promise<CaptureResponse> {
    try {
      const admission = await admit(request, hashes)
      const result =
        'refusal' in admission
          ? replayOrReject(admission.before, admission.refusal, { key: request.key, ...hashes })
          : runCapture(running, request, { ...admission, summary: hashes.summary })
      return toResponse(await result)
    } finally {
      inFlight.delete(name)
    }
  }

  return {
    create(request) {
      const { session, key } = request
      const hashes = hashContent(request)
      const { fingerprint } = hashes
      const name = `${session.id} ${key}`
      const same = inFlight.get(name)
      if (same?.fingerprint === fingerprint) return same.response
      if (same) return Promise.reject(new ProblemError('idempotency_conflict'))
      // From here the capture runs to its end, even if the client disconnects.
      const response = capture(name, request, hashes)
      inFlight.set(name, { fingerprint, response })
      return response
    },
    async idle() {
      while (inFlight.size > 0)
        await Promise.allSettled([...inFlight.values()].map(({ response }) => response))
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
  dependencies: CaptureDependencies & { renewLease: RenewLease },
  request: CaptureRequest,
  run: Run,
): Promise<CaptureResult> {
  const { merchant, session, parsed, key } = request
  const stopRenewing = dependencies.renewLease({ merchant: merchant.id, id: session.id, key })
  try {
    const outcome = await verifyCapture(dependencies, request, run)
    const unused = findUnusedClaim(run, outcome)
    // Not awaited, so that the outcome is stored even if the release fails. The store logs the failure.
    if (unused) dependencies.store.releaseId(unused).catch(() => undefined)
    const transition = nextState(outcome, parsed.accountType, run, dependencies.clock.now())
    run.settle(transition.countsForAddress ? 'failed' : 'other')
    const result = await storeTransition(dependencies, request, transition, run)
    report(dependencies, request, { outcome, transition, run })
    return result
  } catch (error) {
    run.settle('other')
    throw error
  } finally {
    stopRenewing()
  }
}

/**
 * Returns the result for the frame. If the outcome can't be stored, the capture ends with `outcome_unknown`, and the
 * frame sends the same key and content again. A card or a check is not lost then: Ingo recognizes the
 * participant_unique_id1 and responds with status 101 (tokenized before) and the same token. Open banking has no such id.
 */
async function storeTransition(
  dependencies: CaptureDependencies,
  request: CaptureRequest,
  transition: Transition,
  run: Run,
): Promise<CaptureResult> {
  const { merchant, session, key, address } = request
  const { before, current, summary } = run
  const { stored, result, isFinal, countsForAddress, usedParticipantId } = transition
  const { store, clock } = dependencies
  const now = clock.now()
  const eventWrite = stored && toEventWrite(request, { result, stored }, run, now)
  const holder = { merchant: merchant.id, id: session.id, key }
  const isCounted = (stored?.attempts ?? 0) > before.attempts
  const commit = stored
    ? () =>
        store.commit({
          merchant: merchant.id,
          id: session.id,
          key,
          now,
          state: stored.state,
          attempts: stored.attempts,
          idNumber: stored.idNumber,
          answer: isFinal ? { result, summary, gateway: stored.gateway, isCounted, at: now } : undefined,
          gateway: isFinal ? undefined : stored.gateway,
          usedId:
            usedParticipantId === undefined
              ? undefined
              : { account: ingoAccountName(merchant), participantId: usedParticipantId, at: now },
          failedAddress: countsForAddress ? address : undefined,
          eventWrite,
          indexNames: reviewNames(result),
        })
    : // The gateway has processed nothing, so there is nothing to restore if the store has lost the record.
      () => store.releaseLease(holder, before).then(() => true)
  try {
    if (await withStoreRetries(clock, commit)) return result
    const others = await restoreAndCommit(dependencies, holder, commit, () => leasedRecord(before, current))
    // Another capture may have succeeded meanwhile: the page and the backend must have the same token.
    return others && 'token' in result ? replayEnded(others, summary) : result
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
}

function report(
  { metrics }: CaptureDependencies,
  { merchant, session, parsed, onEnded }: CaptureRequest,
  { outcome, transition: { result, stored }, run: { before } }: Report,
): void {
  const code = 'token' in result ? 'tokenized' : result.problem
  metrics.attempts.inc({ merchant: merchant.id, outcome: code })
  const { level, fields } = outcomeLog(outcome, code)
  const attempts_used = stored?.attempts ?? before.attempts
  onEnded({
    level,
    fields: {
      merchant: merchant.id,
      session: session.id,
      operation: `verify--${parsed.accountType}`,
      outcome: code,
      attempts_used,
      ...fields,
    },
  })
}

/** Sends one verification to the gateway until its outcome is known, or the retry policy is used up. */
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { GatewayAccount } from '../gateway/account.js'
import type { GatewayRequest } from '../gateway/client.js'
import type { Clock } from '../gateway/clock.js'
import type { Gateway } from '../gateway/gateway.js'
import type { GatewayResult } from '../gateway/gatewayResult.js'
import { keepDocumented } from '../gateway/keepDocumented.js'
import { classifyStatus, type Refusal } from '../gateway/outcomes.js'
import { namesOtherRequest } from './methods/compareEcho.js'
import type { ResponseMatch, VerificationCall } from './methods/method.js'
import { exceedsNamedLimit } from './methods/payable.js'
import { readReviewAnswer } from './reviewAnswer.js'

export type VerificationOutcome = KnownOrUnknown & {
  /** The gateway has answered a call with the response to another request: it mixes up its connections. */
  mixedUp?: true
}

type KnownOrUnknown =
  | (Extract<ResponseMatch, { kind: 'verified' | 'not_payable' }> & { response: GatewayResponse })
  /**
   * A success about another account than the one that was sent. `response` is undefined if nothing was sent, because the
   * id is known to be used.
   */
  | { kind: 'mismatched'; response?: GatewayResponse }
  /**
   * `response` is undefined if a check before sending failed, or if the gateway's HTTP status has no documented
   * response. `countsForAddress`: the typed values may have caused that status. `reviewed`: see `readReviewAnswer`.
   */
  | {
      kind: 'refused'
      refusal: Refusal
      response?: GatewayResponse
      countsForAddress?: boolean
      reviewed?: NonNullable<ResponseMatch>
    }
  /** The gateway may have processed it. */
  | { kind: 'unknown' }
  /** The gateway has not processed it. `retryAfter`: the same may be submitted again at once. */
  | { kind: 'not_sent'; retryAfter?: 0 }
  /** The gateway has not processed it; `retryAfter` in seconds. */
  | { kind: 'rate_limited'; retryAfter: number }

/** Why the outcome of a call is not final. */
type Pending =
  'indeterminate' | 'other_request' | 'stale' | 'working' | 'not_sent' | 'rate_limited' | 'queue_full'

/**
 * Ingo asks for 3–4 s between repeats of a participant_unique_id1 (source:
 * https://developer-payments.ingomoney.com/en/ingopay-api/idempotency). A call that was never sent can repeat at once.
 * So can, once, a call on an idle connection that was closed meanwhile: if the gateway did process it, the repeat under
 * the same participant_unique_id1 gets status 101 or 104.
 */
const policy: Record<Pending, { retries: number; waitMs: (retryAfter: number) => number }> = {
  indeterminate: { retries: 2, waitMs: () => 4000 },
  other_request: { retries: 2, waitMs: () => 4000 },
  stale: { retries: 1, waitMs: () => 0 },
  working: { retries: 5, waitMs: () => 4000 },
  not_sent: { retries: 2, waitMs: () => 100 + Math.random() * 200 },
  // The call has already waited in the queue.
  queue_full: { retries: 0, waitMs: () => 0 },
  rate_limited: { retries: 1, waitMs: (retryAfter) => Math.max(1, retryAfter) * 1000 },
}
/** The participant_unique_id1 has already succeeded. */
const ALREADY_SUCCEEDED = 101
const MAX_RETRY_AFTER_S = 10
/** No retry enters the queue later than this after the first call did, because it may wait there for 8 s. */
const RETRY_DEADLINE_MS = 52_000
/** Every call ends by then, even before its own time-out. The rest of the frame's 75 s is for commit and response. */
const TOTAL_DEADLINE_MS = 62_000

type Circumstances = Pick<GatewayRequest, 'context' | 'lease'> & {
  /** Whether the gateway recognizes a repeat by its participant_unique_id1, so that a retry is safe. */
  isIdempotent: boolean
  /** An earlier call of the same content may have been processed. */
  isRepeat?: boolean
}

/** How often the call has ended without a known outcome. */
type Tries = Record<Pending, number>

/** Each call sends the same bytes with a fresh date and signature. */
export async function verifyWithRetries(
  { gateway, clock }: { gateway: Pick<Gateway, 'verify'>; clock: Clock },
  account: GatewayAccount,
  call: VerificationCall,
  { isIdempotent, isRepeat = false, context, lease }: Circumstances,
): Promise<VerificationOutcome> {
  const tries = { ...NO_TRIES }
  const started = clock.now()
  const { operation, body } = call
  for (let retry = 0; ; retry++) {
    const request = { operation, body, context, lease, retry }
    const result = await gateway.verify(account, request, started + TOTAL_DEADLINE_MS)
    const maybeBefore = isRepeat || mayBeProcessed(tries)
    const step = nextStep(account, result, call, maybeBefore)
    // Ingo may remove the path, or revoke the credentials, after an earlier call has reached the gateway.
    const isUnprocessed = result.kind === 'path_not_found' || result.kind === 'unauthorized'
    const next =
      step.kind === 'pending'
        ? nextRetry(step, result, { isIdempotent, tries, elapsedMs: clock.now() - started })
        : isUnprocessed && maybeBefore
          ? unknown
          : step
    if (next.kind !== 'retry') return tries.other_request > 0 ? { ...next, mixedUp: true } : next
    await clock.sleep(next.waitMs)
  }
}

const NO_TRIES: Tries = {
  indeterminate: 0,
  other_request: 0,
  stale: 0,
  working: 0,
  not_sent: 0,
  rate_limited: 0,
  queue_full: 0,
}

const unknown = { kind: 'unknown' } as const

/** Counts a call without a known outcome. Returns the next retry, or the outcome if the retry policy is used up. */
function nextRetry(
  step: PendingStep,
  { canRepeatAtOnce }: GatewayResult,
  { isIdempotent, tries, elapsedMs }: { isIdempotent: boolean; tries: Tries; elapsedMs: number },
): VerificationOutcome | { kind: 'retry'; waitMs: number } {
  const { retryAfter } = step
  const pending = step.pending === 'stale' && tries.stale > 0 ? 'indeterminate' : step.pending
  tries[pending] += 1
  const waitMs = canRepeatAtOnce ? 0 : policy[pending].waitMs(retryAfter)
  const maybeProcessed = mayBeProcessed(tries)
  const retriesExhausted =
    (maybeProcessed && !isIdempotent) ||
    tries[pending] > policy[pending].retries ||
    retryAfter > MAX_RETRY_AFTER_S ||
    elapsedMs + waitMs > RETRY_DEADLINE_MS
  if (!retriesExhausted) return { kind: 'retry', waitMs }
  // An earlier call may have been processed, even if the last one was not sent.
  if (maybeProcessed) return unknown
  if (retryAfter > 0) return { kind: 'rate_limited', retryAfter }
  return { kind: 'not_sent', ...(canRepeatAtOnce && { retryAfter: 0 }) }
}

function mayBeProcessed({ indeterminate, other_request, stale, working }: Tries): boolean {
  return indeterminate + other_request + stale + working > 0
}

type PendingStep = { kind: 'pending'; pending: Pending; retryAfter: number }
type Step = VerificationOutcome | PendingStep

function nextStep(
  { ingo: { outcomes, credentials } }: GatewayAccount,
  result: GatewayResult,
  call: VerificationCall,
  isRepeat: boolean,
): Step {
  const { operation, sent, isCard, parseResponse, amount } = call
  switch (result.kind) {
    case 'unauthorized':
    case 'path_not_found':
      // A refused signature is the merchant's fault. A firewall may send the other statuses because of typed values.
      return {
        kind: 'refused',
        refusal: { code: 'gateway_misconfigured' },
        countsForAddress: result.http !== 401,
      }
    case 'rate_limited':
    case 'queue_full':
      return pendingStep(result.kind, result.retryAfter)
    case 'not_sent':
      return pendingStep('not_sent')
    case 'indeterminate':
      return pendingStep(result.isStale ? 'stale' : 'indeterminate')
    case 'response':
      break
  }
  const response = keepDocumented(result.response, { operation, sent, credentials, outcomes })
  if (namesOtherRequest(response.data, sent)) return pendingStep('other_request')
  const meaning = classifyStatus(response.status, { isCard: isCard === true, outcomes })
  if (meaning.kind === 'refused') {
    // The operator's own meaning of a status takes precedence.
    const isUnnamed = meaning.refusal.code === 'field_rejected' && !outcomes?.has(response.status)
    const isOverLimit = isUnnamed && exceedsNamedLimit(response.data, amount)
    const refusal: Refusal = isOverLimit ? { code: 'limit_exceeded' } : meaning.refusal
    const answer = refusal.code === 'under_review' ? readReviewAnswer(response, call) : { response }
    return { kind: 'refused', refusal, ...answer }
  }
  if (meaning.kind === 'working') return pendingStep('working')
  const isOlder = response.status === ALREADY_SUCCEEDED && !isRepeat
  const match = meaning.kind === 'verified' ? parseResponse(response.data, isOlder) : undefined
  // An unknown status, or a success without the fields of a success: the gateway may have processed the request.
  if (!match || match.kind === 'other_request') return pendingStep(match?.kind ?? 'indeterminate')
  return { ...match, response }
}

function pendingStep(pending: Pending, retryAfter = 0): Step {
  return { kind: 'pending', pending, retryAfter }
}

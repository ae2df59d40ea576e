/** Sends one verification to the gateway until its outcome is known, or the patience in `policy` is used up. */
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { CaptureResponse } from '../../contract/session.js'
import type { Merchant } from '../config/merchant.js'
import type { GatewayClient, GatewayResult } from '../gateway/client.js'
import { classifyStatus, type Refusal } from '../gateway/outcomes.js'
import type { VerificationCall } from './methods/method.js'
import { redactCardData } from '../gateway/redactCardData.js'
import type { Clock } from '../gateway/clock.js'

export type VerificationOutcome =
  | { kind: 'verified'; token: CaptureResponse; answer: GatewayResponse }
  /** A success that is about another account. */
  | { kind: 'mismatched'; answer: GatewayResponse }
  | { kind: 'refused'; refusal: Refusal; answer?: GatewayResponse }
  /** It may have been processed. */
  | { kind: 'unknown' }
  /** It has not been processed. */
  | { kind: 'unsent' }
  | { kind: 'throttled'; retryAfter: number }

type Pending = 'unknown' | 'working' | 'unsent' | 'throttled' | 'crowded'

/** Ingo asks for 3–4 s between repeats of a participant_unique_id1; what was never sent can go at once. */
const policy: Record<Pending, { times: number; waitMs: (retryAfter: number) => number }> = {
  unknown: { times: 2, waitMs: () => 4000 },
  working: { times: 5, waitMs: () => 4000 },
  unsent: { times: 2, waitMs: () => 100 + Math.random() * 200 },
  // It has waited in line already.
  crowded: { times: 0, waitMs: () => 0 },
  throttled: { times: 1, waitMs: (retryAfter) => Math.max(1, retryAfter) * 1000 },
}
const LONGEST_RETRY_AFTER_S = 10
/** No repeat gets into line later than this after the first call did: there it may wait for 8 s. */
const RETRY_DEADLINE_MS = 52_000
/** By then the last call has ended, whatever its own time-out: it leaves time to record and to answer. */
const TOTAL_DEADLINE_MS = 62_000

/** The body is sent byte for byte the same each time, with a fresh date and signature. */
export async function verifyWithRetries(
  gateway: Pick<GatewayClient, 'verify'>,
  merchant: Merchant,
  call: VerificationCall,
  clock: Clock,
): Promise<VerificationOutcome> {
  const started = clock.now()
  const tried: Record<Pending, number> = { unknown: 0, working: 0, unsent: 0, throttled: 0, crowded: 0 }
  for (;;) {
    const step = nextStep(await gateway.verify(merchant, call, started + TOTAL_DEADLINE_MS), call)
    if (step.kind !== 'pending') return step
    const { pending, retryAfter } = step
    tried[pending] += 1
    const waitMs = policy[pending].waitMs(retryAfter)
    const mayRepeat = call.isIdempotent || tried.unknown + tried.working === 0
    const retriesExhausted =
      !mayRepeat ||
      tried[pending] > policy[pending].times ||
      retryAfter > LONGEST_RETRY_AFTER_S ||
      clock.now() + waitMs - started > RETRY_DEADLINE_MS
    if (retriesExhausted) {
      // Once a call may have been processed, a later one that wasn't sent takes nothing back.
      if (tried.unknown + tried.working > 0) return { kind: 'unknown' }
      return retryAfter > 0 ? { kind: 'throttled', retryAfter } : { kind: 'unsent' }
    }
    await clock.sleep(waitMs)
  }
}

type Step = VerificationOutcome | { kind: 'pending'; pending: Pending; retryAfter: number }

function nextStep(reply: GatewayResult, { parseResponse, cardNumberToRedact }: VerificationCall): Step {
  const pending = (why: Pending, retryAfter = 0): Step => ({ kind: 'pending', pending: why, retryAfter })
  if (reply.kind === 'rejected') return { kind: 'refused', refusal: { code: 'gateway_misconfigured' } }
  if (reply.kind === 'throttled' || reply.kind === 'crowded') return pending(reply.kind, reply.retryAfter)
  if (reply.kind !== 'answered') return pending(reply.kind)
  const answer =
    cardNumberToRedact === undefined ? reply.answer : redactCardData(reply.answer, cardNumberToRedact)
  const outcome = classifyStatus(answer.status, { ofCard: cardNumberToRedact !== undefined })
  if (outcome.kind === 'refused') return { kind: 'refused', refusal: outcome.refusal, answer }
  if (outcome.kind !== 'verified') return pending(outcome.kind)
  const judgement = parseResponse(answer.data)
  // A success that lacks what a success has is a damaged answer.
  return judgement ? { ...judgement, answer } : pending('unknown')
}

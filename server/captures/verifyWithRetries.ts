/** Sends one verification to the gateway until its outcome is known, or the patience in `policy` is used up. */
import type { GatewayAnswer } from '../../contract/answer.js'
import type { CaptureAnswer } from '../../contract/session.js'
import type { Merchant } from '../config/merchant.js'
import type { Gateway, Reply } from '../gateway/client.js'
import { outcomeOf, type Refusal } from '../gateway/outcomes.js'
import type { Call } from './methods/method.js'
import { withoutCardData } from '../gateway/redactCardData.js'
import type { Clock } from '../gateway/clock.js'

export type Verdict =
  | { kind: 'verified'; token: CaptureAnswer; answer: GatewayAnswer }
  /** A success that is about another account. */
  | { kind: 'mismatched'; answer: GatewayAnswer }
  | { kind: 'refused'; refusal: Refusal; answer?: GatewayAnswer }
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
const REPEAT_MS = 52_000
/** By then the last call has ended, whatever its own time-out: it leaves time to record and to answer. */
const BUDGET_MS = 62_000

/** The body is sent byte for byte the same each time, with a fresh date and signature. */
export async function forward(
  gateway: Pick<Gateway, 'verify'>,
  merchant: Merchant,
  call: Call,
  clock: Clock,
): Promise<Verdict> {
  const started = clock.now()
  const tried: Record<Pending, number> = { unknown: 0, working: 0, unsent: 0, throttled: 0, crowded: 0 }
  for (;;) {
    const step = stepOf(await gateway.verify(merchant, call, started + BUDGET_MS), call)
    if (step.kind !== 'pending') return step
    const { pending, retryAfter } = step
    tried[pending] += 1
    const waitMs = policy[pending].waitMs(retryAfter)
    const mayRepeat = call.repeatable || tried.unknown + tried.working === 0
    const outOfPatience =
      !mayRepeat ||
      tried[pending] > policy[pending].times ||
      retryAfter > LONGEST_RETRY_AFTER_S ||
      clock.now() + waitMs - started > REPEAT_MS
    if (outOfPatience) {
      // Once a call may have been processed, a later one that wasn't sent takes nothing back.
      if (tried.unknown + tried.working > 0) return { kind: 'unknown' }
      return retryAfter > 0 ? { kind: 'throttled', retryAfter } : { kind: 'unsent' }
    }
    await clock.sleep(waitMs)
  }
}

type Step = Verdict | { kind: 'pending'; pending: Pending; retryAfter: number }

function stepOf(reply: Reply, { judge, number }: Call): Step {
  const pending = (why: Pending, retryAfter = 0): Step => ({ kind: 'pending', pending: why, retryAfter })
  if (reply.kind === 'rejected') return { kind: 'refused', refusal: { code: 'gateway_misconfigured' } }
  if (reply.kind === 'throttled' || reply.kind === 'crowded') return pending(reply.kind, reply.retryAfter)
  if (reply.kind !== 'answered') return pending(reply.kind)
  const answer = number === undefined ? reply.answer : withoutCardData(reply.answer, number)
  const outcome = outcomeOf(answer.status, { ofCard: number !== undefined })
  if (outcome.kind === 'refused') return { kind: 'refused', refusal: outcome.refusal, answer }
  if (outcome.kind !== 'verified') return pending(outcome.kind)
  const judgement = judge(answer.data)
  // A success that lacks what a success has is a damaged answer.
  return judgement ? { ...judgement, answer } : pending('unknown')
}

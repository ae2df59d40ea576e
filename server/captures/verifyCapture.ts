/** Sends an admitted capture to the gateway, unless a check before sending refuses it. */
import type { Clock } from '../gateway/clock.js'
import type { Gateway } from '../gateway/gateway.js'
import { captureParticipantId } from '../sessions/participantId.js'
import { isLeaseHeld } from '../store/leaseTime.js'
import type { Admitted } from './admission.js'
import type { CaptureRequest } from './captureRequest.js'
import { verifyWithRetries, type VerificationOutcome } from './verifyWithRetries.js'

type Dependencies = { gateway: Pick<Gateway, 'verify'>; clock: Clock }

export function verifyCapture(
  dependencies: Dependencies,
  { merchant, session, parsed, key, request_id }: CaptureRequest,
  { before, current, refused, claimed }: Pick<Admitted, 'before' | 'current' | 'refused' | 'claimed'>,
): VerificationOutcome | Promise<VerificationOutcome> {
  if (refused) return { kind: 'refused', refusal: refused }
  const participantId = captureParticipantId(before, current)
  const isRepeat = current.unknownSince !== undefined
  // Without an id, the gateway can't recognize a repeat, and would verify the account twice.
  if (isRepeat && !parsed.isIdempotent) return { kind: 'unknown' }
  if (claimed === 'in_flight') return { kind: 'not_sent' }
  // Another session has tokenized an account under the merchant's id since this session was created.
  if (claimed === 'used' && !isRepeat) return { kind: 'mismatched' }
  const now = dependencies.clock.now()
  const call = parsed.call(now, participantId)
  // The process may have stalled for longer than the lease. In that case the mark must be set in the store again.
  const isMarkedSent = current.isSent && isLeaseHeld({ state: 'processing', current }, now)
  const lease = { merchant: merchant.id, id: session.id, key, isMarkedSent }
  const context = { request_id, session: session.id }
  const { isIdempotent } = parsed
  return verifyWithRetries(dependencies, merchant, call, { isIdempotent, isRepeat, context, lease })
}

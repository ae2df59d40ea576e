/** Sends an admitted capture to the gateway, unless a check before sending refuses it. */
import type { Clock } from '../gateway/clock.js'
import type { Gateway } from '../gateway/gateway.js'
import { captureParticipantId } from '../sessions/participantId.js'
import type { Store } from '../store/store.js'
import type { Admitted } from './admission.js'
import type { CaptureRequest } from './captureRequest.js'
import { leavesIdUnused, toIdClaim } from './idClaim.js'
import { verifyWithRetries, type VerificationOutcome } from './verifyWithRetries.js'

type Dependencies = {
  store: Pick<Store, 'claimId' | 'releaseId'>
  gateway: Pick<Gateway, 'verify'>
  clock: Clock
}

export async function verifyCapture(
  { store, gateway, clock }: Dependencies,
  { merchant, session, parsed, key, request_id }: CaptureRequest,
  { before, current }: Pick<Admitted, 'before' | 'current'>,
): Promise<VerificationOutcome> {
  const refusal = parsed.checkBeforeSending(clock.now())
  if (refusal) return { kind: 'refused', refusal }
  const participantId = captureParticipantId(before, current)
  const isRepeat = current.unknownSince !== undefined
  // Without an id the gateway can't recognize a repeat, and would verify twice.
  if (isRepeat && !parsed.isIdempotent) return { kind: 'unknown' }
  const { isIdempotent } = parsed
  const { expiresAt } = before
  const claim =
    before.participantId !== undefined && isIdempotent
      ? toIdClaim(merchant, { participantId, expiresAt, now: clock.now() })
      : undefined
  const claimed = claim && (await store.claimId(claim))
  if (claimed === 'in_flight') return { kind: 'not_sent' }
  // Another session with the merchant's id may have tokenized an account since this one was created.
  if (claimed === 'used' && !isRepeat) return { kind: 'mismatched' }
  const call = parsed.call(clock.now(), participantId)
  const lease = { merchant: merchant.id, id: session.id, key }
  const context = { request_id, session: session.id }
  const outcome = await verifyWithRetries(
    gateway,
    merchant,
    { isIdempotent, isRepeat, context, lease, ...call },
    clock,
  )
  // The outcome is known and has to be kept. The store's own log says what failed.
  if (claim && leavesIdUnused(outcome, isRepeat)) await store.releaseId(claim).catch(() => undefined)
  return outcome
}

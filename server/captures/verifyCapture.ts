/** Sends an admitted capture to the gateway, unless a check before sending refuses it. */
import type { Clock } from '../gateway/clock.js'
import type { Gateway } from '../gateway/gateway.js'
import { captureParticipantId } from '../sessions/participantId.js'
import type { Store } from '../store/store.js'
import type { Admitted } from './admission.js'
import type { CaptureRequest } from './captureRequest.js'
import { verifyWithRetries, type VerificationOutcome } from './verifyWithRetries.js'

type Dependencies = { store: Pick<Store, 'findUsedId'>; gateway: Pick<Gateway, 'verify'>; clock: Clock }

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
  // Another session with the merchant's id may have tokenized an account since this one was created.
  if (before.participantId !== undefined && parsed.isIdempotent && !isRepeat) {
    const used = await store.findUsedId(merchant.id, participantId, clock.now())
    if (used) return { kind: 'mismatched' }
  }
  const { isIdempotent } = parsed
  const call = parsed.call(clock.now(), participantId)
  const lease = { merchant: merchant.id, id: session.id, key }
  const context = { request_id, session: session.id }
  return verifyWithRetries(gateway, merchant, { ...call, isIdempotent, isRepeat, context, lease }, clock)
}

/** Sends an admitted capture to the gateway, unless a check before sending refuses it. */
import type { Clock } from '../gateway/clock.js'
import type { Gateway } from '../gateway/gateway.js'
import { participantIdInUse } from '../sessions/participantId.js'
import { stateBeforeLease, type SessionRecord, type Store } from '../store/store.js'
import type { CaptureRequest } from './captureRequest.js'
import { verifyWithRetries, type VerificationOutcome } from './verifyWithRetries.js'

type Dependencies = { store: Pick<Store, 'findUsedId'>; gateway: Pick<Gateway, 'verify'>; clock: Clock }

/** `record` is the session before the lease. */
export async function verifyCapture(
  { store, gateway, clock }: Dependencies,
  { merchant, session, parsed, request_id }: CaptureRequest,
  record: SessionRecord,
): Promise<VerificationOutcome> {
  const refusal = parsed.checkBeforeSending(clock.now())
  if (refusal) return { kind: 'refused', refusal }
  const participantId = participantIdInUse(record)
  const call = parsed.call(clock.now(), participantId)
  const isRepeat = stateBeforeLease(record) === 'unknown'
  // Without an id the gateway can't recognize a repeat, and would verify twice.
  if (isRepeat && !call.isIdempotent) return { kind: 'unknown' }
  // Another session with the merchant's id may have tokenized an account since this one was created.
  if (record.participantId !== undefined && call.isIdempotent && !isRepeat) {
    const used = await store.findUsedId(merchant.id, participantId, clock.now())
    if (used) return { kind: 'mismatched' }
  }
  const context = { request_id, session: session.id }
  return verifyWithRetries(gateway, merchant, { ...call, isRepeat, context }, clock)
}

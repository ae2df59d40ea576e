/** Reserves a participant_unique_id1 for a capture in flight against other merchants and third parties' tokens. */
import { ingoAccountName, type GatewayAccount } from '../gateway/account.js'
import { RESOLVE_MS, type CurrentCapture } from '../store/record.js'
import type { ClaimResult, IdClaim } from '../store/store.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

/**
 * The claim lasts as long as an unknown outcome may be resolved, in case the process dies before it releases the claim.
 * The sessions of one merchant share a claim, because each compares Ingo's answer with its own request.
 */
export function toIdClaim(
  merchant: GatewayAccount,
  { participantId, expiresAt, now }: { participantId: string; expiresAt: number; now: number },
): IdClaim {
  return {
    account: ingoAccountName(merchant),
    participantId,
    content: `sessions of ${merchant.id}`,
    at: now,
    inFlightUntil: expiresAt + RESOLVE_MS,
  }
}

/** The claim to release, if the gateway can't have tokenized an account under the id. */
export function findUnusedClaim(
  { idClaim, claimed, current }: { idClaim?: IdClaim; claimed?: ClaimResult; current: CurrentCapture },
  { kind }: VerificationOutcome,
): IdClaim | undefined {
  if (claimed !== 'claimed') return undefined
  const isRepeat = current.unknownSince !== undefined
  const isUnused = kind === 'refused' || (!isRepeat && (kind === 'not_sent' || kind === 'rate_limited'))
  return isUnused ? idClaim : undefined
}

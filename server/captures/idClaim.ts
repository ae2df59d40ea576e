/** Keeps a merchant's participant_unique_id1 for a capture in flight, from other merchants and third parties' tokens. */
import { ingoAccountName, type GatewayAccount } from '../gateway/account.js'
import { RESOLVE_MS, type CurrentCapture } from '../store/record.js'
import type { ClaimResult, IdClaim } from '../store/store.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

/**
 * The claim lasts as long as an unknown outcome may be resolved, because the process may die meanwhile. The sessions of
 * one merchant share it: Ingo's answer is compared with what each has sent.
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

type Claimed = {
  current: CurrentCapture
  idClaim?: IdClaim | undefined
  claimed?: ClaimResult | undefined
}

/** The claim to give back, because the gateway has not tokenized an account under the id, and can't have. */
export function findUnusedClaim(
  { idClaim, claimed, current }: Claimed,
  { kind }: VerificationOutcome,
): IdClaim | undefined {
  if (claimed !== 'claimed') return undefined
  const isRepeat = current.unknownSince !== undefined
  const isUnused = kind === 'refused' || (!isRepeat && (kind === 'not_sent' || kind === 'rate_limited'))
  return isUnused ? idClaim : undefined
}

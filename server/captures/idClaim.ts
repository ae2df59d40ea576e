/** Keeps a merchant's participant_unique_id1 for a capture in flight, from other merchants and third parties' tokens. */
import { ingoAccountName, type GatewayAccount } from '../gateway/account.js'
import { RESOLVE_MS } from '../store/record.js'
import type { ClaimResult, Store } from '../store/store.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

type Claim = {
  take: () => Promise<ClaimResult>
  /** Gives the id back unless the gateway has, or may have, tokenized an account under it. */
  settle: (outcome: VerificationOutcome) => Promise<void>
}

/**
 * The claim lasts as long as an unknown outcome may be resolved, because the process may die meanwhile. The sessions of
 * one merchant share it: Ingo's answer is compared with what each has sent.
 */
export function createIdClaim(
  store: Pick<Store, 'claimId' | 'releaseId'>,
  merchant: GatewayAccount,
  capture: { participantId: string; expiresAt: number; isRepeat: boolean; now: number },
): Claim {
  const { participantId, expiresAt, isRepeat, now } = capture
  const id = { account: ingoAccountName(merchant), participantId, content: `sessions of ${merchant.id}` }
  return {
    take: () => store.claimId({ at: now, inFlightUntil: expiresAt + RESOLVE_MS, ...id }),
    async settle({ kind }) {
      const isNothing = kind === 'refused' || (!isRepeat && (kind === 'not_sent' || kind === 'rate_limited'))
      // The outcome is known and has to be kept. The store's own log says what failed.
      if (isNothing) await store.releaseId(id).catch(() => undefined)
    },
  }
}

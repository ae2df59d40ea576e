/** `verify--card` with a token in the card's place. */
import {
  verifiedToken,
  type VerificationRequest,
  type VerifyTokenRequest,
} from '../../../contract/verification.js'
import type { Merchant } from '../../config/merchant.js'
import {
  toJsonBytes,
  hasSameParticipantIds,
  participantIds,
  requestStamp,
  type VerificationCall,
} from './method.js'

/** The documented request for an account that was tokenized before; `now` in ms since 1970. */
export function createTokenCall(
  { ingo }: Merchant,
  request: VerificationRequest,
  now: number,
): VerificationCall {
  const { amount, customer_account_token, third_party_token } = request
  const sent: VerifyTokenRequest = {
    participant_id: ingo.participantId,
    account_type: 'CA',
    amount,
    customer_account_token,
    third_party_token,
    ...participantIds(request),
    ...requestStamp(now),
  }
  return {
    operation: 'verify--card',
    grouping: customer_account_token === undefined ? 'third_party_token' : 'customer_account_token',
    body: toJsonBytes(sent),
    isIdempotent: true,
    parseResponse(data) {
      const answered = verifiedToken.safeParse(data).data
      if (!answered) return undefined
      const token = answered.customer_account_token
      // There is no number to compare with: a token answers for itself, or the answer is another's.
      const isSame = customer_account_token === undefined || token === customer_account_token
      if (!isSame || !hasSameParticipantIds(sent, answered)) return { kind: 'mismatched' }
      return { kind: 'verified', token: { customer_account_token: token } }
    },
  }
}

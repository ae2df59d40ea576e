/** Ingo's `verify--card` with a token in place of the card number. */
import type { VerificationRequest, VerifyTokenRequest } from '../../../contract/verification.js'
import type { Merchant } from '../../config/merchant.js'
import { recipientFields } from '../../../contract/fields.js'
import { readVerified } from '../../gateway/keepDocumented.js'
import { compareEcho, readContradiction } from './compareEcho.js'
import { toBody, participantIds, requestStamp, type VerificationCall } from './method.js'

/**
 * Ingo's documented request for an account that has a token. `now` in ms since 1970. `isKnown`: this server has sent
 * the same token under this participant_unique_id1 before, so the gateway's "already succeeded" is about this token.
 */
export function createTokenCall(
  { ingo }: Merchant,
  request: VerificationRequest,
  { participantId, now, isKnown }: { participantId: string; now: number; isKnown: boolean },
): VerificationCall {
  const { amount, customer_account_token, third_party_token } = request
  const recipient = Object.fromEntries(recipientFields.map((name) => [name, request[name]]))
  const sent: VerifyTokenRequest = {
    participant_id: ingo.participantId,
    account_type: 'CA',
    amount,
    customer_account_token,
    third_party_token,
    ...recipient,
    ...participantIds(participantId, request),
    ...requestStamp(now),
  }
  return {
    operation: 'verify--card',
    ...toBody(sent),
    amount,
    parseResponse(data, isOlder) {
      const account = readVerified(data)
      if (!account) return undefined
      const token = account.customer_account_token
      // The request has no card number to compare. A Customer Account Token must come back unchanged. The response to a
      // third party's token shows no account, so an older success may be another account's.
      const isSame =
        customer_account_token === undefined ? !isOlder || isKnown : token === customer_account_token
      const { participant_unique_id1, participant_unique_id2 } = sent
      const echo = compareEcho({ participant_unique_id1, participant_unique_id2 }, account)
      if (!isSame || !echo) return readContradiction(account, isOlder)
      return { kind: 'verified', token: { customer_account_token: token }, ...echo }
    },
  }
}

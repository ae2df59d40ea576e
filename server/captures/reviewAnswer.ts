/** Reads the gateway's answer to a capture that Ingo puts under review: it may name an account already. */
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { ResponseMatch, VerificationCall } from './methods/method.js'

/**
 * `reviewed`: what the answer says of the account; its token is empty if the answer has none. Of an answer about another
 * account only the status is kept.
 */
export function readReviewAnswer(
  response: GatewayResponse,
  { sent, parseResponse }: Pick<VerificationCall, 'sent' | 'parseResponse'>,
): { response: GatewayResponse; reviewed?: NonNullable<ResponseMatch> } {
  // A request that has a token is compared with it.
  const { customer_account_token = '' } = sent as { customer_account_token?: string }
  const reviewed = parseResponse({ customer_account_token, ...(response.data as object | undefined) })
  if (!reviewed) return { response }
  const isOthers = reviewed.kind === 'mismatched' || reviewed.kind === 'other_request'
  return { reviewed, response: isOthers ? { status: response.status } : response }
}

/** Reads the gateway's answer to a capture that Ingo puts under review. The answer may already name an account. */
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { ResponseMatch, VerificationCall } from './methods/method.js'

/**
 * `reviewed` is the account in the answer. Its token is empty if the answer has none. If the answer is about another
 * account, only its status is kept.
 */
export function readReviewAnswer(
  response: GatewayResponse,
  { sent, parseResponse }: Pick<VerificationCall, 'sent' | 'parseResponse'>,
): { response: GatewayResponse; reviewed?: NonNullable<ResponseMatch> } {
  // An answer without a token is read as if it repeated the request's token, if there is one.
  const { customer_account_token = '' } = sent as { customer_account_token?: string }
  const reviewed = parseResponse({ customer_account_token, ...(response.data as object | undefined) })
  if (!reviewed) return { response }
  const isOthers = reviewed.kind === 'mismatched' || reviewed.kind === 'other_request'
  return { reviewed, response: isOthers ? { status: response.status } : response }
}

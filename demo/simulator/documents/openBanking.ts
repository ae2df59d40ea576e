/**
 * Preview. The request of `verify--open-banking`, read from Ingo's page alone: every field is a string, without a
 * length or a pattern. Source: https://developers.ingopayments.com, `verify--open-banking`, "Tokenize via Open Banking".
 */
import * as z from 'zod/mini'

const required = z.string()
/** "Conditional" on the page, which doesn't give the condition. */
const conditional = z.optional(z.string())

/** The request, in the order of the page. */
export const openBankingRequest = z.strictObject({
  request: required,
  participant_id: required,
  timestamp: required,
  open_banking_request: required,
  open_banking_provider: required,
  requested_data: required,
  from_date: conditional,
  to_date: conditional,
  customer_account_token: conditional,
  account_identifier: conditional,
  account_identifier_finicity: conditional,
  customer_id: required,
  account_id: required,
  response: required,
  status: required,
  message: required,
  duration: required,
  open_banking: required,
  open_banking_response: required,
})

/**
 * Preview. `verify--open-banking`: https://developers.ingopayments.com, "Tokenize via Open Banking": under
 * development at Ingo, not generally available, subject to change. Every documented field is a string.
 */
import * as z from 'zod/mini'
import { documentedField } from './gatewayResponse.js'
import { customer_account_token, documentText, optionalText, text } from './fields.js'
import { given } from './openBanking.js'

/** What the merchant's backend gives; `participant_id` and `timestamp` are the proxy's. */
const fromBackend = {
  request: text(255),
  open_banking_request: documentText(4000),
  requested_data: documentText(4000),
  from_date: optionalText(255),
  to_date: optionalText(255),
  customer_account_token: z.optional(customer_account_token),
  account_identifier: optionalText(255),
  account_identifier_finicity: optionalText(255),
  customer_id: text(255),
  response: documentText(4000),
  status: text(255),
  message: documentText(4000),
  duration: text(255),
  open_banking: documentText(4000),
  open_banking_response: documentText(4000),
}

/** `open_banking` of a session. */
export const openBankingOfSession = z.strictObject(fromBackend)
export type OpenBankingOfSession = z.infer<typeof openBankingOfSession>

/** What the gateway receives. Lengths are ours: Ingo documents none. */
export const verifyOpenBankingRequest = z.strictObject({
  ...fromBackend,
  ...given,
  participant_id: text(255),
  timestamp: text(255),
})
export type VerifyOpenBankingRequest = z.infer<typeof verifyOpenBankingRequest>

/** `data` of a success: an object whose fields are not documented yet. */
export const verifiedOpenBanking = z.looseObject({
  customer_account_token: documentedField(customer_account_token),
})

/**
 * Preview. `verify--open-banking` is under development at Ingo, not generally available, and subject to change. Every
 * documented field is a string. Source: https://developers.ingopayments.com, "Tokenize via Open Banking".
 */
import * as z from 'zod/mini'
import { documentedField } from './gatewayResponse.js'
import { customer_account_token, documentText, optionalText, sentToken, text } from './fields.js'
import { openBankingFields } from './openBanking.js'

/** The fields that the merchant's backend sets. The server adds `participant_id` and `timestamp`. */
const backendFields = {
  request: text(255),
  open_banking_request: documentText(4000),
  requested_data: documentText(4000),
  from_date: optionalText(255),
  to_date: optionalText(255),
  customer_account_token: z.optional(sentToken),
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

/** The setting `open_banking` of a session. Without the provider or the account, the form asks for it. */
export const openBankingOfSession = z.strictObject({
  ...backendFields,
  ...z.partial(z.strictObject(openBankingFields)).shape,
})
export type OpenBankingOfSession = z.infer<typeof openBankingOfSession>

/** The request to Ingo. Ingo documents no lengths, so these are ours. `timestamp` in seconds. */
export const verifyOpenBankingRequest = z.strictObject({
  ...backendFields,
  ...openBankingFields,
  participant_id: text(255),
  timestamp: text(255),
})
export type VerifyOpenBankingRequest = z.infer<typeof verifyOpenBankingRequest>

/** The `data` of a success. Ingo does not document its fields yet. */
export const verifiedOpenBanking = z.looseObject({
  customer_account_token: documentedField(customer_account_token),
})

/** Ingo's response to every operation. Source: https://developers.ingopayments.com, `verify--card`, "Response". */
import * as z from 'zod/mini'
import { customer_account_token } from './fields.js'

/**
 * A documented field that the server does not depend on. Ingo may change it: a value of another type is read as absent,
 * so that no token is lost, and the merchant's backend still gets the value as received.
 */
export function documentedField<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.catch(z.optional(schema), undefined)
}

/** The fields of every success: the account, and the ids of the request. `request_timestamp` in seconds. */
export const verifiedFields = {
  customer_account_token,
  last_4: z.string(),
  request_timestamp: documentedField(z.int()),
  participant_unique_id1: z.string(),
  participant_unique_id2: z.optional(z.nullable(z.string())),
}

/** When the money arrives: an English sentence, and a date as MM/DD/YYYY. */
export const postingFields = {
  estimated_posting_time: documentedField(z.string()),
  estimated_posting_date: documentedField(z.string()),
}

/** The documented envelope of every response, whatever its HTTP status. */
export const gatewayResponse = z.looseObject({
  status: z.int(),
  client_message: documentedField(z.string()),
  data: z.optional(z.unknown()),
  time: documentedField(z.string()),
})
export type GatewayResponse = z.infer<typeof gatewayResponse>

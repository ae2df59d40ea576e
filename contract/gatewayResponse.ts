/** What the gateway answers, whatever was asked: https://developers.ingopayments.com, `verify--card`, "Response". */
import * as z from 'zod/mini'
import { customer_account_token } from './fields.js'

/**
 * A documented field of an answer that nothing here rests on. Ingo may change it: a value of another type
 * reads as absent, and the merchant's backend still gets it as it came.
 */
export function documentedField<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.catch(z.optional(schema), undefined)
}

/** What every success says of the account, and whose request it answers. */
export const verified = {
  customer_account_token,
  last_4: z.string(),
  request_timestamp: documentedField(z.int()),
  participant_unique_id1: z.string(),
  participant_unique_id2: z.optional(z.nullable(z.string())),
}

/** When the money arrives: a sentence in English, and a date as MM/DD/YYYY. */
export const posting = {
  estimated_posting_time: documentedField(z.string()),
  estimated_posting_date: documentedField(z.string()),
}

/** The documented envelope of every answer, whatever its HTTP status; nothing rests on the rest of it. */
export const gatewayResponse = z.looseObject({
  status: z.int(),
  client_message: documentedField(z.string()),
  data: z.optional(z.unknown()),
  time: documentedField(z.string()),
})
export type GatewayResponse = z.infer<typeof gatewayResponse>

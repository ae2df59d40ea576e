/** Ingo's response to every operation. Source: https://developers.ingopayments.com, `verify--card`, "Response". */
import * as z from 'zod/mini'
import { customer_account_token } from './fields.js'

/**
 * A documented field that the server does not depend on. A value that does not match the schema is read as absent: if
 * Ingo changes the field, no token is lost.
 */
export function documentedField<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.catch(z.optional(schema), undefined)
}

/** A documented text for people: a name, a part of an address, a sentence. Ingo documents no lengths. */
export function textField() {
  return documentedField(z.string().check(z.maxLength(255)))
}

/** Seconds since 1970, or a count. */
export function integerField() {
  return documentedField(z.int().check(z.minimum(0), z.maximum(9_999_999_999)))
}

/** In place of a value that has neither a text nor a number. It differs from every value that a request may have. */
export const MALFORMED = 'malformed'

/**
 * Reads a documented text that the server compares with the request. A number is read as its digits, so that a
 * contradiction is not missed. An absent or empty value contradicts nothing; any other one contradicts every request.
 */
export function readEcho(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value === '' ? undefined : value
  const isEmpty = typeof value === 'boolean' ? !value : Object.keys(value ?? {}).length === 0
  return isEmpty ? undefined : MALFORMED
}

/** The schema of such a text, which reads it as `readEcho` does. */
export function echoedField() {
  const text = z.pipe(
    z.nullable(z.string()),
    z.transform((value) => readEcho(value)),
  )
  return z.catch(z.optional(text), ({ value }) => readEcho(value))
}

/**
 * The fields of every success: the token, and the values that show whether the response is about this request. Ingo
 * documents each of them; only the token is required. `request_timestamp` in seconds.
 */
export const verifiedFields = {
  customer_account_token,
  last_4: echoedField(),
  request_timestamp: integerField(),
  participant_unique_id1: echoedField(),
  participant_unique_id2: echoedField(),
}

/** When the money arrives: an English sentence, and a date as MM/DD/YYYY. */
export const postingFields = {
  estimated_posting_time: textField(),
  estimated_posting_date: textField(),
}

/** Seconds as text, such as `2.4505`. */
const SECONDS = /^[0-9]{1,6}(?:\.[0-9]{1,6})?$/

/** Ingo's codes have at most four digits. A longer number could be card data, and the code is logged. */
const MAX_STATUS = 9999
const status = z.int().check(z.gte(0), z.lte(MAX_STATUS))

/** The documented envelope of every response, whatever its HTTP status. */
export const gatewayResponse = z.looseObject({
  status,
  client_message: textField(),
  data: z.optional(z.unknown()),
  time: documentedField(z.string().check(z.regex(SECONDS))),
})
export type GatewayResponse = z.infer<typeof gatewayResponse>

/**
 * Whether `gatewayResponse` accepts the value. Only the status matters, because the schema accepts anything in the
 * other fields.
 */
export function isGatewayResponse(value: unknown): value is GatewayResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const code: unknown = Reflect.get(value, 'status')
  return typeof code === 'number' && Number.isInteger(code) && code >= 0 && code <= MAX_STATUS
}

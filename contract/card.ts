/** `verify--card`: https://developers.ingopayments.com, "Tokenize a debit or credit card account". */
import * as z from 'zod/mini'
import {
  account,
  amount,
  customer_account_token,
  cvv,
  expiration_date,
  participant,
  recipient,
} from './fields.js'

/** Whether this merchant's Ingo configuration asks for the field (`cvv_enabled`, `expiration_date_enabled`). */
export const requirements = ['required', 'optional', 'off'] as const
export type Requirement = (typeof requirements)[number]
export type CardPolicy = { cvv: Requirement; expiration_date: Requirement }

/** What the gateway receives: grouping 3 (raw card) of the document, in the order of its sample. */
export const verifyCardRequest = z.strictObject({
  participant_id: z.int(),
  account_type: z.literal('CA'),
  amount: z.optional(amount),
  recipient_first_name: recipient.recipient_first_name,
  recipient_last_name: recipient.recipient_last_name,
  recipient_business_name: recipient.recipient_business_name,
  account: z.string().check(z.minLength(1), z.maxLength(255)),
  expiration_date: z.optional(expiration_date),
  cvv: z.optional(cvv),
  recipient_address1: recipient.recipient_address1,
  recipient_address2: recipient.recipient_address2,
  recipient_city: recipient.recipient_city,
  recipient_state: recipient.recipient_state,
  recipient_zip: recipient.recipient_zip,
  recipient_phone: recipient.recipient_phone,
  ...participant,
  timestamp: z.int(),
  version: z.literal(11),
})
export type VerifyCardRequest = z.infer<typeof verifyCardRequest>

const always = { account_type: z.literal('card'), account, ...recipient }
const required = { expiration_date, cvv }
const optional = { expiration_date: z.optional(expiration_date), cvv: z.optional(cvv) }

function cardCaptureFor(policy: CardPolicy) {
  const wanted = (field: 'expiration_date' | 'cvv') => {
    if (policy[field] === 'off') return {}
    return { [field]: policy[field] === 'required' ? required[field] : optional[field] }
  }
  // Declared with every field, since a computed key has no type; a field that is off is refused as unknown.
  return z.strictObject({
    ...always,
    ...wanted('expiration_date'),
    ...wanted('cvv'),
  }) as z.ZodMiniObject<typeof always & typeof optional, z.core.$strict>
}

const built = new Map<string, ReturnType<typeof cardCaptureFor>>()

/** The frame's request, `POST /v1/captures`, for what this merchant's configuration asks for. */
export function cardCapture(policy: CardPolicy): ReturnType<typeof cardCaptureFor> {
  const key = `${policy.cvv} ${policy.expiration_date}`
  const schema = built.get(key) ?? cardCaptureFor(policy)
  built.set(key, schema)
  return schema
}
export type CardCapture = z.infer<ReturnType<typeof cardCaptureFor>>

const limits = z.looseObject({
  min: z.optional(z.string()),
  max: z.optional(z.string()),
  card_type: z.optional(z.string()),
  estimated_posting_time: z.optional(z.string()),
  estimated_posting_date: z.optional(z.string()),
})

/**
 * `data` of a verified card. Only what the product rests on is demanded; the rest goes to the merchant's
 * backend as it came.
 */
export const verifiedCard = z.looseObject({
  customer_account_token,
  last_4: z.string().check(z.regex(/^[0-9]{4}$/)),
  participant_unique_id1: z.string(),
  participant_unique_id2: z.optional(z.nullable(z.string())),
  expiration_date: z.optional(expiration_date),
  issuers: z.optional(
    z.array(
      z.looseObject({
        issuing_network: z.optional(z.string()),
        credit_info: z.optional(limits),
        debit_info: z.optional(limits),
      }),
    ),
  ),
})
export type VerifiedCard = z.infer<typeof verifiedCard>

/** The documented envelope of every answer, whatever its HTTP status. */
export const gatewayAnswer = z.looseObject({
  status: z.int(),
  client_message: z.optional(z.string()),
  data: z.optional(z.unknown()),
  time: z.optional(z.string()),
})
export type GatewayAnswer = z.infer<typeof gatewayAnswer>

/**
 * The request of `verify--check`, read from Ingo's page alone. The page gives no types, lengths or patterns for the
 * fields of `beneficiary` and `recipient`: they are the strings of its sample, and each may be empty.
 * Source: https://developers.ingopayments.com, `verify--check`, "Tokenize a recipient address for check by mail".
 */
import * as z from 'zod/mini'
import { text } from './text.js'

/** `string | null` on the page. */
const optionalText = z.optional(z.nullable(text(0, 255)))
const optionalString = z.optional(z.string())

/** The pay-to line and the mailing address. */
const recipient = z.strictObject({
  recipient_line1: z.string(),
  recipient_address1: z.string(),
  recipient_address2: optionalString,
  recipient_city: z.string(),
  recipient_state: z.string(),
  recipient_zip: z.string(),
  recipient_phone: optionalString,
})

/** Only the account is always required: the response's `last_4` is the end of it. */
const beneficiary = z.strictObject({
  beneficiary_account: z.string().check(z.minLength(1)),
  beneficiary_first_name: optionalString,
  beneficiary_last_name: optionalString,
  beneficiary_address1: optionalString,
  beneficiary_address2: optionalString,
  beneficiary_city: optionalString,
  beneficiary_state: optionalString,
  beneficiary_zip: optionalString,
  beneficiary_phone: optionalString,
})
type Beneficiary = z.infer<typeof beneficiary>

/** The mailing address of a check to the beneficiary. */
const ADDRESS = ['beneficiary_address1', 'beneficiary_city', 'beneficiary_state', 'beneficiary_zip'] as const

/**
 * The first field that is missing for a check to the beneficiary. One of the two names is enough:
 * an organization has one.
 */
function findMissingField(fields: Beneficiary): string | undefined {
  if (!fields.beneficiary_first_name && !fields.beneficiary_last_name) return 'beneficiary_last_name'
  return ADDRESS.find((name) => fields[name] === undefined)
}

/** The request. The page marks `recipient_is_beneficiary` as required, though it names a default. `timestamp` in seconds. */
export const checkRequest = z
  .strictObject({
    participant_id: z.int(),
    account_type: z.literal('CK'),
    recipient_is_beneficiary: z.literal([0, 1]),
    recipient: z.optional(recipient),
    beneficiary,
    participant_unique_id1: text(1, 255),
    participant_unique_id2: optionalText,
    timestamp: z.int(),
    version: z.literal(11),
    store_id: optionalText,
    terminal_id: optionalText,
    clerk_id: optionalText,
  })
  .check(({ value, issues }) => {
    const report = (...path: string[]) => issues.push({ code: 'custom', path, input: undefined })
    if (value.recipient_is_beneficiary === 0) {
      if (!value.recipient) report('recipient')
      return
    }
    // "This information is also used for the pay-to line and mailing address."
    const missing = findMissingField(value.beneficiary)
    if (missing !== undefined) report('beneficiary', missing)
  })
export type CheckRequest = z.infer<typeof checkRequest>

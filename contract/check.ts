/** A check by mail, as the frame and the server exchange it. Ingo's request and response are in `verifyCheck.ts`. */
import * as z from 'zod/mini'
import { recipient, text } from './fields.js'

const { recipient_address1, recipient_address2, recipient_city, recipient_state, recipient_zip } = recipient

/** The account's holder. Ingo documents no patterns for these fields, so those of a card's recipient apply. */
export const beneficiary = {
  beneficiary_first_name: recipient.recipient_first_name,
  beneficiary_last_name: recipient.recipient_last_name,
  beneficiary_address1: recipient_address1,
  beneficiary_address2: recipient_address2,
  beneficiary_city: recipient_city,
  beneficiary_state: recipient_state,
  beneficiary_zip: recipient_zip,
  beneficiary_phone: recipient.recipient_phone,
}
export type BeneficiaryField = keyof typeof beneficiary

/** A beneficiary that is an organization or has a single name: all of it is in `beneficiary_first_name`. */
const { beneficiary_last_name: _, ...singleName } = beneficiary
export const singleNameBeneficiary = singleName

/** The payee, if it is not the beneficiary or has another address. `recipient_line1` is a person or an organization. */
export const payee = {
  recipient_line1: text(255),
  recipient_address1,
  recipient_address2,
  recipient_city,
  recipient_state,
  recipient_zip,
  recipient_phone: recipient.recipient_phone,
}
export type PayeeField = keyof typeof payee
export type Payee = z.infer<z.ZodMiniObject<typeof payee>>

/** 1: the check is payable and mailed to the beneficiary. 0: to the `recipient`, which is then required. */
export const recipient_is_beneficiary = z.literal([0, 1])

/** The body of `POST /v1/captures` for a check. `schema` is that of the beneficiary. */
export function createCheckCapture<Beneficiary extends z.ZodMiniType>(schema: Beneficiary) {
  return z
    .strictObject({
      account_type: z.literal('check'),
      recipient_is_beneficiary,
      beneficiary: schema,
      recipient: z.optional(z.strictObject(payee)),
    })
    .check(
      z.refine((body) => (body.recipient_is_beneficiary === 0) === (body.recipient !== undefined), {
        path: ['recipient'],
        error: 'belongs to recipient_is_beneficiary 0, and to it alone',
      }),
    )
}

/** The beneficiary is a person, as in most sessions. */
export const checkCapture = createCheckCapture(z.strictObject(beneficiary))
/** In a session with `single_name`, the beneficiary has one name. */
export const singleNameCheckCapture = createCheckCapture(z.strictObject(singleNameBeneficiary))
export type CheckCapture = z.infer<typeof checkCapture> | z.infer<typeof singleNameCheckCapture>

/** The session's values for a check's form. */
export const knownCheckFields = {
  beneficiary: z.optional(z.partial(z.strictObject(beneficiary))),
  recipient: z.optional(z.partial(z.strictObject(payee))),
  /** If absent, the cardholder chooses. */
  recipient_is_beneficiary: z.optional(recipient_is_beneficiary),
  /** The beneficiary is an organization or has a single name: the form asks for one name. */
  single_name: z.optional(z.boolean()),
}
/** The `check` of `GET /v1/session`. It never holds the account. */
export const knownCheck = z.strictObject(knownCheckFields)
export type KnownCheck = z.infer<typeof knownCheck>

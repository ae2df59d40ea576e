/** `verify--check`. Source: https://developers.ingopayments.com, "Tokenize a recipient address for check by mail". */
import * as z from 'zod/mini'
import { postingFields, verifiedFields } from './gatewayResponse.js'
import { beneficiary, knownCheckFields, payee, recipient_is_beneficiary } from './check.js'
import { text } from './fields.js'
import { participant } from './participant.js'

/** The beneficiary's account number at the merchant. Its last four characters come back as `last_4`. */
const beneficiary_account = text(255)
/**
 * The request to Ingo, in the order of its sample. Ingo prints all of it on the remittance. `timestamp` in seconds.
 */
export const verifyCheckRequest = z
  .strictObject({
    participant_id: z.int(),
    account_type: z.literal('CK'),
    recipient_is_beneficiary,
    recipient: z.optional(z.strictObject(payee)),
    beneficiary: z.strictObject({ beneficiary_account, ...beneficiary }),
    ...participant,
    timestamp: z.int(),
    version: z.literal(11),
  })
  .check(
    z.refine((body) => body.recipient_is_beneficiary === 1 || body.recipient !== undefined, {
      path: ['recipient'],
      error: 'is required where recipient_is_beneficiary is 0',
    }),
  )
export type VerifyCheckRequest = z.infer<typeof verifyCheckRequest>

/** The setting `check` of a session. The account comes from the merchant's backend alone. */
export const checkOfSession = z.strictObject({ beneficiary_account, ...knownCheckFields }).check(
  // Ingo's sample has both, and its gateway accepts them, but the server would drop the recipient silently.
  z.refine((check) => check.recipient_is_beneficiary !== 1 || check.recipient === undefined, {
    path: ['recipient'],
    error: 'belongs to recipient_is_beneficiary 0, or to the cardholder’s choice',
  }),
)

/** The `data` of a verified check. */
export const verifiedCheck = z.looseObject({ ...verifiedFields, ...postingFields })
export type VerifiedCheck = z.infer<typeof verifiedCheck>

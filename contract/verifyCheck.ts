/** `verify--check`: https://developers.ingopayments.com, "Tokenize a recipient address for check by mail". */
import * as z from 'zod/mini'
import { posting, verified } from './gatewayResponse.js'
import { beneficiary, known, payee, recipient_is_beneficiary } from './check.js'
import { text } from './fields.js'
import { participant } from './participant.js'

/** The merchant's account number of the beneficiary; its last four characters come back as `last_4`. */
export const beneficiary_account = text(255)
/** What the gateway receives, in the order of the document's sample. All of it is printed on the remittance. */
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

/** `check` of a session: the account comes from the merchant's backend and from nowhere else. */
export const checkOfSession = z.strictObject({ beneficiary_account, ...known }).check(
  // Ingo's sample has both, and its gateway takes them; here it would be dropped without a word.
  z.refine((check) => check.recipient_is_beneficiary !== 1 || check.recipient === undefined, {
    path: ['recipient'],
    error: 'belongs to recipient_is_beneficiary 0, or to the cardholder’s choice',
  }),
)

/** `data` of a verified check. */
export const verifiedCheck = z.looseObject({ ...verified, ...posting })
export type VerifiedCheck = z.infer<typeof verifiedCheck>

/** `verify--check`. Source: https://developers.ingopayments.com, "Tokenize a recipient address for check by mail". */
import * as z from 'zod/mini'
import { postingFields, verifiedFields } from './gatewayResponse.js'
import { beneficiary, knownCheckFields, payee, recipient_is_beneficiary } from './check.js'
import { anyText, emptyOrText } from './fields.js'
import { participant } from './participant.js'
import { sentRecipientIsWhole } from './sessionRules.js'

/**
 * The beneficiary's account number at the merchant. Its last four characters come back as `last_4`. The only text that
 * may look like a card number: a merchant's account numbers may have the same length and check digit.
 */
const beneficiary_account = anyText(255)
/**
 * The request to Ingo, in the order of its sample. Ingo prints all of it on the remittance. `timestamp` in seconds.
 */
export const verifyCheckRequest = z
  .strictObject({
    participant_id: z.int(),
    account_type: z.literal('CK'),
    recipient_is_beneficiary,
    recipient: z.optional(z.strictObject(payee)),
    // An organization has no last name. Ingo's sample writes an absent value as the empty text.
    beneficiary: z.strictObject({
      beneficiary_account,
      ...beneficiary,
      beneficiary_last_name: emptyOrText(255),
    }),
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
export const checkOfSession = z
  .strictObject({
    beneficiary_account,
    ...knownCheckFields,
    /** Sends the recipient even if recipient_is_beneficiary is 1, as Ingo's sample does. */
    send_recipient: z.optional(z.boolean()),
  })
  .check(
    // Without `send_recipient` the server would drop the recipient silently.
    z.refine(
      (check) =>
        check.recipient_is_beneficiary !== 1 ||
        check.recipient === undefined ||
        check.send_recipient === true,
      {
        path: ['recipient'],
        error: 'should be left out if recipient_is_beneficiary is 1, unless send_recipient is true',
      },
    ),
    z.refine((check) => !check.single_name || check.beneficiary?.beneficiary_last_name === undefined, {
      path: ['beneficiary', 'beneficiary_last_name'],
      error: 'should be left out if single_name is true',
    }),
    sentRecipientIsWhole,
  )

/** The `data` of a verified check. */
export const verifiedCheck = z.looseObject({ ...verifiedFields, ...postingFields })
export type VerifiedCheck = z.infer<typeof verifiedCheck>

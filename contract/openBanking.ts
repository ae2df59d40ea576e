/** Preview. Open banking, as the frame sends it. Ingo's request and response are in `verifyOpenBanking.ts`. */
import * as z from 'zod/mini'
import { text } from './fields.js'

/** The fields of the form: the provider, and the account there. */
export const openBankingFields = { open_banking_provider: text(255), account_id: text(255) }
export type OpenBankingField = keyof typeof openBankingFields

/** The body of `POST /v1/captures` for open banking. */
export const openBankingCapture = z.strictObject({
  account_type: z.literal('open-banking'),
  ...openBankingFields,
})
export type OpenBankingCapture = z.infer<typeof openBankingCapture>

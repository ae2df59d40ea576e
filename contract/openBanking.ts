/** Preview. Open banking as the frame has it; what the gateway has is in `verifyOpenBanking.ts`. */
import * as z from 'zod/mini'
import { text } from './fields.js'

/** What a person can give: at which provider, and which account there. */
export const given = { open_banking_provider: text(255), account_id: text(255) }
export type OpenBankingField = keyof typeof given

/** The frame's request, `POST /v1/captures`. */
export const openBankingCapture = z.strictObject({ account_type: z.literal('open-banking'), ...given })
export type OpenBankingCapture = z.infer<typeof openBankingCapture>

/** Preview. Open banking, as the frame sends it. Ingo's request and response are in `verifyOpenBanking.ts`. */
import * as z from 'zod/mini'
import { text } from './fields.js'

/** The fields of the form: the provider, and the account there. */
export const openBankingFields = { open_banking_provider: text(255), account_id: text(255) }
export type OpenBankingField = keyof typeof openBankingFields

const account_type = z.literal('open-banking')

/** The session's own values for these fields: the form asks for the rest. */
export type KnownOpenBanking = Partial<Record<OpenBankingField, string>>

/** The fields that the form has to ask for. */
export function missingOpenBankingFields(known: KnownOpenBanking): OpenBankingField[] {
  return (Object.keys(openBankingFields) as OpenBankingField[]).filter((name) => known[name] === undefined)
}

/** The body of `POST /v1/captures` for open banking: the fields that the session does not have. */
export function openBankingCapture(known: KnownOpenBanking) {
  const asked = missingOpenBankingFields(known).map((name) => [name, openBankingFields[name]])
  // TypeScript does not see the keys that are asked for, so the type names both fields.
  return z.strictObject({ account_type, ...(Object.fromEntries(asked) as typeof openBankingFields) })
}

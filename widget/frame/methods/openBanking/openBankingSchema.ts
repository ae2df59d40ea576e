import { openBankingFields, type OpenBankingField } from '../../../../contract/openBanking.js'
import { normalizeValue } from '../../form/normalize.js'
import type { FormOptions, FormSchema } from '../../form/values.js'

/** Preview. The schema of the open banking form: the fields that the session does not have. */
export function createOpenBankingSchema({ open_banking: missing }: FormOptions): FormSchema {
  const fields = (Object.keys(openBankingFields) as OpenBankingField[]).filter(
    (name) => missing?.includes(name) ?? true,
  )
  return {
    cvv: 'off',
    expiration_date: 'off',
    recipient: false,
    business: false,
    prefill: {},
    readonlyValues: {},
    method: {
      accountType: 'open-banking',
      fields,
      schemas: openBankingFields,
      toRequestBody: (values) => ({
        account_type: 'open-banking',
        ...Object.fromEntries(fields.map((name) => [name, normalizeValue(name, values[name])])),
      }),
    },
  }
}

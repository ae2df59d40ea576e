import { openBankingFields } from '../../../../contract/openBanking.js'
import type { FieldName } from '../../../protocol/messages.js'
import { normalizeValue } from '../../form/normalize.js'
import type { FormSchema } from '../../form/values.js'

/** Preview. The schema of the open banking form, the same for every session. */
export function createOpenBankingSchema(): FormSchema {
  return {
    cvv: 'off',
    expiration_date: 'off',
    recipient: false,
    business: false,
    prefill: {},
    readonlyValues: {},
    method: {
      accountType: 'open-banking',
      fields: Object.keys(openBankingFields) as FieldName[],
      schemas: openBankingFields,
      toRequestBody: ({ open_banking_provider, account_id }) => ({
        account_type: 'open-banking',
        open_banking_provider: normalizeValue('open_banking_provider', open_banking_provider),
        account_id: normalizeValue('account_id', account_id),
      }),
    },
  }
}

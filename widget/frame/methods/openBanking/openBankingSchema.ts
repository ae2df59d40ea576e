/** Preview: what a person can give for open banking. */
import { given } from '../../../../contract/openBanking.js'
import type { FieldName } from '../../../protocol/messages.js'
import { normalised } from '../../form/normalize.js'
import type { Shape } from '../../form/values.js'

export function shapeOfOpenBanking(): Shape {
  return {
    cvv: 'off',
    expiration_date: 'off',
    recipient: false,
    business: false,
    known: {},
    fixed: {},
    other: {
      accountType: 'open-banking',
      fields: Object.keys(given) as FieldName[],
      schemas: given,
      contentOf: ({ open_banking_provider, account_id }) => ({
        account_type: 'open-banking',
        open_banking_provider: normalised('open_banking_provider', open_banking_provider),
        account_id: normalised('account_id', account_id),
      }),
    },
  }
}

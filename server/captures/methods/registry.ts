/**
 * The account types, one row each. `parseCapture`, the OpenAPI document and the check of what is available read this
 * table. To add an account type on the server, write its file and add its row.
 */
import type { AccountType } from '../../../contract/session.js'
import { cardMethod } from './card.js'
import { checkMethod } from './check.js'
import type { CaptureMethod } from './method.js'
import { openBankingMethod } from './openBanking.js'

export const methods = {
  card: cardMethod,
  check: checkMethod,
  'open-banking': openBankingMethod,
} satisfies Record<AccountType, CaptureMethod>

export type CaptureSchemaName = (typeof methods)[AccountType]['schemaName']

/** For tests: open banking as the frame sends it, and a session for it with every documented key. */
import { documentedOpenBankingKeys } from '../../contract/documented.case.js'
import type { SessionInput } from '../../contract/sessionRequest.js'
import type { OpenBankingOfSession } from '../../contract/verifyOpenBanking.js'

export const ownBank = {
  account_type: 'open-banking',
  open_banking_provider: 'finicity',
  account_id: 'acc-1',
}
const others = ['participant_id', 'timestamp', 'open_banking_provider', 'account_id']
export const bankSession = {
  account_types: ['open-banking'],
  open_banking: Object.fromEntries(
    documentedOpenBankingKeys.filter((key) => !others.includes(key)).map((key) => [key, `${key}-given`]),
  ) as OpenBankingOfSession,
} satisfies Partial<SessionInput>

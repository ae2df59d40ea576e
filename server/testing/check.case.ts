/** For tests: Ingo's sample of a check as the frame sends it, and a session for it. */
import { documentedCheck } from '../../contract/documented.case.js'
import type { SessionInput } from '../../contract/sessionRequest.js'

const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary
/** A check made out to the beneficiary. */
export const ownCheck = { account_type: 'check', recipient_is_beneficiary: 1, beneficiary }
/** A check made out to another recipient. */
export const anothersCheck = {
  ...ownCheck,
  recipient_is_beneficiary: 0,
  recipient: documentedCheck.recipient,
}
export const checkSession = {
  account_types: ['check'],
  participant_unique_id1: documentedCheck.participant_unique_id1,
  participant_unique_id2: documentedCheck.participant_unique_id2,
  check: { beneficiary_account },
} satisfies Partial<SessionInput>

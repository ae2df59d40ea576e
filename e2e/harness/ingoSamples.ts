/** Ingo's own samples: https://developers.ingopayments.com */
import { documentedOpenBankingKeys } from '../../contract/documented.case.js'

export {
  documentedCheck,
  documentedOpenBankingKeys,
  documentedRequest,
} from '../../contract/documented.case.js'

const formKeys = ['open_banking_provider', 'account_id']
const serverKeys = ['participant_id', 'timestamp']
const given = documentedOpenBankingKeys.filter((key) => ![...formKeys, ...serverKeys].includes(key))

/** The part of Ingo's sample that a backend gives, without the fields that the form asks for. Each value is `string`. */
export const documentedOpenBanking = Object.fromEntries(given.map((key) => [key, 'string'])) as never

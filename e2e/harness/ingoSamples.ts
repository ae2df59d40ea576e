/** Ingo's own samples: https://developers.ingopayments.com */
export {
  documentedCheck,
  documentedOpenBankingKeys,
  documentedRequest,
} from '../../contract/documented.case.js'

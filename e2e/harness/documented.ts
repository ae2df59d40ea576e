/** Ingo's own samples, for specs: https://developers.ingopayments.com */
export {
  documentedCheck,
  documentedOpenBankingKeys,
  documentedRequest,
} from '../../contract/documented.case.js'

/** Preview: `verify--open-banking`, under development at Ingo. Every field is a string, and no id is keyed. */
import { openBankingCapture } from '../../../contract/openBanking.js'
import { verifiedOpenBanking, type VerifyOpenBankingRequest } from '../../../contract/verifyOpenBanking.js'
import { parseOrThrow } from '../../problem.js'
import { toJsonBytes, type ResponseMatch, type ParseCapture } from './method.js'

export const parseOpenBankingCapture: ParseCapture = ({ ingo }, { request: { open_banking } }, body) => {
  const { account_type, ...given } = parseOrThrow(openBankingCapture, body)
  return {
    accountType: account_type,
    content: given,
    checkBeforeSending: () => undefined,
    call(now) {
      if (!open_banking) throw new Error('A session with open banking has the backend’s part of it.')
      const sent: VerifyOpenBankingRequest = {
        ...open_banking,
        ...given,
        participant_id: String(ingo.participantId),
        timestamp: String(Math.floor(now / 1000)),
      }
      return {
        operation: 'verify--open-banking',
        body: toJsonBytes(sent),
        isIdempotent: false,
        parseResponse: (data) => matchResponse(data, open_banking.customer_account_token),
      }
    },
  }
}

/**
 * The documented answer is `data: {}`: its token is the one that was sent along, unless it brings its own. A
 * success without either is the backend's to judge.
 */
function matchResponse(data: unknown, sent: string | undefined): ResponseMatch {
  const answered = verifiedOpenBanking.safeParse(data).data
  if (!answered) return undefined
  const token = answered.customer_account_token ?? sent
  if (token === undefined) return { kind: 'refused', refusal: { code: 'under_review' } }
  if (sent !== undefined && token !== sent) return { kind: 'mismatched' }
  return { kind: 'verified', token: { customer_account_token: token } }
}

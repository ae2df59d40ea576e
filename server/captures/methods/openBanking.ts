/**
 * The account type `open-banking`, a preview: Ingo's `verify--open-banking` is under development. Every field is a
 * string, and the request has no participant_unique_id1, so a retry could verify twice.
 */
import * as z from 'zod/mini'
import { openBankingCapture, openBankingFields } from '../../../contract/openBanking.js'
import { verifiedOpenBanking, type VerifyOpenBankingRequest } from '../../../contract/verifyOpenBanking.js'
import { parseOrThrow } from '../../problem.js'
import type { Merchant } from '../../config/merchant.js'
import type { Session } from '../../sessions/sealedSession.js'
import { toBody, type CaptureMethod, type ParsedCapture, type ResponseMatch } from './method.js'

const OFF =
  'Open banking is off on this server. Leave open-banking out of account_types, or set INGO_OPEN_BANKING=on'

export const openBankingMethod: CaptureMethod<'OpenBankingCapture'> = {
  schemaName: 'OpenBankingCapture',
  // For the OpenAPI document: a session may have either field, and the form then asks for the other.
  schema: z.strictObject({
    account_type: z.literal('open-banking'),
    ...z.partial(z.strictObject(openBankingFields)).shape,
  }),
  parse: parseOpenBankingCapture,
  unavailable: ({ ingo }) => (ingo.openBankingUrl === undefined ? OFF : undefined),
}

function parseOpenBankingCapture(
  { ingo }: Merchant,
  { request: { open_banking } }: Session,
  body: Record<string, unknown>,
): ParsedCapture {
  const { account_type, ...given } = parseOrThrow(openBankingCapture(open_banking ?? {}), body)
  return {
    accountType: account_type,
    isIdempotent: false,
    ...{ content: given, contentSummary: given },
    checkBeforeSending: () => undefined,
    call(now) {
      if (!open_banking)
        throw new Error('A session with the account type open-banking has the setting open_banking.')
      const sent: VerifyOpenBankingRequest = {
        ...open_banking,
        ...given,
        participant_id: String(ingo.participantId),
        timestamp: String(Math.floor(now / 1000)),
      }
      return {
        operation: 'verify--open-banking',
        ...toBody(sent),
        parseResponse: (data) => matchResponse(data, open_banking.customer_account_token),
      }
    },
  }
}

/**
 * Ingo documents `data: {}` for a success, so the token is the session's if the response has none. Without either token
 * the result is `under_review`, because the merchant's backend has to decide.
 */
function matchResponse(data: unknown, sent: string | undefined): ResponseMatch {
  const account = verifiedOpenBanking.safeParse(data).data
  if (!account) return undefined
  const token = account.customer_account_token ?? sent
  if (token === undefined) return { kind: 'refused', refusal: { code: 'under_review' } }
  if (sent !== undefined && token !== sent) return { kind: 'mismatched' }
  return { kind: 'verified', token: { customer_account_token: token } }
}

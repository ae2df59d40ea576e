/** The account type `card`: Ingo's `verify--card` with a card number. */
import { cardCapture, type CardCapture, type VerifyCardRequest } from '../../../contract/card.js'
import { revealCard } from '../../../contract/revealed.js'
import { brandName, checkCard } from './cardChecks.js'
import { compareEcho, readContradiction } from './compareEcho.js'
import { findPayingIssuer } from './payable.js'
import type { Merchant } from '../../config/merchant.js'
import { readVerified } from '../../gateway/keepDocumented.js'
import { parseOrThrow } from '../../problem.js'
import type { Session } from '../../sessions/sealedSession.js'
import { applySessionValues } from './sessionValues.js'
import {
  toBody,
  participantIds,
  requestStamp,
  type CaptureMethod,
  type ParsedCapture,
  type ResponseMatch,
} from './method.js'

export const cardMethod: CaptureMethod<'CardCapture'> = {
  schemaName: 'CardCapture',
  // For the OpenAPI document. Both fields are optional, because a merchant's policy may require or forbid each of them.
  schema: cardCapture({ cvv: 'optional', expiration_date: 'optional' }),
  parse: parseCardCapture,
}

function parseCardCapture(
  merchant: Merchant,
  session: Session,
  body: Record<string, unknown>,
): ParsedCapture {
  const { recipient = {}, recipient_fields, accepted_brands } = session.request
  const content = parseOrThrow(
    cardCapture(merchant.policy),
    applySessionValues(body, recipient_fields, recipient),
  )
  const { cvv: _, ...repeated } = content
  return {
    accountType: 'card',
    isIdempotent: true,
    content: repeated,
    contentSummary: { ...repeated, account: content.account.slice(-4) },
    checkBeforeSending: (now) => checkCard(content, accepted_brands, now),
    call(now, participantId) {
      const sent = toVerifyCardRequest(merchant, session, content, { participantId, now })
      return {
        operation: 'verify--card',
        ...toBody(sent),
        isCard: true,
        amount: sent.amount,
        parseResponse: (data, isOlder) => matchResponse(data, sent, session.request, isOlder),
      }
    },
  }
}

/** Ingo's documented request. */
function toVerifyCardRequest(
  { ingo }: Merchant,
  { request }: Session,
  { account_type: _, ...card }: CardCapture,
  { participantId, now }: { participantId: string; now: number },
): VerifyCardRequest {
  return {
    participant_id: ingo.participantId,
    account_type: 'CA',
    amount: request.amount,
    ...card,
    ...participantIds(participantId, request),
    ...requestStamp(now),
  }
}

function matchResponse(
  data: unknown,
  sent: VerifyCardRequest,
  { reveal, require, amount }: Session['request'],
  isOlder = false,
): ResponseMatch {
  const card = readVerified(data)
  if (!card) return undefined
  const { account, expiration_date, participant_unique_id1, participant_unique_id2 } = sent
  const echo = compareEcho({ account, expiration_date, participant_unique_id1, participant_unique_id2 }, card)
  if (!echo || (isOlder && echo.missing.includes('last_4'))) return readContradiction(card, isOlder)
  const { issuer, reason } = findPayingIssuer(card.issuers, { require, amount })
  const { customer_account_token } = card
  if (reason) return { kind: 'not_payable', reason, customer_account_token, ...echo }
  const typed = { brand: brandName(account), last_4: account.slice(-4), expiration_date }
  return { kind: 'verified', token: revealCard(card, reveal, typed, issuer), ...echo }
}

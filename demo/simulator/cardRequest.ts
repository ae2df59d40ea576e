/** Parses a `verify--card` body: a raw card, or a token in its place. */
import valid from 'card-validator'
import { verifyCardRequest, type VerifyCardRequest } from '../../contract/card.js'
import { verifyTokenRequest, type VerifyTokenRequest } from '../../contract/verification.js'
import type { ParsedRequest, ParseResult, SimulatorContext } from './operation.js'
import { parseJson, parseRequest } from './parseRequest.js'
import { cardData, toResponse, tokenData } from './response.js'
import { findCardScenario } from './scenarios.js'

/** Parses the body; 1042 for a wrong check digit, other errors as in `parseRequest`. */
export function parseCardRequest(
  body: Buffer,
  { participantId, now, findTokenData }: SimulatorContext,
): ParseResult {
  const json = parseJson(body)
  if (isTokenGrouping(json)) {
    const token = parseRequest(verifyTokenRequest, json, participantId)
    return 'error' in token ? token : resolveToken(token.request, { now, findTokenData })
  }
  const card = parseRequest(verifyCardRequest, json, participantId)
  if ('error' in card) return card
  const { request } = card
  if (!hasCheckDigit(request.account)) {
    return { error: { status: 1042, client_message: 'account: the check digit is wrong' } }
  }
  return resolveCard(request, now)
}

function resolveCard(request: VerifyCardRequest, now: () => number): ParsedRequest {
  const network = detectNetwork(request.account)
  return {
    id: request.participant_unique_id1,
    scenario: findCardScenario(request) ?? { status: network === undefined ? 700 : 100 },
    data: cardData(request, network, now()),
  }
}

/** Accepts a token that this simulator has issued, and any third party's token. */
function resolveToken(
  request: VerifyTokenRequest,
  { now, findTokenData }: Pick<SimulatorContext, 'now' | 'findTokenData'>,
): ParseResult {
  const { customer_account_token: token } = request
  const stored = token === undefined ? {} : findTokenData(token)
  if (!stored) return { error: toResponse(UNKNOWN_TOKEN) }
  return {
    id: request.participant_unique_id1,
    scenario: { status: 100 },
    data: tokenData(request, stored, now()),
  }
}

/** Of the family 750–815, token errors. Ingo doesn't publish its own number for an unknown token. */
const UNKNOWN_TOKEN = 800

/** Ingo's field groupings 1 and 2. A token beside a raw card is neither and is rejected as undocumented. */
function isTokenGrouping(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Object.hasOwn(json, 'account')) return false
  return Object.hasOwn(json, 'customer_account_token') || Object.hasOwn(json, 'third_party_token')
}

/** Luhn's check, written again: the library that form and server use would accept its own mistakes. */
function hasCheckDigit(account: string): boolean {
  const sum = Array.from(account)
    .reverse()
    .reduce((total, character, index) => {
      const digit = Number(character) * (index % 2 === 0 ? 1 : 2)
      return total + (digit > 9 ? digit - 9 : digit)
    }, 0)
  return sum % 10 === 0
}

/** The network's name as Ingo's samples spell it; `undefined` for an unknown network. */
function detectNetwork(account: string): string | undefined {
  const name = valid.number(account, { luhnValidateUnionPay: true }).card?.niceType
  return name === 'Mastercard' ? 'MasterCard' : name
}

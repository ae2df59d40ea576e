/** Parses a `verify--card` body: a raw card, or a token in its place. */
import valid from 'card-validator'
import {
  customerTokenRequest,
  rawCardRequest,
  thirdPartyTokenRequest,
  type CustomerTokenRequest,
  type RawCardRequest,
  type ThirdPartyTokenRequest,
} from './documents/card.js'
import type { ParsedRequest, ParseResult, SimulatorContext } from './operation.js'
import { parseJson, parseRequest } from './parseRequest.js'
import { cardData, toResponse, tokenData } from './response.js'
import { findCardScenario } from './scenarios.js'

/** Parses the body. Status 1042 for a wrong check digit; other errors as in `parseRequest`. */
export function parseCardRequest(body: Buffer, context: SimulatorContext): ParseResult {
  const { participantId } = context
  const json = parseJson(body)
  if (hasKey(json, 'customer_account_token')) {
    const parsed = parseRequest(customerTokenRequest, json, participantId)
    return 'error' in parsed ? parsed : resolveToken(parsed.request, context)
  }
  if (hasKey(json, 'third_party_token')) {
    const parsed = parseRequest(thirdPartyTokenRequest, json, participantId)
    return 'error' in parsed ? parsed : resolveThirdPartyToken(parsed.request, context)
  }
  const parsed = parseRequest(rawCardRequest, json, participantId)
  if ('error' in parsed) return parsed
  if (!hasCheckDigit(parsed.request.account)) {
    return { error: { status: 1042, client_message: 'account: the check digit is wrong' } }
  }
  return resolveCard(parsed.request, context)
}

/** Whether the body has the key, which shows its grouping. */
function hasKey(json: unknown, key: string): boolean {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, key)
}

function resolveCard(request: RawCardRequest, { now, forced }: SimulatorContext): ParsedRequest {
  const network = detectNetwork(request.account)
  const scenario = forced ?? findCardScenario(request) ?? { status: network === undefined ? 700 : 100 }
  const { changes } = scenario
  const data = cardData(request, { account: request.account, network, now: now(), changes })
  return { id: request.participant_unique_id1, scenario, data }
}

/** Every token of a third party stands for this card. */
const DETOKENIZED = { account: '4000000000002198', network: 'Visa' }

/** Accepts any token of a third party. The simulator doesn't know the expiration date of the card behind it. */
function resolveThirdPartyToken(
  request: ThirdPartyTokenRequest,
  { now, forced }: SimulatorContext,
): ParsedRequest {
  const scenario = forced ?? findCardScenario(request) ?? { status: 100 }
  const data = cardData(request, { ...DETOKENIZED, now: now(), changes: scenario.changes })
  return { id: request.participant_unique_id1, scenario, data }
}

/** Accepts a token that this simulator has issued. */
function resolveToken(
  request: CustomerTokenRequest,
  { now, forced, findTokenData }: SimulatorContext,
): ParseResult {
  const stored = findTokenData(request.customer_account_token)
  if (!stored) return { error: toResponse(UNKNOWN_TOKEN) }
  return {
    id: request.participant_unique_id1,
    scenario: forced ?? { status: 100 },
    data: tokenData(request, stored, now()),
  }
}

/**
 * The simulator's own choice from the family 750–815, token errors. Ingo does not publish the
 * status of an unknown token.
 */
const UNKNOWN_TOKEN = 800

/** Luhn's check, implemented anew: the library that form and server use would not find its own mistakes. */
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

/** What the gateway makes of a `verify--card` body: a raw card, or a token in its place. */
import valid from 'card-validator'
import { verifyCardRequest, type VerifyCardRequest } from '../../contract/card.js'
import { verifyTokenRequest, type VerifyTokenRequest } from '../../contract/verification.js'
import { answer, cardData, tokenData, type Refusal } from './answer.js'
import type { Reading } from './operation.js'
import type { Asked } from './operation.js'
import { parsed, parseJson } from './parse.js'
import { cardScenario } from './scenarios.js'

/** 1042 for the check digit; else as `parsed` refuses. */
export function readCard(body: Buffer, { participantId, now, data }: Reading): Asked | { refusal: Refusal } {
  const json = parseJson(body)
  if (isTokenGrouping(json)) {
    const token = parsed(verifyTokenRequest, json, participantId)
    return 'refusal' in token ? token : askedOfToken(token.request, { now, data })
  }
  const card = parsed(verifyCardRequest, json, participantId)
  if ('refusal' in card) return card
  const { request } = card
  if (!hasCheckDigit(request.account)) {
    return { refusal: { status: 1042, client_message: 'account: the check digit is wrong' } }
  }
  return askedOfCard(request, now)
}

function askedOfCard(request: VerifyCardRequest, now: () => number): Asked {
  const network = networkOf(request.account)
  return {
    id: request.participant_unique_id1,
    scenario: cardScenario(request) ?? { status: network === undefined ? 700 : 100 },
    data: cardData(request, network, now()),
  }
}

/** A token that was given out here is known; a third party's is whatever it says. */
function askedOfToken(
  request: VerifyTokenRequest,
  { now, data }: Pick<Reading, 'now' | 'data'>,
): Asked | { refusal: Refusal } {
  const { customer_account_token: token } = request
  const before = token === undefined ? {} : data(token)
  if (!before) return { refusal: answer(TOKEN_UNKNOWN) }
  return {
    id: request.participant_unique_id1,
    scenario: { status: 100 },
    data: tokenData(request, before, now()),
  }
}

/** Of the family 750–815, token errors. Ingo's own number for it is not published. */
const TOKEN_UNKNOWN = 800

/** Groupings 1 and 2; one beside a raw card is neither, and refused as not documented. */
function isTokenGrouping(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Object.hasOwn(json, 'account')) return false
  return Object.hasOwn(json, 'customer_account_token') || Object.hasOwn(json, 'third_party_token')
}

/** Luhn, written again: the library that form and proxy check with would pass its own mistakes. */
function hasCheckDigit(account: string): boolean {
  const sum = Array.from(account)
    .reverse()
    .reduce((total, character, index) => {
      const digit = Number(character) * (index % 2 === 0 ? 1 : 2)
      return total + (digit > 9 ? digit - 9 : digit)
    }, 0)
  return sum % 10 === 0
}

/** As the documents spell it; the rest as the brand does. `undefined` for a number of no known network. */
function networkOf(account: string): string | undefined {
  const name = valid.number(account, { luhnValidateUnionPay: true }).card?.niceType
  return name === 'Mastercard' ? 'MasterCard' : name
}

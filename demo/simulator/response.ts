/** Responses in the shape of Ingo's samples: https://developers.ingopayments.com, `verify--card` and the others. */
import { randomUUID } from 'node:crypto'
import type { CheckRequest } from './documents/check.js'
import { monthDayYear, toIssuers } from './issuers.js'
import type { NameMatch, ResponseChanges } from './scenarios/scenario.js'

export type ResponseData = Record<string, unknown>
/** The documented envelope without `time`, which is added on sending. */
export type GatewayResponse = { status: number; client_message: string; data?: ResponseData }
/** The envelope of a request that failed. */
export type ErrorResponse = Omit<GatewayResponse, 'data'>

const messages: Record<number, string> = {
  100: 'Success',
  101: 'Success: already processed',
  104: 'In progress',
  111: 'Success: the street matches, the ZIP does not',
  113: 'Success: the address could not be verified',
  130: 'Under review',
  402: 'The timestamp is out of range',
  500: 'The request timed out',
  600: 'A field is not valid',
  700: 'The account is not available for processing',
  761: 'Refused: the security code',
  762: 'Refused: the expiration date',
  753: 'Declined: ZIP',
  754: 'Declined: ZIP format',
  755: 'Declined: street and ZIP',
  800: 'The token is not known',
  852: 'Declined by the issuer',
  900: 'Internal error',
  1042: 'The check digit is wrong',
}

/** The response for a documented status. */
export function toResponse(status: number, data?: ResponseData): GatewayResponse {
  return { status, client_message: messages[status] ?? 'Refused', ...(data && { data }) }
}

type Ids = { participant_unique_id1: string; participant_unique_id2?: string | null }
type VerifiedAccount = {
  account: string
  /** As Ingo's samples spell it. */
  network: string | undefined
  /** Ms since 1970. */
  now: number
  changes?: ResponseChanges
}

/** `data` of a verified card. The issuer is fictional. */
export function cardData(
  request: Ids & { expiration_date?: string },
  { account, network, now, changes }: VerifiedAccount,
): ResponseData {
  const { expiration_date } = request
  return {
    customer_account_token: randomUUID(),
    last_4: lastFour(account),
    request_timestamp: Math.floor(now / 1000),
    issuers: toIssuers(network, now, changes?.issuers),
    ...(changes?.name_match && { card_validation: toCardValidation(network, changes.name_match) }),
    ...participantIds(request),
    ...(expiration_date !== undefined && { expiration_date }),
    count: 1,
  }
}

/**
 * The reference data of a network's card validation. Ingo documents the values, all of them strings, but not the
 * names of the keys: these names are ours.
 */
function toCardValidation(network: string | undefined, name_match: NameMatch): ResponseData {
  return { provider: network === 'MasterCard' ? '3' : '1', name_match }
}

/** `data` of a token that this simulator has issued: the stored data with this request's ids. */
export function tokenData(
  request: Ids & { customer_account_token: string },
  stored: ResponseData,
  now: number,
): ResponseData {
  return {
    ...stored,
    customer_account_token: request.customer_account_token,
    request_timestamp: Math.floor(now / 1000),
    ...participantIds(request),
  }
}

const CHECK_DAYS = 10

/** `data` of a verified check. */
export function checkData(check: CheckRequest, now: number): ResponseData {
  return {
    customer_account_token: randomUUID(),
    last_4: lastFour(check.beneficiary.beneficiary_account),
    estimated_posting_date: monthDayYear(now + CHECK_DAYS * 86_400_000),
    estimated_posting_time: 'Payment will post 7-10 Days',
    ...participantIds(check),
    request_timestamp: Math.floor(now / 1000),
  }
}

/**
 * The last four digits of an account, without the spaces and hyphens of a check's. Without digits,
 * its last four characters.
 */
function lastFour(account: string): string {
  return (account.replace(/[^0-9]/g, '') || account).slice(-4)
}

function participantIds({ participant_unique_id1, participant_unique_id2 }: Ids): Ids {
  return { participant_unique_id1, ...(participant_unique_id2 !== undefined && { participant_unique_id2 }) }
}

/** The `data` of a scenario's response: with fields added, replaced or left out. */
export function changeData(
  data: ResponseData,
  { without = [], data: own }: ResponseChanges = {},
): ResponseData {
  const changed = { ...data, ...own }
  return Object.fromEntries(Object.entries(changed).filter(([name]) => !without.includes(name)))
}

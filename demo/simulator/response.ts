/** Responses in the shape of Ingo's samples: https://developers.ingopayments.com, `verify--card` and the others. */
import { randomUUID } from 'node:crypto'
import type { VerifyCardRequest } from '../../contract/card.js'
import type { VerifyCheckRequest } from '../../contract/verifyCheck.js'
import type { VerifyTokenRequest } from '../../contract/verification.js'

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

/** `data` of a card verified at `now` (ms since 1970). The issuer is fictional. */
export function cardData(card: VerifyCardRequest, network: string | undefined, now: number): ResponseData {
  return {
    customer_account_token: randomUUID(),
    last_4: card.account.slice(-4),
    request_timestamp: Math.floor(now / 1000),
    issuers: [
      {
        payee_id: '100001',
        payee_name: 'Example Bank',
        payee_address: 'PO Box 100',
        payee_city: 'Anytown',
        payee_state: 'GA',
        payee_zip: '00000-0000',
        credit_info: {
          min: '0.05',
          max: '1500.00',
          card_type: 'Debit',
          estimated_posting_time: 'Payment will post within 5 minutes.',
          estimated_posting_date: monthDayYear(now),
        },
        ...(network !== undefined && { issuing_network: network }),
        credit_enabled: 1,
        debit_enabled: 0,
      },
    ],
    ...participantIds(card),
    ...(card.expiration_date !== undefined && { expiration_date: card.expiration_date }),
    count: 1,
  }
}

/** `data` of a verified token: the stored data with this request's ids. A third party's token has no stored data. */
export function tokenData(request: VerifyTokenRequest, stored: ResponseData, now: number): ResponseData {
  return {
    customer_account_token: request.customer_account_token ?? randomUUID(),
    last_4: '0000',
    ...stored,
    request_timestamp: Math.floor(now / 1000),
    ...participantIds(request),
  }
}

const CHECK_DAYS = 10

/** `data` of a verified check. */
export function checkData(check: VerifyCheckRequest, now: number): ResponseData {
  return {
    customer_account_token: randomUUID(),
    last_4: check.beneficiary.beneficiary_account.slice(-4),
    estimated_posting_date: monthDayYear(now + CHECK_DAYS * 86_400_000),
    estimated_posting_time: 'Payment will post 7-10 Days',
    ...participantIds(check),
    request_timestamp: Math.floor(now / 1000),
  }
}

type Ids = { participant_unique_id1: string; participant_unique_id2?: string }

function participantIds({ participant_unique_id1, participant_unique_id2 }: Ids): Ids {
  return { participant_unique_id1, ...(participant_unique_id2 !== undefined && { participant_unique_id2 }) }
}

/** MM/DD/YYYY, in UTC. */
function monthDayYear(now: number): string {
  const [year = '', month = '', day = ''] = new Date(now).toISOString().slice(0, 10).split('-')
  return `${month}/${day}/${year}`
}

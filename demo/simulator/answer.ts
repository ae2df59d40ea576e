/** Answers in the shape of the documents' samples: https://developers.ingopayments.com, `verify--card`. */
import { randomUUID } from 'node:crypto'
import type { VerifyCardRequest } from '../../contract/card.js'

/** The documented envelope, but for `time`, which is added when it is sent. */
export type Answer = { status: number; client_message: string; data?: VerifiedData }
export type Refusal = Omit<Answer, 'data'>
export type VerifiedData = ReturnType<typeof verifiedData>

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
  852: 'Declined by the issuer',
  900: 'Internal error',
  1042: 'The check digit is wrong',
}

/** The answer of a documented status. */
export function answer(status: number, data?: VerifiedData): Answer {
  return { status, client_message: messages[status] ?? 'Refused', ...(data && { data }) }
}

/** `data` of a verified card at `now` (ms since 1970). The issuer is made up. */
export function verifiedData(card: VerifyCardRequest, network: string | undefined, now: number) {
  return {
    customer_account_token: randomUUID() as string,
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
    participant_unique_id1: card.participant_unique_id1,
    ...pick(card, 'participant_unique_id2'),
    ...pick(card, 'expiration_date'),
    count: 1,
  }
}

function pick<K extends 'participant_unique_id2' | 'expiration_date'>(card: VerifyCardRequest, key: K) {
  return card[key] === undefined ? {} : { [key]: card[key] }
}

/** MM/DD/YYYY, in UTC. */
function monthDayYear(now: number): string {
  const [year = '', month = '', day = ''] = new Date(now).toISOString().slice(0, 10).split('-')
  return `${month}/${day}/${year}`
}

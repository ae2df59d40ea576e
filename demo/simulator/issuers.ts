/** The issuers of a response. Source: https://developers.ingopayments.com, `verify--card`, "Response". */
import type { IssuerChanges, Limits } from './scenarios/scenario.js'

/** One issuer for each element of `changes`; by default one issuer without changes. `now` in ms since 1970. */
export function toIssuers(
  network: string | undefined,
  now: number,
  changes: readonly IssuerChanges[] = [{}],
): Record<string, unknown>[] {
  return changes.map(({ credit_info = {}, debit_info, ...others }) => ({
    payee_id: '100001',
    payee_name: 'Example Bank',
    payee_address: 'PO Box 100',
    payee_city: 'Anytown',
    payee_state: 'GA',
    payee_zip: '00000-0000',
    ...(credit_info && { credit_info: toCreditInfo(credit_info, now) }),
    ...(debit_info && { debit_info: { ...limits, ...debit_info } }),
    ...(network !== undefined && { issuing_network: network }),
    credit_enabled: 1,
    debit_enabled: 0,
    ...others,
  }))
}

/** Dollars. */
const limits = { min: '0.05', max: '1500.00', card_type: 'Debit' } satisfies Limits

/** Only `credit_info`, the limits of a push, has a posting time. */
function toCreditInfo(credit_info: Limits, now: number) {
  return {
    ...limits,
    ...credit_info,
    estimated_posting_time: 'Payment will post within 5 minutes.',
    estimated_posting_date: monthDayYear(now),
  }
}

/** MM/DD/YYYY, in UTC. */
export function monthDayYear(now: number): string {
  const [year = '', month = '', day = ''] = new Date(now).toISOString().slice(0, 10).split('-')
  return `${month}/${day}/${year}`
}

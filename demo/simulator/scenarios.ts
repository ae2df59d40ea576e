/** The simulator's scenarios: one row each, chosen by the account number or by last name. */

type Scenario = {
  /** As the recipient's or beneficiary's last name it also chooses the scenario, for any number. */
  id: string
  /** The card number that chooses the scenario. */
  account?: string
  /** The account that chooses the scenario for a check. */
  beneficiary_account?: string
  /** The documented status that the scenario ends with. */
  status: number
  /** The description that `GET /scenarios` shows. */
  what: string
  /** Processing time. */
  delay_ms?: number
  /** Replaces the card's own in the response. */
  last_4?: string
  /**
   * Sent in place of the response. `lost`: the socket is destroyed once the card is processed. `malformed`: text that
   * isn't JSON, every time. `working`: 104 while the card is still being processed. `unavailable`: HTTP 503 with a
   * page of HTML, and nothing is processed.
   */
  instead?: 'lost' | 'malformed' | 'working' | 'unavailable'
}

/** The effect of a scenario, without the fields that choose it. */
export type ScenarioBehavior = Omit<Scenario, 'id' | 'account' | 'beneficiary_account' | 'what'>

/** The test accounts. No issuer uses the numbers that begin with 4000 0000 0000. */
export const scenarios = [
  {
    id: 'success',
    account: '4111111111111111',
    beneficiary_account: '3000000038',
    status: 100,
    what: 'Visa, verified',
  },
  { id: 'mastercard', account: '5555555555554444', status: 100, what: 'MasterCard, verified' },
  { id: 'american-express', account: '378282246310005', status: 100, what: 'American Express, verified' },
  { id: 'discover', account: '6011111111111117', status: 100, what: 'Discover, verified' },
  { id: 'diners-club', account: '30569309025904', status: 100, what: 'Diners Club, verified' },
  { id: 'jcb', account: '3530111333300000', status: 100, what: 'JCB, verified' },
  { id: 'unionpay', account: '6200000000000005', status: 100, what: 'UnionPay, verified' },
  {
    id: 'avs-soft',
    account: '4000000000001117',
    status: 111,
    what: 'Verified with a soft result: the street matches, the ZIP does not',
  },
  {
    id: 'avs-inconclusive',
    account: '4000000000001133',
    status: 113,
    what: 'Verified with a soft result: neither street nor ZIP could be verified',
  },
  {
    id: 'review',
    account: '4000000000001307',
    beneficiary_account: '3000000130',
    status: 130,
    what: 'Held for an OFAC review: not a success, though the answer carries a token',
  },
  {
    id: 'clock',
    account: '4000000000004020',
    beneficiary_account: '3000000402',
    status: 402,
    what: 'Refused: the timestamp is too far from the gateway’s clock',
  },
  {
    id: 'gateway-error',
    account: '4000000000005001',
    status: 500,
    what: 'Time-out inside the gateway',
  },
  {
    id: 'unavailable',
    account: '4000000000005035',
    status: 503,
    what: 'HTTP 503 with a page of HTML in place of an answer; nothing is processed',
    instead: 'unavailable',
  },
  {
    id: 'field-rejected',
    account: '4000000000006009',
    beneficiary_account: '3000000600',
    status: 600,
    what: 'Refused: a field is not valid',
  },
  {
    id: 'not-supported',
    account: '4000000000007007',
    beneficiary_account: '3000000700',
    status: 700,
    what: 'Refused: this account is not available for processing',
  },
  {
    id: 'unknown-network',
    account: '9999999999999995',
    status: 700,
    what: 'Refused, as is every number of a network that is not known',
  },
  { id: 'avs-zip', account: '4000000000007536', status: 753, what: 'Declined: the ZIP does not match' },
  { id: 'avs-zip-format', account: '4000000000007544', status: 754, what: 'Declined: the ZIP’s format' },
  { id: 'avs', account: '4000000000007551', status: 755, what: 'Declined: street and ZIP do not match' },
  {
    id: 'declined',
    account: '4000000000008526',
    beneficiary_account: '3000000852',
    status: 852,
    what: 'Declined by the issuer',
  },
  { id: 'internal', account: '4000000000009003', status: 900, what: 'Internal error of the gateway' },
  { id: 'check-digit', status: 1042, what: 'Refused, as is every number with a wrong check digit' },
  {
    id: 'slow',
    account: '4000000000000036',
    beneficiary_account: '3000000036',
    status: 100,
    what: 'Verified after 3 s',
    delay_ms: 3000,
  },
  {
    id: 'in-progress',
    account: '4000000000001042',
    beneficiary_account: '3000000104',
    status: 101,
    what: 'Answers 104 for 6 s; after that a repeat answers 101',
    delay_ms: 6000,
    instead: 'working',
  },
  {
    id: 'reset',
    account: '4000000000000010',
    beneficiary_account: '3000000010',
    status: 100,
    what: 'Verified, but the connection is lost before the answer; a repeat answers 101',
    instead: 'lost',
  },
  {
    id: 'malformed',
    account: '4000000000000028',
    status: 100,
    what: 'Verified, but every answer is text that is not JSON',
    instead: 'malformed',
  },
  {
    id: 'wrong-last4',
    account: '4000000000000044',
    beneficiary_account: '3000000044',
    status: 100,
    what: 'Verified, but the answer is about another card: its last_4 is 0000',
    last_4: '0000',
  },
] as const satisfies readonly Scenario[]

const rows: readonly Scenario[] = scenarios
const byId = new Map(rows.map((row) => [row.id, row]))
const byAccount = new Map(rows.map((row) => [row.account, row]))
const byBeneficiaryAccount = new Map(rows.map((row) => [row.beneficiary_account, row]))

/** The scenario with this id, if any. */
export function findScenario(id: string): ScenarioBehavior | undefined {
  return byId.get(id)
}

/** The scenario that a card chooses, if any; the last name takes precedence over the number. */
export function findCardScenario(card: {
  account: string
  recipient_last_name: string
}): ScenarioBehavior | undefined {
  return byId.get(card.recipient_last_name) ?? byAccount.get(card.account)
}

/** The scenario that a check chooses, if any; the last name takes precedence over the account. */
export function findCheckScenario(beneficiary: {
  beneficiary_account: string
  beneficiary_last_name: string
}): ScenarioBehavior | undefined {
  return (
    byId.get(beneficiary.beneficiary_last_name) ?? byBeneficiaryAccount.get(beneficiary.beneficiary_account)
  )
}

type ListedScenario = Pick<Scenario, 'id' | 'account' | 'beneficiary_account' | 'status' | 'what'>

/** The rows of `GET /scenarios`. */
export function listScenarios(): ListedScenario[] {
  return rows.map(({ id, account, beneficiary_account, status, what }) => ({
    id,
    account,
    beneficiary_account,
    status,
    what,
  }))
}

/** Values that a form accepts and the simulator verifies. A test replaces the one that it is about. */
import { accounts } from './accounts.js'

/** So that no test fails on a day to come. */
const YEARS_VALID = 3

function expirationDate(): string {
  const year = new Date().getFullYear() + YEARS_VALID
  return `12 / ${String(year).slice(-2)}`
}

/**
 * A whole card form: `fillCard({ ...validCard, account: accounts.declined })`. The expiration date is three years ahead, and
 * the security code has three digits. Leave out the fields that your session hides.
 */
export const validCard = {
  account: accounts.success,
  expiration_date: expirationDate(),
  cvv: '123',
  recipient_first_name: 'Alex',
  recipient_last_name: 'Rivera',
  recipient_address1: '100 Innovation Way',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '30301',
}

/** A whole beneficiary of a check: `fillCheck({ beneficiary: validBeneficiary })`. */
export const validBeneficiary = {
  beneficiary_first_name: 'Alex',
  beneficiary_last_name: 'Rivera',
  beneficiary_address1: '100 Innovation Way',
  beneficiary_city: 'Anytown',
  beneficiary_state: 'GA',
  beneficiary_zip: '30301',
}

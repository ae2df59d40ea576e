import type { CardCapture } from '../../../contract/card.js'
import { expiryProblem } from '../../../contract/expiry.js'
import type { Brand } from '../../../contract/session.js'
import type { Refusal } from '../../gateway/outcomes.js'
import { findBrand, isValidNumber } from './cardBrand.js'

/** Checks a well-formed card before it is sent: check digit, brand, and expiry at `now` (ms since 1970). */
export function checkCard(
  { account, expiration_date }: Pick<CardCapture, 'account' | 'expiration_date'>,
  acceptedBrands: Brand[] | undefined,
  now: number,
): Refusal | undefined {
  const brand = findBrand(account)
  if (!isValidNumber(account, brand)) return { code: 'card_number_invalid', field: 'account' }
  if (acceptedBrands && !acceptedBrands.includes(brand?.type as Brand)) {
    return { code: 'card_not_supported', field: 'account' }
  }
  const expiry = expiration_date === undefined ? undefined : expiryProblem(expiration_date, now)
  if (expiry === 'expired') return { code: 'card_expired', field: 'expiration_date' }
  if (expiry === 'too_far') return { code: 'field_rejected', field: 'expiration_date' }
  return undefined
}

/** The brand's name as it is printed on cards; undefined for a brand that the library doesn't know. */
export function brandName(account: string): string | undefined {
  return findBrand(account)?.name
}

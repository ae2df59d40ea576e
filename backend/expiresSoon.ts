import { EXPIRATION_DATE, expiryProblem } from '../contract/expiry.js'
import { invalidOption } from './error.js'

const DAY_MS = 86_400_000

/**
 * Whether a card expires within `days` days from `now` (ms since 1970), or has expired. `expiration_date` is YYMM, as
 * Ingo returns it; a card is valid through the last day of its month. Throws CaptureServerError.
 */
export function expiresSoon(expiration_date: string, days: number, now: number = Date.now()): boolean {
  if (typeof expiration_date !== 'string' || !EXPIRATION_DATE.test(expiration_date))
    throw invalidOption('expiration_date', 'should be four digits, YYMM, with a month from 01 to 12')
  if (!(Number.isFinite(days) && days >= 0))
    throw invalidOption('days', 'should be a number of days, 0 or more')
  if (!Number.isFinite(now)) throw invalidOption('now', 'should be a time in milliseconds since 1970')
  return expiryProblem(expiration_date, now + days * DAY_MS) === 'expired'
}

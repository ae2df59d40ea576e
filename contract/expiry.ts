/** `expiration_date`: YYMM. */
export const EXPIRATION_DATE = /^[0-9]{2}(0[1-9]|1[0-2])$/
/** A card is valid through the last day of its month in every time zone. UTC−12 is the last to leave it. */
const LAST_TIME_ZONE_MS = 12 * 3_600_000
const YEARS_AHEAD = 20

/** Why a well-formed YYMM is not accepted at `now` (ms since 1970, the server's clock). */
export function expiryProblem(yymm: string, now: number): 'expired' | 'too_far' | undefined {
  const year = 2000 + Number(yymm.slice(0, 2))
  const month = Number(yymm.slice(2))
  if (now >= Date.UTC(year, month, 1) + LAST_TIME_ZONE_MS) return 'expired'
  if (year > new Date(now).getUTCFullYear() + YEARS_AHEAD) return 'too_far'
  return undefined
}

/** A card is good through the last day of its month, wherever the cardholder is: until UTC−12 has left it. */
const LAST_TIME_ZONE_MS = 12 * 3_600_000
const YEARS_AHEAD = 20

/** What is wrong with a well-formed YYMM at the moment `now` (ms since 1970, the server's clock). */
export function expiryProblem(yymm: string, now: number): 'expired' | 'too_far' | undefined {
  const year = 2000 + Number(yymm.slice(0, 2))
  const month = Number(yymm.slice(2))
  if (now >= Date.UTC(year, month, 1) + LAST_TIME_ZONE_MS) return 'expired'
  if (year > new Date(now).getUTCFullYear() + YEARS_AHEAD) return 'too_far'
  return undefined
}

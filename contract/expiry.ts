/** A card is valid through the last day of its month in every time zone. UTC−12 is the last to leave it. */
const LAST_TIME_ZONE_MS = 12 * 3_600_000
const YEARS_AHEAD = 20

/** The moment at which a card with a well-formed YYMM has expired in every time zone, in ms since 1970. */
export function expiryEnd(yymm: string): number {
  return Date.UTC(expiryYear(yymm), Number(yymm.slice(2)), 1) + LAST_TIME_ZONE_MS
}

function expiryYear(yymm: string): number {
  return 2000 + Number(yymm.slice(0, 2))
}

/** Why a well-formed YYMM is not accepted at `now` (ms since 1970, the server's clock). */
export function expiryProblem(yymm: string, now: number): 'expired' | 'too_far' | undefined {
  if (now >= expiryEnd(yymm)) return 'expired'
  if (expiryYear(yymm) > new Date(now).getUTCFullYear() + YEARS_AHEAD) return 'too_far'
  return undefined
}

/**
 * `hmac-sha256` works, but Ingo calls it legacy and encourages an upgrade to `hmac-sha512`, which Ingo's integration
 * manager enables. Source: https://developers.ingopayments.com/docs/ingopay/authentication.
 */
import type { Log } from '../observability/log.js'
import type { Merchant } from './merchant.js'

/** The remedy of the warning. */
export const LEGACY_ALGORITHM_REMEDY =
  'ask your integration manager at Ingo to enable hmac-sha512, then set INGO_ALGORITHM to it'

/** Whether the merchant's requests are signed with SHA-256. */
export function isLegacyAlgorithm({ ingo }: Merchant): boolean {
  return ingo.credentials.algorithm === 'hmac-sha256'
}

/** Logs one warning for each merchant whose requests are signed with SHA-256. */
export function warnLegacyAlgorithms(merchants: Merchant[], log: Log): void {
  for (const { id } of merchants.filter(isLegacyAlgorithm)) {
    log.warn('legacy signature algorithm', {
      merchant: id,
      problem: `INGO_ALGORITHM is hmac-sha256, which is legacy: ${LEGACY_ALGORITHM_REMEDY}.`,
    })
  }
}

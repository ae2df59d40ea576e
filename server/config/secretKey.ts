/** Finds a merchant by its secret key. Compares the SHA-256 of every key in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a secret key, 32 bytes. */
export function keyDigest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** The merchant that has this secret key. */
export function findMerchantByKey<Merchant extends { secretKeys: Buffer[] }>(
  merchants: Merchant[],
  key: string,
): Merchant | undefined {
  const digest = keyDigest(key)
  let found: Merchant | undefined
  for (const merchant of merchants) {
    for (const known of merchant.secretKeys) if (timingSafeEqual(known, digest)) found = merchant
  }
  return found
}

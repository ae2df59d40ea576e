/** Merchants' secret keys are compared by their SHA-256, in constant time, all of them whatever matches. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Merchant } from './merchant.js'

export function keyDigest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** The merchant whose key this is. */
export function findMerchantByKey(merchants: Merchant[], key: string): Merchant | undefined {
  const digest = keyDigest(key)
  let found: Merchant | undefined
  for (const merchant of merchants) {
    for (const known of merchant.secretKeys) if (timingSafeEqual(known, digest)) found = merchant
  }
  return found
}

import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Merchant } from './merchant.js'
import { keyDigest, findMerchantByKey } from './secretKey.js'

/** Counts the calls of `timingSafeEqual` in every module. */
function spyOnComparison() {
  const spy = vi.spyOn(crypto, 'timingSafeEqual')
  syncBuiltinESMExports()
  onTestFinished(() => {
    spy.mockRestore()
    syncBuiltinESMExports()
  })
  return spy
}

it('compares every key in constant time, whichever matches', () => {
  const comparison = spyOnComparison()
  const merchants = ['one', 'two'].map(
    (id) => ({ id, secretKeys: [keyDigest(`${id} new`), keyDigest(`${id} old`)] }) as Merchant,
  )
  for (const [key, found] of [
    ['one new', 'one'],
    ['two old', 'two'],
    ['unknown', undefined],
  ] as const) {
    comparison.mockClear()
    expect(findMerchantByKey(merchants, key)?.id).toBe(found)
    expect(comparison).toHaveBeenCalledTimes(4)
  }
})

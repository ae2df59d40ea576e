import { timingSafeEqual } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import type { Merchant } from './merchant.js'
import { keyDigest, findMerchantByKey } from './secretKey.js'

vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>()
  return { ...crypto, timingSafeEqual: vi.fn(crypto.timingSafeEqual) }
})

it('compares every key in constant time, whichever matches', () => {
  const merchants = ['one', 'two'].map(
    (id) => ({ id, secretKeys: [keyDigest(`${id} new`), keyDigest(`${id} old`)] }) as Merchant,
  )
  for (const [key, found] of [
    ['one new', 'one'],
    ['two old', 'two'],
    ['unknown', undefined],
  ] as const) {
    vi.mocked(timingSafeEqual).mockClear()
    expect(findMerchantByKey(merchants, key)?.id).toBe(found)
    expect(timingSafeEqual).toHaveBeenCalledTimes(4)
  }
})

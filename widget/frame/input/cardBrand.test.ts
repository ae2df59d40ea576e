import creditCardType from 'credit-card-type'
import { expect, test } from 'vitest'
import { detectBrand } from './cardBrand.js'

test('no brand pattern is longer than the cached prefix of 8 digits', () => {
  const lengths = creditCardType('').flatMap(({ patterns }) =>
    patterns.flat().map((pattern) => String(pattern).length),
  )
  expect(Math.max(...lengths)).toBe(8)
})

test.each([
  ['4111111111111111', 'visa'],
  ['5555555555554444', 'mastercard'],
  ['4111111111111111', 'visa'],
  ['', undefined],
  ['378282246310005', 'american-express'],
  ['3', undefined],
  ['6011000990139424', 'discover'],
])('%j is detected as %s, whatever number was looked up before', (digits, brand) => {
  expect(detectBrand(digits).brand).toBe(brand)
})

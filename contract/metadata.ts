/** Values of the merchant's own, which the server keeps with a session and gives back. */
import * as z from 'zod/mini'
import { containsCardNumber, toAsciiDigits } from './cardNumber.js'
import { text } from './fields.js'

const MAX_KEYS = 10
const MAX_KEY_LENGTH = 40
const MAX_VALUE_LENGTH = 200
const KEY = /^[A-Za-z][A-Za-z0-9_-]*$/
/**
 * A value of one to six digits, like a group of a card's number. A value with more digits is an identifier: two of
 * those side by side could look like a card number by chance.
 */
const GROUP = /^\D*(?:\d\D*){1,6}$/

const keepsRules = z.check<Record<string, string>>(({ value, issues }) => {
  const report = (message: string) => issues.push({ code: 'custom', message, input: value, path: [] })
  const keys = Object.keys(value)
  if (keys.length > MAX_KEYS) report(`should have at most ${MAX_KEYS} keys. Remove some`)
  else if (!keys.every((key) => key.length <= MAX_KEY_LENGTH && KEY.test(key)))
    report(
      `has an invalid key. A key should have 1 to ${MAX_KEY_LENGTH} letters, digits, _ and -, and begin with a letter`,
    )
  else if (containsCardNumber(keys.join(' . x . ')) || isSpread(Object.values(value)))
    report(
      'is rejected because it may hold a card number. Only the form may send one. Send other keys and values: an identifier with a letter after every few digits is never taken for one',
    )
})

/** Whether adjacent values, each a short group of digits, hold a card number together. */
function isSpread(values: string[]): boolean {
  const groups = values
    .map((value) => toAsciiDigits(value.normalize('NFKC')))
    .map((value) => (GROUP.test(value) ? value : 'x'))
  return containsCardNumber(groups.join(' '))
}

/** Up to 10 keys of 40 characters, with texts of up to 200. */
export const metadata = z
  .record(z.string(), text(MAX_VALUE_LENGTH), 'should be an object of texts, such as { "order": "order-17" }')
  .check(keepsRules)
export type Metadata = z.infer<typeof metadata>

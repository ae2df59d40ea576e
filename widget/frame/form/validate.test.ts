import { expect, test } from 'vitest'
import type { Rule } from '../../../contract/fields.js'
import type { FieldName } from '../../protocol/messages.js'
import { toRequestBody } from './normalize.js'
import { type Values } from './values.js'
import { isUnfixable, validateField, validateForm, type FormRules } from './validate.js'
import { createCardSchema } from './formSchema.js'
import { parseVariant } from './variant.js'

const rules: FormRules = { schema: createCardSchema(parseVariant('card')), now: () => Date.UTC(2026, 5, 15) }

test.each<[FieldName, string, Rule | undefined]>([
  ['account', '', 'required'],
  ['account', '4111 1111 1111 1111', undefined],
  ['account', '4111 1111 1111 1112', 'check_digit'],
  ['account', '4111 1111 1111', 'incomplete'],
  ['account', '4111 1111 1111 1111 2222', 'too_long'],
  ['account', '3782 822463 10005', undefined],
  ['account', '0000 0000 0000', undefined],
  ['account', '0000 0000 0001', 'check_digit'],
  ['expiration_date', '01 / 29', undefined],
  ['expiration_date', '06 / 26', undefined],
  ['expiration_date', '05 / 26', 'expired'],
  ['expiration_date', '01 / 47', 'too_far'],
  ['expiration_date', '13 / 29', 'month_invalid'],
  ['expiration_date', '12 / 9', 'incomplete'],
  ['expiration_date', '12 / 202', 'incomplete'],
  ['expiration_date', '12 / 312029', 'too_long'],
  ['expiration_date', '0 / 29', 'month_invalid'],
  ['cvv', '123', undefined],
  ['cvv', '1234', undefined],
  ['cvv', '12', 'incomplete'],
  ['cvv', '12345', 'too_long'],
  ['recipient_first_name', '李小龍', undefined],
  ['recipient_first_name', 'Mary-Ann', undefined],
  ['recipient_last_name', 'José Núñez-O’Brien', undefined],
  ['recipient_last_name', '4111 1111 1111 1111', 'looks_like_card_number'],
  ['recipient_last_name', 'x'.repeat(256), 'too_long'],
  ['recipient_address1', '  ', 'required'],
  ['recipient_address2', '', undefined],
  ['recipient_state', 'GA', undefined],
  ['recipient_state', '', 'required'],
  ['recipient_zip', '00000', undefined],
  ['recipient_zip', '30301-12', 'incomplete'],
  ['recipient_zip', '30301-12345', 'too_long'],
  ['recipient_zip', '303011234', undefined],
  ['recipient_zip', 'K1A 0B1', 'invalid'],
  ['recipient_zip', 'D-10115', 'invalid'],
  ['recipient_phone', '+1 (404) 555-0100', undefined],
  ['recipient_phone', '555-0100', 'incomplete'],
  ['recipient_phone', '(123) 123-1234', undefined],
  ['recipient_phone', '1-123-123-1234', undefined],
  ['recipient_phone', '+1 (404) 555', 'incomplete'],
  // The country code and nine digits. Only a gap makes the 1 a country code: Ingo's example number begins with 1.
  ['recipient_phone', '1 404 555 010', 'incomplete'],
  ['recipient_phone', '1-404-555-010', 'incomplete'],
  ['recipient_phone', '(1) 404 555 010', 'incomplete'],
  ['recipient_phone', '１ 404 555 010', 'incomplete'],
  ['recipient_phone', '1231231234', undefined],
  ['recipient_phone', '1404555010', undefined],
  ['recipient_phone', '1 (404) 555-0100', undefined],
  ['recipient_phone', '+1231231234', 'incomplete'],
  ['recipient_phone', '+45 20 12 34 56', 'invalid'],
  ['recipient_phone', '\uff0b4520123456', 'invalid'],
  ['recipient_phone', '+2312312345', 'invalid'],
  ['recipient_phone', '+452012345', 'invalid'],
  ['recipient_phone', '123-123-1234 ext 5', 'too_long'],
  ['recipient_phone', '404-555-0100 x5', 'too_long'],
  ['recipient_phone', '123-123-1234 #5', 'too_long'],
  ['recipient_phone', '+1 404-555-0100 x5', 'too_long'],
  ['recipient_phone', '404-555-01001', 'too_long'],
  ['recipient_phone', '404555 x0100', 'invalid'],
  ['recipient_phone', '404KL50100', 'incomplete'],
  ['recipient_phone', '+45 2012', 'invalid'],
  ['recipient_phone', '+٤٥٢٠١٢٣٤٥', 'invalid'],
  ['recipient_phone', '020 7946 0958', 'invalid'],
  ['recipient_phone', '0045 20 12 34 56', 'invalid'],
  ['recipient_phone', '٤٠٤٥٥٥٠١٠٠', undefined],
  ['recipient_phone', '四〇四五五五〇一〇〇', 'invalid'],
  ['recipient_phone', 'none', 'invalid'],
])('validates %s %j: %s', (name, value, rule) => {
  expect(validateField(name, { [name]: value }, rules)).toBe(rule)
})

test('validates the CVV’s length by the brand', () => {
  const amex = { account: '378282246310005', cvv: '123' }
  expect(validateField('cvv', amex, rules)).toBe('incomplete')
  expect(validateField('cvv', { account: '4111', cvv: '1234' }, rules)).toBe('too_long')
})

test('rejects a brand that is not accepted once it is certain, and accepts an unknown one', () => {
  const visaOnly: FormRules = { ...rules, accepted: ['visa'] }
  expect(validateField('account', { account: '37' }, visaOnly)).toBe('brand_not_accepted')
  expect(validateField('account', { account: '000000000000' }, visaOnly)).toBeUndefined()
})

test('an error that further typing can fix is not unfixable', () => {
  const unfixable = (name: FieldName, value: string, rule: Rule) => isUnfixable(name, { [name]: value }, rule)
  expect(unfixable('account', '4111111111111112', 'check_digit')).toBe(false)
  expect(unfixable('account', '5555555555554445', 'check_digit')).toBe(true)
  expect(unfixable('account', '4111', 'incomplete')).toBe(false)
  expect(unfixable('expiration_date', '01 / 20', 'expired')).toBe(false)
  expect(unfixable('expiration_date', '01 / 19', 'expired')).toBe(true)
})

test('lists errors in visual order, and converts values into the documented format', () => {
  expect([...validateForm({}, rules).keys()].slice(0, 3)).toEqual(['account', 'expiration_date', 'cvv'])
  const values: Values = {
    account: '4111 1111 1111 1111',
    expiration_date: '01 / 29',
    cvv: '123',
    recipient_first_name: '  Jose\u0301  Maria ',
    recipient_address2: ' ',
    recipient_zip: '30301-1234',
    recipient_phone: '+1 (404) 555-0100',
  }
  expect(toRequestBody(values, rules.schema)).toEqual({
    account_type: 'card',
    account: '4111111111111111',
    expiration_date: '2901',
    cvv: '123',
    recipient_first_name: 'José Maria',
    recipient_zip: '30301-1234',
    recipient_phone: '4045550100',
  })
})

test('neither validates nor sends the session’s read-only values', () => {
  const schema = {
    ...createCardSchema(parseVariant('card.no-cvv')),
    readonlyValues: { recipient_zip: '30301' },
  }
  const broken = validateForm({}, { ...rules, schema })
  expect(broken.has('recipient_zip')).toBe(false)
  expect(broken.has('cvv')).toBe(false)
  expect(toRequestBody({ recipient_zip: '30301', cvv: '123' }, schema)).toEqual({ account_type: 'card' })
})

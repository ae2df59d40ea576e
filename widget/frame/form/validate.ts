/** Validates values by the contract's rules and the card's brand. */
import luhn from 'card-validator/dist/luhn-10.js'
import * as z from 'zod/mini'
import { expiryProblem } from '../../../contract/expiry.js'
import {
  account,
  cvv,
  expiration_date,
  recipient,
  rules as ruleNames,
  type Rule,
} from '../../../contract/fields.js'
import type { Brand } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import { detectBrand } from '../input/cardBrand.js'
import { extractDigits } from '../input/digits.js'
import { isOverlong } from '../input/expiry.js'
import { normalizeValue } from './normalize.js'
import { toRecipientField, isRequired, editableFields } from './formSchema.js'
import type { FormSchema, Values } from './values.js'

/** The rules of the validation. */
export type FormRules = {
  schema: FormSchema
  /** Brands that the session accepts; undefined for all. */
  accepted?: Brand[]
  /** The server's time, in ms since 1970; `NaN` while it is unknown. */
  now: () => number
}

const schemas: Partial<Record<FieldName, z.ZodMiniType>> = { account, cvv, expiration_date, ...recipient }

/** The rule that a field's value breaks, if any. */
export function validateField(name: FieldName, values: Values, rules: FormRules): Rule | undefined {
  const value = normalizeValue(name, values[name])
  if (value === '') {
    if (isRequired(rules.schema, name)) return 'required'
    // Only invalid characters were typed: an error, not an empty value.
    return values[name]?.trim() ? 'invalid' : undefined
  }
  const contractRule = () =>
    brokenSchemaRule(rules.schema.method?.schemas[name] ?? schemas[toRecipientField(name)], value)
  switch (toRecipientField(name)) {
    case 'account':
      return brokenNumberRule(value, rules.accepted) ?? contractRule()
    case 'expiration_date':
      return brokenDateRule(value, rules.now()) ?? contractRule()
    case 'cvv':
      return brokenLengthRule(value.length, detectBrand(normalizeValue('account', values.account)).cvvLengths)
    case 'recipient_zip':
      // A code with letters belongs to another country, whatever its length.
      return (
        (/[^\d-]/.test(value) ? undefined : brokenLengthRule(value.replace('-', '').length, [5, 9])) ??
        contractRule()
      )
    case 'recipient_phone':
      return brokenPhoneRule(value) ?? contractRule()
    default:
      return contractRule()
  }
}

/** All broken rules of the form, in the fields' visual order. */
export function validateForm(values: Values, rules: FormRules): Map<FieldName, Rule> {
  const broken = editableFields(rules.schema).map(
    (name) => [name, validateField(name, values, rules)] as const,
  )
  return new Map(broken.filter((entry): entry is [FieldName, Rule] => entry[1] !== undefined))
}

/** Whether further typing can't fix the value. Then the field shows the error before it loses the focus. */
export function isUnfixable(name: FieldName, values: Values, rule: Rule): boolean {
  const value = normalizeValue(name, values[name])
  switch (rule) {
    case 'check_digit':
      return value.length === Math.max(...detectBrand(value).lengths)
    case 'expired':
      // `20…` may be the beginning of a year such as 2029.
      return !value.startsWith('20')
    default:
      return ['too_long', 'brand_not_accepted', 'month_invalid', 'too_far'].includes(rule)
  }
}

function brokenNumberRule(digits: string, accepted?: Brand[]): Rule | undefined {
  const { brand, certain, lengths } = detectBrand(digits)
  if (accepted && certain && !(brand && accepted.includes(brand))) return 'brand_not_accepted'
  const length = brokenLengthRule(digits.length, lengths)
  if (length) return length
  // Some UnionPay numbers have no check digit.
  return brand === 'unionpay' || luhn(digits) ? undefined : 'check_digit'
}

/** A foreign number is invalid, whatever its length. Numbers with another country code, or a leading 0, are foreign. */
function brokenPhoneRule(value: string): Rule | undefined {
  const digits = extractDigits(value)
  const isForeign = /[+\uff0b]/.test(value) ? /^[02-9]/.test(digits) : /^0\d{10}/.test(digits)
  return isForeign ? 'invalid' : brokenLengthRule(digits.length, [10])
}

function brokenLengthRule(length: number, allowed: number[]): Rule | undefined {
  if (allowed.includes(length)) return undefined
  return length > Math.max(...allowed) ? 'too_long' : 'incomplete'
}

function brokenDateRule(value: string, now: number): Rule | undefined {
  if (!/^\d{4}$/.test(value)) return isOverlong(value) ? 'too_long' : 'incomplete'
  const month = Number(value.slice(2))
  return month < 1 || month > 12 ? 'month_invalid' : expiryProblem(value, now)
}

function brokenSchemaRule(schema: z.ZodMiniType | undefined, value: string): Rule | undefined {
  const error = schema?.safeParse(value).error
  const message = error?.issues[0]?.message
  return error && (ruleNames.find((rule) => rule === message) ?? 'invalid')
}

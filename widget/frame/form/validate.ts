/** What is wrong with a value, as the contract and the card's brand have it. */
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
import { normalizeValue } from './normalize.js'
import { type Values } from './values.js'
import { toRecipientField, isRequired, editableFields } from './formSchema.js'
import { type FormSchema } from './values.js'

export type FormRules = {
  schema: FormSchema
  accepted?: Brand[]
  /** The server's time, ms since 1970. */
  now: () => number
}

const schemas: Partial<Record<FieldName, z.ZodMiniType>> = { account, cvv, expiration_date, ...recipient }

/** The rule that a field's value breaks, if any. */
export function validateField(name: FieldName, values: Values, rules: FormRules): Rule | undefined {
  const value = normalizeValue(name, values[name])
  if (value === '') {
    if (isRequired(rules.schema, name)) return 'required'
    // Something is there, and nothing of it counts: it may not just vanish.
    return values[name]?.trim() ? 'invalid' : undefined
  }
  const contractProblem = () =>
    brokenRule(rules.schema.method?.schemas[name] ?? schemas[toRecipientField(name)], value)
  switch (toRecipientField(name)) {
    case 'account':
      return cardNumberProblem(value, rules.accepted) ?? contractProblem()
    case 'expiration_date':
      return dateProblem(value, rules.now()) ?? contractProblem()
    case 'cvv':
      return lengthProblem(value.length, detectBrand(normalizeValue('account', values.account)).cvvLengths)
    case 'recipient_zip':
      return lengthProblem(value.replace(/\D/g, '').length, [5, 9]) ?? contractProblem()
    case 'recipient_phone':
      return lengthProblem(value.length, [10]) ?? contractProblem()
    default:
      return contractProblem()
  }
}

/** Every broken rule of the form, in the fields' visual order. */
export function validateForm(values: Values, rules: FormRules): Map<FieldName, Rule> {
  const problems = editableFields(rules.schema).map(
    (name) => [name, validateField(name, values, rules)] as const,
  )
  return new Map(problems.filter((entry): entry is [FieldName, Rule] => entry[1] !== undefined))
}

/** Whether typing on could not mend the value any more: then the problem is said before the field is left. */
export function isUnfixable(name: FieldName, values: Values, problem: Rule): boolean {
  const value = normalizeValue(name, values[name])
  switch (problem) {
    case 'check_digit':
      return value.length === Math.max(...detectBrand(value).lengths)
    case 'expired':
      // The 20 of a year that is going to be 2029.
      return !value.startsWith('20')
    default:
      return ['too_long', 'brand_not_accepted', 'month_invalid', 'too_far'].includes(problem)
  }
}

function cardNumberProblem(digits: string, accepted?: Brand[]): Rule | undefined {
  const { brand, certain, lengths } = detectBrand(digits)
  if (accepted && certain && !(brand && accepted.includes(brand))) return 'brand_not_accepted'
  const length = lengthProblem(digits.length, lengths)
  if (length) return length
  // UnionPay issues numbers without a check digit.
  return brand === 'unionpay' || luhn(digits) ? undefined : 'check_digit'
}

function lengthProblem(length: number, allowed: number[]): Rule | undefined {
  if (allowed.includes(length)) return undefined
  return length > Math.max(...allowed) ? 'too_long' : 'incomplete'
}

function dateProblem(value: string, now: number): Rule | undefined {
  if (!/^\d{4}$/.test(value)) return 'incomplete'
  const month = Number(value.slice(2))
  return month < 1 || month > 12 ? 'month_invalid' : expiryProblem(value, now)
}

function brokenRule(schema: z.ZodMiniType | undefined, value: string): Rule | undefined {
  const error = schema?.safeParse(value).error
  const message = error?.issues[0]?.message
  return error && (ruleNames.find((rule) => rule === message) ?? 'invalid')
}

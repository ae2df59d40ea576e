/**
 * The frame's report on one document of the form: how far the cardholder got. It has names of fields and rules, codes,
 * and two times. It has no value, no length, no time of any other key, and nothing that identifies a session or a
 * person.
 */
import * as z from 'zod/mini'
import { beneficiary, payee } from './check.js'
import { errors, formErrors, type ErrorCode, type FormErrorCode } from './errors.js'
import { recipientFields, rules } from './fields.js'
import { languages } from './languages.js'
import { openBankingFields } from './openBanking.js'

/** Distinguished by the pointer and the screen. No finer detail is reported. */
export const devices = ['phone', 'tablet', 'desktop'] as const
export type Device = (typeof devices)[number]

/** `completed`: the cardholder left the field with a valid value. Otherwise, the rule that the value broke. */
export const fieldResults = ['completed', ...rules] as const
export type FieldResult = (typeof fieldResults)[number]

/** How submits ended: a token, or the code of the error that the page received. */
export const formOutcomes = [
  'tokenized',
  ...formErrors,
  ...(Object.keys(errors) as ErrorCode[]),
] as const satisfies ('tokenized' | FormErrorCode | ErrorCode)[]
export type FormOutcome = (typeof formOutcomes)[number]

/** The form's languages. `other`: the page has replaced the messages by those of another language. */
export const funnelLanguages = [...languages, 'other'] as const

/** The fields of each account type's form. */
export const formFields = {
  card: ['account', 'expiration_date', 'cvv', ...recipientFields],
  check: [...Object.keys(beneficiary), ...Object.keys(payee)] as (
    keyof typeof beneficiary | keyof typeof payee
  )[],
  'open-banking': Object.keys(openBankingFields) as (keyof typeof openBankingFields)[],
} as const

/** An upper bound: a document of the form rarely stays open for a week. */
const MAX_SECONDS = 7 * 24 * 60 * 60

/** In seconds since the form was shown. */
const seconds = z.optional(
  z
    .number()
    .check(
      z.gte(0, 'should be a number of seconds, 0 or more'),
      z.lte(MAX_SECONDS, 'should be at most the seconds of a week'),
    ),
)

/** A list without duplicates: each name counts once for a form. */
function set<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z
    .array(z.enum(names))
    .check(
      z.refine((list) => new Set(list).size === list.length, 'should have no duplicates. Send each once'),
    )
}

function createFormReport(names: readonly string[]) {
  const fields = names.map((name) => [name, z.optional(set(fieldResults))] as const)
  return z.optional(
    z.strictObject({
      shown: z.optional(z.literal(true)),
      first_key_seconds: seconds,
      submitted: z.optional(z.literal(true)),
      token_seconds: seconds,
      fields: z.optional(z.strictObject(Object.fromEntries(fields))),
      outcomes: z.optional(set(formOutcomes)),
    }),
  )
}

/** The body of `POST /v1/funnel/{merchant}`, with a part for the form of each account type that was shown. */
export const funnelReport = z.strictObject({
  language: z.enum(funnelLanguages),
  device: z.enum(devices),
  forms: z.strictObject({
    card: createFormReport(formFields.card),
    check: createFormReport(formFields.check),
    'open-banking': createFormReport(formFields['open-banking']),
  }),
})
export type FunnelReport = z.infer<typeof funnelReport>
/** What is new in one form since the last report. */
export type FormReport = NonNullable<FunnelReport['forms']['card']>

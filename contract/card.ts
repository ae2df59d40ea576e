/** Cards. Source: https://developers.ingopayments.com, `verify--card`, "Tokenize a debit or credit card account". */
import * as z from 'zod/mini'
import {
  documentedField,
  echoedField,
  integerField,
  postingFields,
  textField,
  verifiedFields,
} from './gatewayResponse.js'
import { account, cvv, expiration_date, recipient } from './fields.js'
import { amount, participant } from './participant.js'
import type { CardPolicy } from './policy.js'

/** The request to Ingo's `verify--card` with a card number: grouping 3 of its page. `timestamp` in seconds. */
export const verifyCardRequest = z.strictObject({
  participant_id: z.int(),
  account_type: z.literal('CA'),
  amount: z.optional(amount),
  account: z.string().check(z.minLength(1), z.maxLength(255)),
  expiration_date: z.optional(expiration_date),
  cvv: z.optional(cvv),
  ...recipient,
  ...participant,
  timestamp: z.int(),
  version: z.literal(11),
})
export type VerifyCardRequest = z.infer<typeof verifyCardRequest>

const unconditional = { account_type: z.literal('card'), account, ...recipient }
const required = { expiration_date, cvv }
const optional = { expiration_date: z.optional(expiration_date), cvv: z.optional(cvv) }

function createCardCapture(policy: CardPolicy) {
  const policyField = (field: 'expiration_date' | 'cvv') => {
    if (policy[field] === 'off') return {}
    return { [field]: policy[field] === 'required' ? required[field] : optional[field] }
  }
  // TypeScript does not see computed keys, so the type names both fields. A field that is off is rejected as unknown.
  return z.strictObject({
    ...unconditional,
    ...policyField('expiration_date'),
    ...policyField('cvv'),
  }) as z.ZodMiniObject<typeof unconditional & typeof optional, z.core.$strict>
}

const schemas = new Map<string, ReturnType<typeof createCardCapture>>()

/**
 * The body of `POST /v1/captures` for a card. There is one schema for each of the nine policies. It is compiled,
 * because the server parses a body for every capture.
 */
export function cardCapture(policy: CardPolicy): ReturnType<typeof createCardCapture> {
  const key = `${policy.cvv} ${policy.expiration_date}`
  const schema = schemas.get(key) ?? z.compile(createCardCapture(policy))
  schemas.set(key, schema)
  return schema
}
export type CardCapture = z.infer<ReturnType<typeof createCardCapture>>

/**
 * 1 or 0. Booleans, `'0'` and `'1'` are accepted too: if `false` were ignored, a card that can't be paid would pass.
 */
function flagField() {
  return z.catch(z.optional(z.literal([0, 1])), ({ value }) => {
    if (value === false || value === '0') return 0
    return value === true || value === '1' ? 1 : undefined
  })
}

/**
 * Ingo's samples have amounts such as `1500.00`. A dollar sign, thousands separators, a currency and a few blanks are
 * accepted too. The number of blanks is limited: without a limit, a long text would block the process for seconds.
 */
export const AMOUNT = /^\s{0,9}\$?\s{0,9}([0-9,]{1,15}(?:\.[0-9]{1,4})?)\s{0,9}(?:USD)?\s{0,9}$/i

/** Dollars as text. A number is read as text. */
function amountField() {
  return z.catch(z.optional(z.string().check(z.regex(AMOUNT), z.maxLength(30))), ({ value }) =>
    typeof value === 'number' && AMOUNT.test(String(value)) ? String(value) : undefined,
  )
}

/** An issuer's limits for a push (`credit_info`) or a pull (`debit_info`). */
const limits = z.looseObject({
  min: amountField(),
  max: amountField(),
  card_type: textField(),
  ...postingFields,
})
const issuer = z.looseObject({
  payee_id: textField(),
  payee_name: textField(),
  payee_address: textField(),
  payee_city: textField(),
  payee_state: textField(),
  payee_zip: textField(),
  credit_info: documentedField(limits),
  debit_info: documentedField(limits),
  issuing_network: textField(),
  credit_enabled: flagField(),
  debit_enabled: flagField(),
})
export type Issuer = z.infer<typeof issuer>

/** Each element is parsed by itself, so that an invalid one does not discard the others. */
export const issuers = z.catch(z.optional(z.array(issuer)), ({ value }) =>
  [value]
    .flat<unknown[]>()
    .map((one) => issuer.safeParse(one).data)
    .filter((one): one is Issuer => one !== undefined),
)

/**
 * The `data` of a verified card. It requires only the token. The others are typed as documented.
 * `cardValidation.ts` has the values of the network's reference data, whose keys Ingo does not publish.
 */
export const verifiedCard = z.looseObject({
  ...verifiedFields,
  expiration_date: echoedField(),
  issuers,
  count: integerField(),
})
export type VerifiedCard = z.infer<typeof verifiedCard>

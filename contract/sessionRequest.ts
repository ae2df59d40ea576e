/** The session as the merchant's backend creates and retrieves it. */
import * as z from 'zod/mini'
import { gatewayResponse } from './gatewayResponse.js'
import type { VerifiedCard } from './card.js'
import { customer_account_token, text } from './fields.js'
import type { Lenient } from './notGiven.js'
import { brokenOriginRule, ORIGIN_RULE } from './originRules.js'
import { merchantName } from './merchantName.js'
import { metadata } from './metadata.js'
import { amount, merchantIds } from './participant.js'
import { notPayableReasons } from './payable.js'
import { cardRequirements } from './cardRequirements.js'
import { choice, nameList, namesEachOnce, namesOne, wholeNumber } from './choices.js'
import { accountTypes, brands, knownRecipient, postingTimes } from './session.js'
import { hiddenIsComplete, requireFits, requireSetting } from './sessionRules.js'
import { checkOfSession, type VerifiedCheck } from './verifyCheck.js'
import { openBankingOfSession } from './verifyOpenBanking.js'

/** The values that the host page may see beside the token. */
export const revealable = [
  'last_4',
  'expiration_date',
  'issuing_network',
  'card_type',
  'payee_name',
  'push_max',
  'estimated_posting_time',
  'estimated_posting_date',
] as const

const brandNicknames = {
  amex: 'american-express',
  mc: 'mastercard',
  diners: 'diners-club',
  cup: 'unionpay',
} as const

const isOriginOfPage = z.check<string>(({ value, issues }) => {
  const message = brokenOriginRule(value)
  if (message !== undefined) issues.push({ code: 'custom', message, input: value })
})

/** The body of `POST /v1/sessions`. Card data comes from the frame alone: here its fields are rejected as unknown. */
export const sessionRequest = z
  .strictObject({
    origin: z.string(ORIGIN_RULE).check(isOriginOfPage),
    account_types: z._default(nameList(accountTypes).check(namesOne(accountTypes), namesEachOnce()), [
      'card',
    ]),
    ...merchantIds,
    amount: z.optional(amount),
    require: z.optional(cardRequirements),
    recipient: z.optional(knownRecipient),
    check: z.optional(checkOfSession),
    open_banking: z.optional(openBankingOfSession),
    /** The form asks for recipient_business_name, which is optional. */
    ask_business_name: z._default(z.boolean(), false),
    recipient_fields: z._default(choice(['editable', 'readonly', 'hidden']), 'editable'),
    accepted_brands: z.optional(nameList(brands, brandNicknames).check(namesOne(brands))),
    estimated_posting_times: z.optional(postingTimes),
    reveal: z._default(nameList(revealable), []),
    locale: z.optional(text(35)),
    /** What the form calls the merchant, as in “Please contact Acme”. */
    merchant_name: z.optional(merchantName),
    /** The merchant's own values, returned with the session and in its webhooks. The frame never gets them. */
    metadata: z.optional(metadata),
    max_attempts: z._default(wholeNumber(1, 20, 'attempts'), 5),
    expires_in: z._default(wholeNumber(60, 86_400, 'seconds'), 1800),
  })
  .check(requireSetting('check', 'check'))
  .check(requireSetting('open-banking', 'open_banking'))
  .check(hiddenIsComplete, requireFits)
/**
 * A session as the merchant's backend writes it: keys with a default are optional, and optional ones may be null.
 * `expires_in` in seconds.
 */
export type SessionInput = Lenient<z.input<typeof sessionRequest>>
/** A session with the defaults filled in. */
export type SessionRequest = z.infer<typeof sessionRequest>

/**
 * The response of `POST /v1/sessions`. `expires_at` is ISO 8601 in UTC. `participant_unique_id1` is the one in use: the
 * request's, or the server's own.
 */
export const createdSession = z.object({
  id: z.string(),
  url: z.url(),
  expires_at: z.string(),
  participant_unique_id1: z.string(),
  metadata: z.optional(metadata),
})
export type CreatedSession = z.infer<typeof createdSession>

export const sessionStates = [
  'open',
  'processing',
  'unknown',
  'tokenized',
  'exhausted',
  'expired',
  'canceled',
  'refused',
] as const
export type SessionState = (typeof sessionStates)[number]

/** States of a capture that Ingo has put under review. */
export const reviewStates = ['pending', 'cleared', 'failed'] as const

/** Every documented field of a success's `data`, of every account type. */
type GatewayData = Partial<VerifiedCard> & Partial<VerifiedCheck>
/**
 * Ingo's response as the merchant's backend gets it: the documented fields, each by its schema, and short values that
 * Ingo adds. `data` is typed as documented; the server has checked it.
 */
export const backendAnswer = z.extend(gatewayResponse, { data: z.optional(z.custom<GatewayData>()) })
export type BackendAnswer = z.infer<typeof backendAnswer>

/**
 * A token besides the session's own. It belongs to a verified card that misses `require` (`payable` is false), or to a
 * capture whose outcome became known after another one had succeeded.
 */
const otherToken = z.object({
  customer_account_token,
  participant_unique_id1: z.string(),
  payable: z.optional(z.literal(false)),
  reason: z.optional(z.enum(notPayableReasons)),
})
export type OtherToken = z.infer<typeof otherToken>

/**
 * The response of `GET /v1/sessions/{id}`. `gateway` is Ingo's last response. `expires_at` is ISO 8601 in UTC.
 * `payable` is false while the only token is that of a card that misses `require`; `reason` says which part. Every
 * token but that of the first success is in `other_tokens`.
 */
export const retrievedSession = z.object({
  id: z.string(),
  status: z.enum(sessionStates),
  attempts: z.int(),
  expires_at: z.string(),
  account_type: z.optional(z.enum(accountTypes)),
  customer_account_token: z.optional(customer_account_token),
  /** The id of the capture that got `customer_account_token`. Without a token, the id in use. */
  participant_unique_id1: z.string(),
  ...z.pick(otherToken, { payable: true, reason: true }).shape,
  other_tokens: z.optional(z.array(otherToken)),
  participant_unique_id2: z.optional(z.string()),
  metadata: z.optional(metadata),
  /** The latest state of the latest review, as far as the server knows it. */
  review: z.optional(z.enum(reviewStates)),
  /** No account can be captured in this session any more: create another. */
  needs_new_session: z.optional(z.literal(true)),
  gateway: z.optional(backendAnswer),
})
export type RetrievedSession = z.infer<typeof retrievedSession>

/**
 * The response of `GET /v1/sessions`, newest first. `has_more`: there are older ones. `unreadable`: the ids of sessions of
 * this page that the server can't open, because CAPTURE_SEALING_KEYS lacks their key.
 */
export const sessionList = z.object({
  sessions: z.array(retrievedSession),
  has_more: z.boolean(),
  unreadable: z.optional(z.array(z.string())),
})
export type SessionList = z.infer<typeof sessionList>

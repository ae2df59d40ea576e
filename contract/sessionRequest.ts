/** A session as the merchant's backend makes it, and as it reads what became of it. */
import * as z from 'zod/mini'
import { gatewayResponse } from './gatewayResponse.js'
import type { VerifiedCard } from './card.js'
import { customer_account_token, text } from './fields.js'
import { isOrigin } from './origin.js'
import { amount, participant } from './participant.js'
import { accountTypes, brands, knownRecipient } from './session.js'
import { hiddenIsWhole, settingOf } from './sessionRules.js'
import { checkOfSession, type VerifiedCheck } from './verifyCheck.js'
import { openBankingOfSession } from './verifyOpenBanking.js'

/** What the host page may see beside the token. */
export const revealable = ['last_4', 'expiration_date', 'issuing_network', 'estimated_posting_time'] as const

/** `POST /v1/sessions`. Card data has one door, the frame: as unknown keys, its fields are refused here. */
export const sessionRequest = z
  .strictObject({
    origin: z.string().check(z.refine(isOrigin, 'must be an origin such as https://shop.example')),
    account_types: z._default(
      z
        .array(z.enum(accountTypes))
        .check(z.minLength(1))
        .check(z.refine((types) => new Set(types).size === types.length, 'may name each type once')),
      ['card'],
    ),
    ...participant,
    amount: z.optional(amount),
    recipient: z.optional(knownRecipient),
    check: z.optional(checkOfSession),
    open_banking: z.optional(openBankingOfSession),
    recipient_fields: z._default(z.enum(['editable', 'readonly', 'hidden']), 'editable'),
    accepted_brands: z.optional(z.array(z.enum(brands)).check(z.minLength(1))),
    reveal: z._default(z.array(z.enum(revealable)), []),
    locale: z.optional(text(35)),
    max_attempts: z._default(z.int().check(z.minimum(1), z.maximum(20)), 5),
    expires_in: z._default(z.int().check(z.minimum(60), z.maximum(86_400)), 1800),
  })
  .check(settingOf('check', 'check'))
  .check(settingOf('open-banking', 'open_banking'))
  .check(hiddenIsWhole)
/** As the merchant writes it: what has a default may be left out. */
export type SessionInput = z.input<typeof sessionRequest>
export type SessionRequest = z.infer<typeof sessionRequest>

/** Answer of `POST /v1/sessions`. */
export const createdSession = z.object({ id: z.string(), url: z.url(), expires_at: z.string() })
export type CreatedSession = z.infer<typeof createdSession>

export const sessionStates = ['open', 'processing', 'unknown', 'tokenized', 'exhausted', 'expired'] as const
export type SessionState = (typeof sessionStates)[number]

/** Every documented field of a success's `data`, whichever account type it is of. */
export type GatewayData = Partial<VerifiedCard> & Partial<VerifiedCheck>
/**
 * Ingo's documented answer as the merchant's backend gets it: whole and as it came. `data` is typed as
 * documented and not checked again, so that nothing is lost of what Ingo adds or changes.
 */
export const backendAnswer = z.extend(gatewayResponse, { data: z.optional(z.custom<GatewayData>()) })
export type BackendAnswer = z.infer<typeof backendAnswer>

/** Answer of `GET /v1/sessions/{id}`; `gateway` is Ingo's last documented answer, the whole of it. */
export const retrievedSession = z.object({
  id: z.string(),
  status: z.enum(sessionStates),
  attempts: z.int(),
  expires_at: z.string(),
  account_type: z.optional(z.enum(accountTypes)),
  customer_account_token: z.optional(customer_account_token),
  gateway: z.optional(backendAnswer),
})
export type RetrievedSession = z.infer<typeof retrievedSession>

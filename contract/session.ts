/** A session is one cardholder's one capture. Here is what the frame knows of it; what makes one is beside. */
import * as z from 'zod/mini'
import { customer_account_token, recipient } from './fields.js'
import { requirements } from './policy.js'

/** The methods of payment; `open-banking` is a preview, off unless the operator has turned it on. */
export const accountTypes = ['card', 'check', 'open-banking'] as const
export type AccountType = (typeof accountTypes)[number]
/** Brands as card-validator names them. */
export const brands = [
  'visa',
  'mastercard',
  'american-express',
  'discover',
  'diners-club',
  'jcb',
  'unionpay',
  'maestro',
] as const
export type Brand = (typeof brands)[number]

/** What may be known of a recipient beforehand. */
export const knownRecipient = z.partial(z.strictObject(recipient))

/** Answer of `POST /v1/captures`: the token, and what the session reveals. */
export const captureResponse = z.object({
  customer_account_token,
  last_4: z.optional(z.string()),
  expiration_date: z.optional(z.string()),
  issuing_network: z.optional(z.string()),
  estimated_posting_time: z.optional(z.string()),
  /** What the form shows to the cardholder and keeps from the host page. */
  shown: z.optional(
    z.object({
      estimated_posting_time: z.optional(z.string()),
      estimated_posting_date: z.optional(z.string()),
    }),
  ),
})
export type CaptureResponse = z.infer<typeof captureResponse>

/** Answer of `GET /v1/session`: what the form needs and nothing else. */
export const frameSession = z.object({
  origin: z.string(),
  account_types: z.array(z.enum(accountTypes)),
  cvv: z.enum(requirements),
  expiration_date: z.enum(requirements),
  recipient: z.optional(knownRecipient),
  /** `knownCheck`: read by the check's form, which alone has that schema. */
  check: z.optional(z.unknown()),
  recipient_fields: z.enum(['editable', 'readonly', 'hidden']),
  accepted_brands: z.optional(z.array(z.enum(brands))),
  locale: z.optional(z.string()),
  attempts_left: z.int(),
  expires_at: z.string(),
  server_time: z.string(),
  test: z.boolean(),
  /** Of a session that has its token already: a frame that was reloaded gets there too. */
  tokenized: z.optional(z.object({ account_type: z.enum(accountTypes), answer: captureResponse })),
})
export type FrameSession = z.infer<typeof frameSession>

/** The session as the frame sees it. The merchant's side of it is in `sessionRequest.ts`. */
import * as z from 'zod/mini'
import { customer_account_token, recipient, text } from './fields.js'
import { requirements } from './policy.js'

/** The account types. `open-banking` is a preview, off unless the operator has turned it on. */
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

/** The session's values for a recipient, any part of them. */
export const knownRecipient = z.partial(z.strictObject(recipient))

/** When a payment to an account of each type posts: Ingo's `estimated_posting_time`, or other words. */
export const postingTimes = z.strictObject({
  card: z.optional(text(80)),
  check: z.optional(text(80)),
  open_banking: z.optional(text(80)),
})

/** The response of `POST /v1/captures`: the token, and the values that the session reveals. */
export const captureResponse = z.object({
  customer_account_token,
  last_4: z.optional(z.string()),
  expiration_date: z.optional(z.string()),
  issuing_network: z.optional(z.string()),
  card_type: z.optional(z.string()),
  payee_name: z.optional(z.string()),
  push_max: z.optional(z.string()),
  estimated_posting_time: z.optional(z.string()),
  estimated_posting_date: z.optional(z.string()),
  /** What the form shows to the cardholder and does not pass to the host page. */
  shown: z.optional(
    z.object({
      brand: z.optional(z.string()),
      last_4: z.optional(z.string()),
      estimated_posting_time: z.optional(z.string()),
      estimated_posting_date: z.optional(z.string()),
    }),
  ),
})
export type CaptureResponse = z.infer<typeof captureResponse>

/** The response of `GET /v1/session`: what the form needs. `expires_at` and `server_time` are ISO 8601 in UTC. */
export const frameSession = z.object({
  origin: z.string(),
  account_types: z.array(z.enum(accountTypes)),
  cvv: z.enum(requirements),
  expiration_date: z.enum(requirements),
  recipient: z.optional(knownRecipient),
  /** `knownCheck` of `check.ts`. Parsed by the check's form, so that the card's script does not carry the schema. */
  check: z.optional(z.unknown()),
  /** The fields that the form for open banking asks for. The session's own values never reach the browser. */
  open_banking: z.optional(z.array(z.string())),
  ask_business_name: z.optional(z.literal(true)),
  /** Nothing has been submitted in this session. */
  is_new: z.optional(z.literal(true)),
  /** A capture is being verified right now. */
  processing: z.optional(z.literal(true)),
  /**
   * The outcome of the session's last capture is unknown. `may_change`: other content may be captured now.
   * `needs_new_session`: none may, in this session.
   */
  unresolved: z.optional(
    z.object({ may_change: z.boolean(), needs_new_session: z.optional(z.literal(true)) }),
  ),
  recipient_fields: z.enum(['editable', 'readonly', 'hidden']),
  accepted_brands: z.optional(z.array(z.enum(brands))),
  estimated_posting_times: z.optional(postingTimes),
  locale: z.optional(z.string()),
  merchant_name: z.optional(z.string()),
  attempts_left: z.int(),
  expires_at: z.string(),
  server_time: z.string(),
  test: z.boolean(),
  /** The frame reports how far the cardholder gets. */
  funnel: z.optional(z.literal(true)),
  /** The result of a session that has its token, so that a reloaded frame shows it. */
  tokenized: z.optional(z.object({ account_type: z.enum(accountTypes), answer: captureResponse })),
})
export type FrameSession = z.infer<typeof frameSession>

/** A session is one cardholder's one capture, made by the merchant's backend. */
import * as z from 'zod/mini'
import { gatewayAnswer, requirements, type VerifiedCard } from './card.js'
import { amount, customer_account_token, participant, recipient, text } from './fields.js'

/** Flows this version offers. */
export const accountTypes = ['card'] as const
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

/** What the host page may see beside the token. */
export const revealable = ['last_4', 'expiration_date', 'issuing_network', 'estimated_posting_time'] as const

/** An exact web origin: scheme, host and port as a browser writes them, nothing else. */
const ORIGIN = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::([1-9][0-9]{0,4}))?$/
const LOOPBACK = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]|(?:[a-z0-9-]+\.)+localhost)$/
const defaultPorts: Record<string, string> = { http: '80', https: '443' }

/** Whether a URL's hostname is this machine's own. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname)
}

/** Whether `value` is what a browser calls an origin; `http:` for loopback hosts only. */
export function isOrigin(value: string): boolean {
  const [, scheme = '', host = '', port] = ORIGIN.exec(value) ?? []
  if (port === defaultPorts[scheme] || Number(port ?? 0) > 65_535) return false
  return scheme === 'https' || (scheme === 'http' && isLoopback(host))
}

const knownRecipient = z.partial(z.strictObject(recipient))
export type KnownRecipient = z.infer<typeof knownRecipient>
const mandatory = [
  'recipient_first_name',
  'recipient_last_name',
  'recipient_address1',
  'recipient_city',
  'recipient_state',
  'recipient_zip',
] as const

/** `POST /v1/sessions`. Card data has one door, the frame: as unknown keys, its fields are refused here. */
export const sessionRequest = z
  .strictObject({
    origin: z.string().check(z.refine(isOrigin, 'must be an origin such as https://shop.example')),
    account_types: z._default(z.array(z.enum(accountTypes)).check(z.minLength(1)), ['card']),
    ...participant,
    amount: z.optional(amount),
    recipient: z.optional(knownRecipient),
    recipient_fields: z._default(z.enum(['editable', 'readonly', 'hidden']), 'editable'),
    accepted_brands: z.optional(z.array(z.enum(brands)).check(z.minLength(1))),
    reveal: z._default(z.array(z.enum(revealable)), []),
    locale: z.optional(text(35)),
    max_attempts: z._default(z.int().check(z.minimum(1), z.maximum(20)), 5),
    expires_in: z._default(z.int().check(z.minimum(60), z.maximum(86_400)), 1800),
  })
  .check(
    z.refine(
      (body) =>
        body.recipient_fields !== 'hidden' ||
        mandatory.every((field) => body.recipient?.[field] !== undefined),
      { path: ['recipient_fields'], error: 'hidden needs every required recipient value' },
    ),
  )
/** As the merchant writes it: what has a default may be left out. */
export type SessionInput = z.input<typeof sessionRequest>
export type SessionRequest = z.infer<typeof sessionRequest>

/** Answer of `POST /v1/sessions`. */
export const createdSession = z.object({ id: z.string(), url: z.url(), expires_at: z.string() })
export type CreatedSession = z.infer<typeof createdSession>

export const sessionStates = ['open', 'processing', 'unknown', 'tokenized', 'exhausted', 'expired'] as const
export type SessionState = (typeof sessionStates)[number]

/** Answer of `GET /v1/sessions/{id}`; `gateway` is Ingo's last documented answer, the whole of it. */
export const retrievedSession = z.object({
  id: z.string(),
  status: z.enum(sessionStates),
  attempts: z.int(),
  expires_at: z.string(),
  account_type: z.optional(z.enum(accountTypes)),
  customer_account_token: z.optional(customer_account_token),
  gateway: z.optional(gatewayAnswer),
})
export type RetrievedSession = z.infer<typeof retrievedSession>

/** Answer of `POST /v1/captures`: the token, and what the session reveals. */
export const captureAnswer = z.object({
  customer_account_token,
  last_4: z.optional(z.string()),
  expiration_date: z.optional(z.string()),
  issuing_network: z.optional(z.string()),
  estimated_posting_time: z.optional(z.string()),
})
export type CaptureAnswer = z.infer<typeof captureAnswer>

/** Answer of `GET /v1/session`: what the form needs and nothing else. */
export const frameSession = z.object({
  origin: z.string(),
  account_types: z.array(z.enum(accountTypes)),
  cvv: z.enum(requirements),
  expiration_date: z.enum(requirements),
  recipient: z.optional(knownRecipient),
  recipient_fields: z.enum(['editable', 'readonly', 'hidden']),
  accepted_brands: z.optional(z.array(z.enum(brands))),
  locale: z.optional(z.string()),
  attempts_left: z.int(),
  expires_at: z.string(),
  server_time: z.string(),
  test: z.boolean(),
  /** Of a session that has its token already: a frame that was reloaded gets there too. */
  answer: z.optional(captureAnswer),
})
export type FrameSession = z.infer<typeof frameSession>

/** Picks what the session lets the page see out of a verified card. */
export function revealed(card: VerifiedCard, reveal: SessionRequest['reveal']): CaptureAnswer {
  const issuer = card.issuers?.[0]
  const values = {
    last_4: card.last_4,
    expiration_date: card.expiration_date,
    issuing_network: issuer?.issuing_network,
    estimated_posting_time: (issuer?.credit_info ?? issuer?.debit_info)?.estimated_posting_time,
  }
  const shown = reveal
    .filter((name) => values[name] !== undefined)
    .map((name) => [name, values[name]] as const)
  return { customer_account_token: card.customer_account_token, ...Object.fromEntries(shown) }
}

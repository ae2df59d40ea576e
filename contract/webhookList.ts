/** The events of webhooks as the merchant's backend lists them. Apart from webhook.ts, whose types are published. */
import * as z from 'zod/mini'
import { webhookBody } from './webhook.js'

/**
 * - `pending`: will be sent.
 * - `delivered`: the backend has accepted it.
 * - `failed`: it was given up.
 * - `recorded`: there was no URL when it happened.
 */
const eventStatuses = ['pending', 'delivered', 'failed', 'recorded'] as const

/** An event with its delivery. `error` says why the latest try failed: an HTTP status or a code. */
const listedEvent = z.object({
  id: z.string(),
  ...webhookBody.shape,
  delivery: z.object({
    status: z.enum(eventStatuses),
    tries: z.int(),
    error: z.optional(z.string()),
  }),
})
export type ListedEvent = z.infer<typeof listedEvent>

/**
 * The response of `GET /v1/webhooks`. `has_more`: there are more events in the direction that was asked for. `unreadable`:
 * the ids of events of this page that the server can't open, because CAPTURE_SEALING_KEYS lacks their key.
 */
export const webhookList = z.object({
  events: z.array(listedEvent),
  has_more: z.boolean(),
  unreadable: z.optional(z.array(z.string())),
})
export type WebhookList = z.infer<typeof webhookList>

/** The response of `POST /v1/webhooks/{id}/resend`. */
export const resentEvent = z.object({ id: z.string(), status: z.literal('pending') })
export type ResentEvent = z.infer<typeof resentEvent>

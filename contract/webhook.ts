/** What the capture server sends to the merchant's webhook, in the format of the Standard Webhooks specification. */
import * as z from 'zod/mini'
import { errors, type ErrorCode } from './errors.js'
import { customer_account_token } from './fields.js'
import { metadata } from './metadata.js'
import { notPayableReasons } from './payable.js'
import { accountTypes } from './session.js'
import { reviewStates, sessionStates } from './sessionRequest.js'
import { webhookEventTypes } from './webhookEventTypes.js'

/**
 * The session when the event happened. `code` is the error code that a capture ended with. `customer_account_token`
 * is present only if the operator has set CAPTURE_WEBHOOK_TOKEN.
 */
const webhookData = z.object({
  id: z.string(),
  merchant: z.string(),
  status: z.enum(sessionStates),
  attempts: z.int(),
  /** The id of the capture that the event is about. Without a capture, the id in use. */
  participant_unique_id1: z.string(),
  participant_unique_id2: z.optional(z.string()),
  metadata: z.optional(metadata),
  account_type: z.optional(z.enum(accountTypes)),
  code: z.optional(z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]])),
  reason: z.optional(z.enum(notPayableReasons)),
  /** The review of the capture that the event is about, if Ingo reviews it. */
  review: z.optional(z.enum(reviewStates)),
  customer_account_token: z.optional(customer_account_token),
})
export type WebhookData = z.infer<typeof webhookData>

/** The body of a webhook. `timestamp` is when the event happened, ISO 8601 in UTC. */
export const webhookBody = z.object({
  type: z.enum(webhookEventTypes),
  timestamp: z.string(),
  data: webhookData,
})
export type WebhookBody = z.infer<typeof webhookBody>

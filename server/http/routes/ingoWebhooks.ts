/**
 * For Ingo: its events about reviews. Off unless the merchant has a secret for the path, and the addresses that may
 * send. Logs and errors contain no part of the body.
 */
import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { ReceivedEvent } from '../../../contract/ingoWebhook.js'
import { endReview } from '../../captures/endReview.js'
import { readReviewEvent } from '../../captures/reviewEvent.js'
import { isInRanges } from '../../config/ingoWebhook.js'
import type { Merchant } from '../../config/merchant.js'
import { keyDigest } from '../../config/secretKey.js'
import { ProblemError } from '../../problem.js'
import { findClient } from '../clientAddress.js'
import type { CaptureContext, Variables } from '../context.js'
import type { Dependencies } from '../dependencies.js'
import { readJson } from '../jsonBody.js'
import { respondJson } from '../respond.js'

export function ingoWebhookRoutes(dependencies: Dependencies) {
  const { config, shapes, log, metrics, peerAddress } = dependencies

  /** Throws `not_found` for a wrong secret too, so that the response does not show whether the merchant has one. */
  function authenticate(c: CaptureContext, id: string, secret: string): Merchant {
    const merchant = config.merchants.find((each) => each.id === id)
    const digest = keyDigest(secret)
    const matches = (merchant?.ingoWebhook?.secrets ?? []).filter((known) => timingSafeEqual(known, digest))
    if (!merchant?.ingoWebhook || matches.length === 0) throw new ProblemError('not_found')
    const client = findClient(c, { trustedProxies: config.trustedProxies, peerAddress })
    if (isInRanges(client, merchant.ingoWebhook.ranges)) return merchant
    report(merchant, 'rejected', { reason: 'address' })
    throw new ProblemError('unauthorized', {
      status: 403,
      detail: 'The address is not one of INGO_WEBHOOK_ADDRESSES.',
    })
  }

  function report(
    { id: merchant }: Merchant,
    outcome: string,
    fields: { reason?: string; session?: string },
  ) {
    metrics.ingoWebhooks.inc({ merchant, outcome })
    const isExpected = ['applied', 'unchanged', 'other_event', 'in_progress'].includes(outcome)
    log[isExpected ? 'info' : 'warn']('ingo webhook', { merchant, outcome, ...fields })
  }

  async function receive(
    c: CaptureContext,
    merchant: Merchant,
  ): Promise<ReceivedEvent & { session?: string }> {
    const body = await readJson(c)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) shapes.record('webhook', body)
    const event = readReviewEvent(body)
    if (event === 'other') return { result: 'other_event' }
    if (event === 'unreadable')
      throw new ProblemError('invalid_request', {
        status: 422,
        detail:
          'The event doesn’t name one review. Send its code, 1107 or 1108, with a participant_unique_id1, a participant_unique_id2 or a customer_account_token, each once.',
      })
    return endReview(dependencies, merchant, event)
  }

  return new Hono<{ Variables: Variables }>().post('/:merchant/:secret', async (c) => {
    const merchant = authenticate(c, c.req.param('merchant'), c.req.param('secret'))
    try {
      const { result, session } = await receive(c, merchant)
      report(merchant, result, { ...(session !== undefined && { session }) })
      return respondJson(c, { result } satisfies ReceivedEvent)
    } catch (error) {
      report(merchant, ...describeFailure(error))
      throw error
    }
  })
}

function describeFailure(error: unknown): [outcome: string, fields: { reason?: string }] {
  const { code = 'internal', details = {} } = error instanceof ProblemError ? error : {}
  if (code === 'in_progress') return [code, {}]
  if (code === 'account_mismatch') return ['mismatched', {}]
  // Not a rejection: Ingo may send the event again.
  if (code !== 'invalid_request') return ['failed', { reason: code }]
  return details.status === 422 ? ['unknown_shape', {}] : ['rejected', { reason: 'body' }]
}

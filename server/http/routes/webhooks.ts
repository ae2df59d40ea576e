/** For the merchant's backend and `ingo-capture-server webhooks`: the events of the outbox. */
import { Hono } from 'hono'
import type { ListedEvent, ResentEvent, WebhookList } from '../../../contract/webhookList.js'
import type { Merchant } from '../../config/merchant.js'
import { ProblemError } from '../../problem.js'
import type { StoredEvent } from '../../store/outbox.js'
import { authenticateMerchant } from '../authenticate.js'
import type { CaptureContext, Variables } from '../context.js'
import type { Dependencies } from '../dependencies.js'
import { readPage, readQuery, toPageMembers } from '../query.js'
import { respondJson } from '../respond.js'

export function webhookRoutes({ config, store, clock }: Dependencies) {
  const authenticate = (c: CaptureContext): Merchant => {
    const merchant = authenticateMerchant(c, config)
    if (merchant.webhook) return merchant
    throw new ProblemError('not_available', {
      detail:
        'The merchant has no webhooks. Set CAPTURE_WEBHOOK_SECRET, and CAPTURE_WEBHOOK_URL to send them.',
    })
  }

  return new Hono<{ Variables: Variables }>()
    .get('/', async (c) => {
      const { id: merchant } = authenticate(c)
      const query = readQuery(c, ['limit', 'after', 'before'])
      const { limit, cursor } = readPage(query)
      const page = await store.outbox.list({ merchant, ...cursor, limit })
      if (!page) {
        const field = 'after' in cursor ? 'after' : 'before'
        throw new ProblemError('invalid_request', {
          field,
          detail: `${field}: is no event of this merchant. Send the id of an event of the page before`,
        })
      }
      const events = page.entries.map(toListedEvent)
      return respondJson(c, { events, ...toPageMembers(page) } satisfies WebhookList)
    })
    .post('/:id/resend', async (c) => {
      const merchant = authenticate(c)
      if (merchant.webhook?.url === undefined)
        throw new ProblemError('not_available', {
          detail: 'The merchant has no CAPTURE_WEBHOOK_URL. Set it.',
        })
      const id = c.req.param('id')
      if (!(await store.outbox.resend(merchant.id, id, clock.now()))) throw noEvent()
      return respondJson(c, { id, status: 'pending' } satisfies ResentEvent, 202)
    })
}

/** For an id that is wrong, of another merchant's event, or of one that is no longer kept. */
function noEvent(): ProblemError {
  return new ProblemError('not_found', {
    detail:
      'The event is unknown to this merchant. Send the id of the list, within a week of its session’s end',
  })
}

/** Without the token, which an event has with CAPTURE_WEBHOOK_TOKEN: a list ends up in terminals and tickets. */
function toListedEvent(event: StoredEvent): ListedEvent {
  const { id, type, at, status, tries, error } = event
  const { customer_account_token: _, ...data } = event.data
  const timestamp = new Date(at).toISOString()
  return { id, type, timestamp, data, delivery: { status, tries, ...(error !== undefined && { error }) } }
}

/** The shop's receiver of webhooks. A real shop stores the ids that it has handled, and does its work once for each. */
import { Hono } from 'hono'
import { verifyWebhook, WebhookVerificationError, type WebhookEvent } from 'ingo-capture/backend'

/** The path of the receiver. */
export const RECEIVER = '/hooks/ingo-capture'

const MAX_SESSIONS = 1000

/** What the page shows of an event. */
type ShownEvent = Pick<WebhookEvent, 'id' | 'type' | 'timestamp'> & { status: string; code?: string }

/** The receiver, and the events of a session for its page. Without a secret there are none, and the page asks no more. */
export function createWebhooks(secret?: string): Hono {
  const bySession = new Map<string, Map<string, ShownEvent>>()
  const app = new Hono()

  app.get('/api/session/:id/events', (c) => {
    const events = bySession.get(c.req.param('id'))?.values() ?? []
    return c.json({ is_on: secret !== undefined, events: [...events] })
  })
  if (secret === undefined) return app

  app.post(RECEIVER, async (c) => {
    const { id, type, timestamp, data } = await verifyWebhook(c.req.raw.headers, await c.req.text(), secret)
    const events = bySession.get(data.id) ?? new Map<string, ShownEvent>()
    // A repeat has the same id.
    events.set(id, { id, type, timestamp, status: data.status, ...(data.code && { code: data.code }) })
    bySession.set(data.id, events)
    for (const oldest of bySession.keys()) if (bySession.size > MAX_SESSIONS) bySession.delete(oldest)
    return c.body(null, 204)
  })
  app.onError((error, c) => {
    if (error instanceof WebhookVerificationError) return c.text(error.message, 400)
    throw error
  })
  return app
}

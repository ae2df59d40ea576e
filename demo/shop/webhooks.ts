/** The shop's receiver of webhooks. A real shop stores the id of each event, and acts on each id once. */
import { Hono } from 'hono'
import { verifyWebhook, WebhookVerificationError, type WebhookEvent } from 'ingo-capture/backend'

/** The path of the receiver. */
export const RECEIVER = '/hooks/ingo-capture'

const MAX_SESSIONS = 1000

/** The parts of an event that the page shows. */
type ShownEvent = Pick<WebhookEvent, 'id' | 'type' | 'timestamp'> & { status: string; code?: string }

/**
 * The receiver, and a route with the events of a session. Without a secret there are no events, and
 * the page stops asking.
 */
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

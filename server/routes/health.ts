/** `healthz`: the process is up. `readyz`: it is fit to serve, or why it isn't. */
import { Hono } from 'hono'
import type { Dependencies } from '../app.js'
import type { Variables } from '../request.js'

export function healthRoutes({ store }: Dependencies) {
  return new Hono<{ Variables: Variables }>()
    .get('/healthz', (c) => c.json({ status: 'up' }))
    .get('/readyz', async (c) => {
      const storeServes = await store.check().then(
        () => true,
        () => false,
      )
      if (storeServes) return c.json({ status: 'ready' })
      return c.json({ status: 'not_ready', reasons: ['store'] }, 503, { 'Retry-After': '5' })
    })
}

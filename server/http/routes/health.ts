/** `healthz`: the process is up. `readyz`: it is fit to serve, or why it isn't. */
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.js'
import type { Variables } from '../context.js'

/** Ingo refuses what is stamped more than 300 s off: there is still time to mend it. */
const MOST_DRIFT_MS = 240_000

export function healthRoutes({ store, gateway, isDraining }: Dependencies) {
  return new Hono<{ Variables: Variables }>()
    .get('/healthz', (c) => c.json({ status: 'up' }))
    .get('/readyz', async (c) => {
      const storeServes = await store.probe().then(
        () => true,
        () => false,
      )
      const reasons = [
        !storeServes && 'store',
        Math.abs(gateway.clockSkewMs() ?? 0) > MOST_DRIFT_MS && 'clock',
        gateway.areCredentialsRefused() && 'credentials',
        isDraining() && 'draining',
      ].filter((reason) => reason !== false)
      if (reasons.length === 0) return c.json({ status: 'ready' })
      return c.json({ status: 'not_ready', reasons }, 503, { 'Retry-After': '5' })
    })
}

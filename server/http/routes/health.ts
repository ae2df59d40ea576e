/** `/healthz` reports that the process is up; `/readyz` whether it can serve captures, with the reasons if not. */
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.js'
import type { Variables } from '../context.js'

/** Ingo rejects timestamps more than 300 s off; an earlier limit leaves time to correct the clock. */
const MAX_CLOCK_SKEW_MS = 240_000

export function healthRoutes({ store, gateway, isDraining }: Dependencies) {
  return new Hono<{ Variables: Variables }>()
    .get('/healthz', (c) => c.json({ status: 'up' }))
    .get('/readyz', async (c) => {
      const isStoreAvailable = await store.probe().then(
        () => true,
        () => false,
      )
      const reasons = [
        !isStoreAvailable && 'store',
        Math.abs(gateway.clockSkewMs() ?? 0) > MAX_CLOCK_SKEW_MS && 'clock',
        gateway.areCredentialsRefused() && 'credentials',
        isDraining() && 'draining',
      ].filter((reason) => reason !== false)
      if (reasons.length === 0) return c.json({ status: 'ready' })
      return c.json({ status: 'not_ready', reasons }, 503, { 'Retry-After': '5' })
    })
}

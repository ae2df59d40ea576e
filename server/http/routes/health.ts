/**
 * `/healthz` reports that the process is up, and `/readyz` whether it can take requests. Only the metrics port has the
 * reasons, because they would show an attacker what an attack achieves.
 */
import { Hono } from 'hono'
import type { Dependencies } from '../dependencies.js'
import type { Variables } from '../context.js'
import { respondJson } from '../respond.js'

export function healthRoutes({ readiness }: Dependencies) {
  return new Hono<{ Variables: Variables }>()
    .get('/healthz', (c) => respondJson(c, { status: 'up' }))
    .get('/readyz', async (c) => {
      const reasons = await readiness.findReasons()
      if (reasons.length === 0) return respondJson(c, { status: 'ready' })
      return respondJson(c, { status: 'not_ready' }, 503, { 'Retry-After': '5' })
    })
}

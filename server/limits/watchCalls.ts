/** Every call that is really made to the gateway, as an operator sees it: behind the circuits, which make none. */
import type { Gateway } from '../ingo/client.js'
import { msSince, type Log } from '../log.js'

export function watchCalls(gateway: Gateway, log: Log): Gateway {
  return {
    ...gateway,
    async verify(merchant, request, deadline) {
      const started = performance.now()
      const reply = await gateway.verify(merchant, request, deadline)
      log.gateway({ merchant: merchant.id, request, reply, duration_ms: msSince(started) })
      return reply
    },
  }
}

/** The gateway behind its line: each call waits for a permit of its HMAC username. */
import type { Gateway } from '../ingo/client.js'
import { CrowdedError, type Queue } from './queue.js'

const RETRY_AFTER_S = 5

export function limitGateway(gateway: Gateway, queue: Queue): Gateway {
  return {
    ...gateway,
    async verify(merchant, operation, body) {
      const { credentials, rate } = merchant.ingo
      if (!rate) return gateway.verify(merchant, operation, body)
      try {
        const leave = await queue.enter(credentials.username, rate)
        return await gateway.verify(merchant, operation, body).finally(leave)
      } catch (error) {
        if (error instanceof CrowdedError) return { kind: 'crowded', retryAfter: RETRY_AFTER_S }
        throw error
      }
    },
  }
}

/** The responses under way: what a server that stops has to wait for, rather than for its connections. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'

export type Responses = {
  /** Resolves when none is under way; a request that has not come whole after `ms` is cut off. */
  finished: (ms: number) => Promise<void>
}

/** Follows a server's responses from now on. */
export function followResponses(server: Server): Responses {
  const underWay = new Map<ServerResponse, IncomingMessage>()
  let emptied: (() => void) | undefined
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    underWay.set(response, request)
    response.once('close', () => {
      underWay.delete(response)
      if (underWay.size === 0) emptied?.()
    })
  })
  return {
    async finished(ms) {
      // A closed server keeps no time for its requests any more.
      const timer = setTimeout(() => {
        for (const request of underWay.values()) if (!request.complete) request.destroy()
      }, ms)
      if (underWay.size > 0) {
        await new Promise<void>((done) => {
          emptied = done
        })
      }
      clearTimeout(timer)
    },
  }
}

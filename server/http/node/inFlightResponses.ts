/** The responses under way: what a server that stops has to wait for, rather than for its connections. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export type InFlightResponses = {
  /** Resolves when none is under way; a request that has not come whole after `ms` is cut off. */
  finished: (ms: number) => Promise<void>
}

/** Follows a server's responses from now on. */
export function trackInFlight(server: Server): InFlightResponses {
  const underWay = new Set<IncomingMessage>()
  const ofConnections = new WeakMap<Socket, Set<IncomingMessage>>()
  let emptied: (() => void) | undefined

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const ofConnection = ofConnections.get(request.socket) ?? follow(request.socket)
    ofConnection.add(request)
    underWay.add(request)
    response.once('close', () => {
      ofConnection.delete(request)
      end(request)
    })
  })

  /** What was asked behind an answer that closes the connection never has its turn, and no end of its own. */
  function follow(socket: Socket): Set<IncomingMessage> {
    const requests = new Set<IncomingMessage>()
    ofConnections.set(socket, requests)
    socket.once('close', () => {
      requests.forEach(end)
    })
    return requests
  }

  function end(request: IncomingMessage): void {
    if (underWay.delete(request) && underWay.size === 0) emptied?.()
  }

  return {
    async finished(ms) {
      // A closed server keeps no time for its requests any more.
      const timer = setTimeout(() => {
        for (const request of underWay) if (!request.complete) request.destroy()
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

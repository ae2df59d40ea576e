/** Tracks in-flight responses, so that on shutdown the server waits for them, and not for idle connections. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

type InFlightResponses = {
  /** Resolves when no response is in flight; destroys requests that are still incomplete after `ms`. */
  finished: (ms: number) => Promise<void>
}

/** Tracks the responses of a server from now on. */
export function trackInFlight(server: Server): InFlightResponses {
  const inFlight = new Set<IncomingMessage>()
  const requestsBySocket = new WeakMap<Socket, Set<IncomingMessage>>()
  let onIdle: (() => void) | undefined

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const requests = requestsBySocket.get(request.socket) ?? trackSocket(request.socket)
    requests.add(request)
    inFlight.add(request)
    response.on('close', () => {
      requests.delete(request)
      end(request)
    })
  })

  /** Ends a socket's requests with it, because a request pipelined behind a closing response gets no `close` event. */
  function trackSocket(socket: Socket): Set<IncomingMessage> {
    const requests = new Set<IncomingMessage>()
    requestsBySocket.set(socket, requests)
    socket.once('close', () => {
      requests.forEach(end)
    })
    return requests
  }

  function end(request: IncomingMessage): void {
    if (inFlight.delete(request) && inFlight.size === 0) onIdle?.()
  }

  return {
    async finished(ms) {
      // Needed because Node stops checking request time-outs once its server is closed.
      const timer = setTimeout(() => {
        for (const request of inFlight) if (!request.complete) request.destroy()
      }, ms)
      if (inFlight.size > 0) {
        await new Promise<void>((done) => {
          onIdle = done
        })
      }
      clearTimeout(timer)
    },
  }
}

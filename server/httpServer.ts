/** Node's server for the app: how much it reads, for how long, and how strictly. */
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { answerForParser } from './parserAnswers.js'
import { unreadable } from './plainRequest.js'

export const REQUEST_TIMEOUT_MS = 15_000
/** Longer than any answer takes: whoever has stopped reading by then keeps no memory any more. */
const IDLE_TIMEOUT_MS = 90_000

type Fetch = (request: Request, env?: unknown) => Response | Promise<Response>

/** Not listening yet. `idleMs`: how long a connection may stand still while it is asked or answered. */
export function createHttpServer(fetch: Fetch, publicUrl: string, idleMs = IDLE_TIMEOUT_MS): Server {
  const respond = getRequestListener(fetch, {
    errorHandler: () => fetch(new Request(publicUrl), unreadable),
  })
  const server = createServer(
    {
      maxHeaderSize: 8 * 1024,
      // Said here, so that no flag of Node's can take it back.
      insecureHTTPParser: false,
      // The app asks for one itself, and has words for it.
      requireHostHeader: false,
      headersTimeout: 10_000,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
    },
    (request, response) => void respond(request, response),
  )
  server.setTimeout(idleMs)
  answerForParser(server, publicUrl)
  return server
}

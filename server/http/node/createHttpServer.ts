/** Node's server for the app: how much it reads, for how long, and how strictly. */
import { createServer, type Server, type ServerOptions } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { handleClientErrors } from './clientErrors.js'
import { unreadable } from '../strictRequest.js'

export const REQUEST_TIMEOUT_MS = 15_000
/** Longer than any answer takes: whoever has stopped reading by then keeps no memory any more. */
const IDLE_TIMEOUT_MS = 90_000

/** How much Node's parser reads, for how long, and how strictly. */
export const strict: ServerOptions = {
  maxHeaderSize: 8 * 1024,
  // Said here, so that no flag of Node's can take it back.
  insecureHTTPParser: false,
  headersTimeout: 10_000,
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
}

type Fetch = (request: Request, env?: unknown) => Response | Promise<Response>

/** Not listening yet. `idleMs`: how long a connection may stand still while it is asked or answered. */
export function createHttpServer(fetch: Fetch, publicUrl: string, idleMs = IDLE_TIMEOUT_MS): Server {
  const respond = getRequestListener(fetch, {
    errorHandler: () => fetch(new Request(publicUrl), unreadable),
  })
  // The app asks for a host itself, and has words for it.
  const server = createServer({ ...strict, requireHostHeader: false }, (request, response) => {
    void respond(request, response)
  })
  // Their size bounds them: of more than a thousand Node would leave out the last, and nobody would know of them.
  server.maxHeadersCount = 0
  server.setTimeout(idleMs)
  handleClientErrors(server, publicUrl)
  return server
}

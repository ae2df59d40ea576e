/** Node's HTTP server for the app: size limits, time-outs and a strict parser. */
import { createServer, type Server, type ServerOptions } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { handleClientErrors } from './clientErrors.js'
import { malformedRequestEnv } from '../strictRequest.js'

export const REQUEST_TIMEOUT_MS = 15_000
/** Longer than any response takes, so that a client that stopped reading can't occupy memory any longer. */
const IDLE_TIMEOUT_MS = 90_000

/** Options of every HTTP server of this process. */
export const strictServerOptions: ServerOptions = {
  // Node's default, with room for cookies of a parent domain. Explicit, so that `--max-http-header-size` has no effect.
  maxHeaderSize: 16 * 1024,
  // Set explicitly, so that Node's flag `--insecure-http-parser` has no effect.
  insecureHTTPParser: false,
  headersTimeout: 10_000,
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: 1_000,
}

type Fetch = (request: Request, env?: unknown) => Response | Promise<Response>

type ServerSettings = {
  publicUrl: string
  /** The value of Strict-Transport-Security in responses to parser errors. */
  hsts: string | undefined
  /** ms since 1970. */
  now: () => number
  /**
   * How long a connection stays open between two requests. It must be longer than a load balancer keeps the connection:
   * otherwise the load balancer may send a request while the server closes the connection, and its client gets 502.
   */
  keepAliveMs: number
  /** How long a connection may transfer nothing during a request or a response. */
  idleMs?: number
}

/** Creates the server, not listening yet. */
export function createHttpServer(
  fetch: Fetch,
  { publicUrl, hsts, now, keepAliveMs, idleMs = IDLE_TIMEOUT_MS }: ServerSettings,
): Server {
  const listener = getRequestListener(fetch, {
    // Used for HTTP/1.0 requests, which may have no Host.
    hostname: new URL(publicUrl).hostname,
    errorHandler: () => fetch(new Request(publicUrl), malformedRequestEnv),
  })
  // `rejectAmbiguousRequest` checks Host itself and answers with a problem (RFC 9457).
  const options = { ...strictServerOptions, requireHostHeader: false, keepAliveTimeout: keepAliveMs }
  const server = createServer(options, (request, response) => {
    void listener(request, response)
  })
  // 0 turns off Node's count limit, which silently drops the headers beyond 1000. `maxHeaderSize` is the limit.
  server.maxHeadersCount = 0
  server.setTimeout(idleMs)
  handleClientErrors(server, hsts, now)
  return server
}

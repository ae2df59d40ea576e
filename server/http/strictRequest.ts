/** What Node's parser lets through, and a proxy before us may read otherwise than we do: it reaches no route. */
import type { IncomingMessage } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { ProblemError } from '../problem.js'

/** Of Node's server; an app that is asked in another way has neither. */
type Asked = { incoming?: Partial<Pick<IncomingMessage, 'httpVersion' | 'rawHeaders' | 'url'>> }

/**
 * Middleware: 400 unless there is one Host (RFC 9112, 3.2) and no Transfer-Encoding but `chunked`, which HTTP/1.0
 * does not have (6.1); 404 for a path that is not what it seems.
 */
export const rejectAmbiguousRequests: MiddlewareHandler = (c, next) => {
  const { httpVersion, rawHeaders, url } = (c.env as Asked | undefined)?.incoming ?? {}
  if (rawHeaders && hostsIn(rawHeaders) !== 1) {
    throw new ProblemError('invalid_request', {
      detail: 'The request must name one host, and a path that can be read.',
    })
  }
  const encoding = c.req.header('transfer-encoding')
  if (encoding !== undefined && (encoding.toLowerCase() !== 'chunked' || httpVersion === '1.0')) {
    // Where its body ends is a matter of opinion.
    c.header('Connection', 'close')
    throw new ProblemError('invalid_request', { detail: 'Transfer-Encoding may only be chunked.' })
  }
  if (url !== undefined && !isPlain(url)) throw new ProblemError('not_found')
  return next()
}

/** What the app is asked in place of a request that could not even be read: it answers 400. */
export const unreadable: Asked = { incoming: { rawHeaders: [] } }

function hostsIn(rawHeaders: string[]): number {
  return rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
}

/** A path that a URL parser leaves as it is: no dot segments, nor a whole URL in its place. */
function isPlain(target: string): boolean {
  const [path = ''] = target.split('?', 1)
  return path.startsWith('/') && new URL(`http://x${path}`).pathname === path
}

/** Rejects requests that Node's parser accepts and a proxy in front of the server may read differently. */
import type { IncomingMessage } from 'node:http'
import { ProblemError } from '../problem.js'
import type { CaptureContext } from './context.js'

/** What Node's server passes to the app; an embedded app behind another server gets none of it. */
type NodeBindings = { incoming?: Partial<Pick<IncomingMessage, 'httpVersion' | 'rawHeaders' | 'url'>> }

/** What else is on the connection may be as ambiguous. */
const headers = { Connection: 'close' }

/**
 * Throws 400 unless the request has exactly one Host, which HTTP/1.0 may leave out as in the health checks of HAProxy
 * (RFC 9112, 3.2), and no Transfer-Encoding but `chunked`, which HTTP/1.0 does not have (RFC 9112, 6.1); 404 for a path
 * that a URL parser would change.
 */
export function rejectAmbiguousRequest(c: CaptureContext): void {
  const { httpVersion, rawHeaders, url } = (c.env as NodeBindings | undefined)?.incoming ?? {}
  if (rawHeaders && !isHostClear(rawHeaders, httpVersion)) {
    throw new ProblemError('invalid_request', {
      headers,
      detail: 'The request must have exactly one Host header and a valid path.',
    })
  }
  const encoding = c.req.header('transfer-encoding')
  if (encoding !== undefined && (encoding.toLowerCase() !== 'chunked' || httpVersion === '1.0')) {
    // Conflicting framing headers: proxies may disagree about where the body ends (request smuggling).
    throw new ProblemError('invalid_request', { headers, detail: 'Transfer-Encoding may only be chunked.' })
  }
  if (url !== undefined && !isNormalizedPath(url)) throw new ProblemError('not_found')
}

/** The environment for a request that could not be turned into a web `Request`: it has no Host header, so the app rejects it with 400. */
export const malformedRequestEnv: NodeBindings = { incoming: { rawHeaders: [] } }

const HOST = /^host$/i

/** `rawHeaders` has names and values in turn. */
function isHostClear(rawHeaders: string[], httpVersion: string | undefined): boolean {
  let hosts = 0
  let isEmpty = false
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (!HOST.test(rawHeaders[index] ?? '')) continue
    hosts += 1
    isEmpty = rawHeaders[index + 1] === ''
  }
  return hosts === 0 ? httpVersion === '1.0' : hosts === 1 && !isEmpty
}

/** A path that no URL parser changes: plain characters, and no segment that begins with a dot. */
const PLAIN_PATH = /^(?:\/[a-z0-9_-][a-z0-9_.-]*)+$/i

/** Whether a URL parser leaves the path as it is: no dot segments, and no absolute URL in its place. */
function isNormalizedPath(target: string): boolean {
  if (PLAIN_PATH.test(target)) return true
  const [path = ''] = target.split('?', 1)
  return path.startsWith('/') && new URL(`http://x${path}`).pathname === path
}

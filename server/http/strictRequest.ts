/** Rejects requests that Node's parser accepts and a proxy in front of the server may read differently. */
import type { IncomingMessage } from 'node:http'
import { ProblemError } from '../problem.js'
import type { CaptureContext } from './context.js'

/** The values that Node's server passes to the app. An embedded app behind another server gets none of them. */
type NodeBindings = { incoming?: Partial<Pick<IncomingMessage, 'httpVersion' | 'rawHeaders' | 'url'>> }

/** Closes the connection, because other requests on it may be just as ambiguous. */
const headers = { Connection: 'close' }

/**
 * Throws 400 unless the request has exactly one Host (RFC 9112, 3.2). HTTP/1.0 may leave it out, as HAProxy's health
 * checks do. Throws 400 for a Transfer-Encoding other than `chunked`, and for any in HTTP/1.0 (RFC 9112, 6.1). Throws
 * 404 for a path that a URL parser would change.
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

/** The environment for a request that can't become a web `Request`. It has no Host, so the app responds with 400. */
export const malformedRequestEnv: NodeBindings = { incoming: { rawHeaders: [] } }

const HOST = /^host$/i

/** `rawHeaders` has alternating names and values. */
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

/** Whether a URL parser leaves the path unchanged: it has no dot segments, and is not an absolute URL. */
function isNormalizedPath(target: string): boolean {
  if (PLAIN_PATH.test(target)) return true
  const [path = ''] = target.split('?', 1)
  return path.startsWith('/') && new URL(`http://x${path}`).pathname === path
}

/**
 * Errors that Node's HTTP parser raises before any route runs (`clientError`). Node would answer with a bare status
 * line; here the response is a problem (RFC 9457) with our security headers, and the connection is closed.
 */
import { randomUUID } from 'node:crypto'
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { defaultHeaders } from '../securityHeaders.js'
import { problemBody, ProblemError } from '../../problem.js'

/** How long a client may take to read an error before its connection is destroyed. */
const CLOSE_TIMEOUT_MS = 5_000

type ClientError = { status: number; detail: string }

const MALFORMED: ClientError = { status: 400, detail: 'Malformed HTTP/1.1 request.' }
/** The responses by the code of the parser's error. */
const clientErrors = new Map<string | undefined, ClientError>([
  ['HPE_HEADER_OVERFLOW', { status: 431, detail: 'The headers are larger than 16 KiB.' }],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', { status: 413, detail: 'The chunk extensions are too large.' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, detail: 'The request took too long to arrive.' }],
])
/** RFC 9110, 10.1.1: 417 for any expectation but `100-continue`, which Node handles. */
const EXPECTATION: ClientError = { status: 417, detail: 'The only supported expectation is 100-continue.' }
/** RFC 9110, 9.3.6. */
const CONNECT: ClientError = { status: 501, detail: 'CONNECT is not supported.' }

/** Answers these errors on `server`. It has no listener for upgrades, so Node handles such requests as plain ones. */
export function handleClientErrors(server: Server, hsts: string | undefined, now: () => number): void {
  const latestExchanges = new WeakMap<Duplex, { request: IncomingMessage; response: ServerResponse }>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    latestExchanges.set(request.socket, { request, response })
  })

  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    sendError(socket, clientErrors.get(error.code) ?? MALFORMED)
  })

  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    // Node has removed its own listeners. Without a listener, a reset by the client would end the process.
    socket.on('error', () => undefined)
    sendError(socket, CONNECT)
  })

  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { headers, body } = errorResponse(EXPECTATION, hsts)
    response.writeHead(EXPECTATION.status, headers.flat()).end(body)
  })

  /**
   * Whether the next response on the socket belongs to the request in error: all earlier responses are finished, or
   * the error is in the latest request itself (incomplete, nothing sent yet). Otherwise the error would be read as
   * the response to an earlier request, or would land inside one.
   */
  function canRespond(socket: Duplex): boolean {
    const latest = latestExchanges.get(socket)
    if (!latest) return true
    const { request, response } = latest
    if (request.complete) return response.writableFinished
    return response.socket === socket && !response.headersSent
  }

  function sendError(socket: Duplex, error: ClientError): void {
    if (!socket.writable || !canRespond(socket)) {
      socket.destroy()
      return
    }
    const { headers, body } = errorResponse(error, hsts)
    const statusLine = `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`
    const date = new Date(now()).toUTCString()
    const lines = [['Date', date], ...headers].map((header) => header.join(': '))
    socket.end([statusLine, ...lines, '', body].join('\r\n'), () => socket.destroy())
    // Node no longer applies its time-outs to a socket that it handed over.
    setTimeout(() => socket.destroy(), CLOSE_TIMEOUT_MS).unref()
  }
}

function errorResponse(
  error: ClientError,
  hsts: string | undefined,
): { headers: [string, string][]; body: string } {
  const requestId = randomUUID()
  const body = JSON.stringify(problemBody(new ProblemError('invalid_request', error), requestId))
  const headers: [string, string][] = [
    ...Object.entries(defaultHeaders(hsts)),
    ['X-Request-Id', requestId],
    ['Content-Type', 'application/problem+json'],
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Connection', 'close'],
  ]
  return { headers, body }
}

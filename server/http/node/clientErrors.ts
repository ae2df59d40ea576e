/**
 * What Node would answer by itself, before any route is asked, in words of its own: here it is a problem with a code,
 * under the headers of every other, and the connection is closed.
 */
import { randomUUID } from 'node:crypto'
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { closed } from '../securityHeaders.js'
import { problemBody, ProblemError } from '../../problem.js'

/** For whoever takes nothing of a refusal. */
const LINGER_MS = 5_000

type ClientError = { status: number; detail: string }

const MALFORMED: ClientError = { status: 400, detail: 'This is no proper request of HTTP/1.1.' }
/** By the code of the parser's error. */
const refusals = new Map<string | undefined, ClientError>([
  ['HPE_HEADER_OVERFLOW', { status: 431, detail: 'The headers are larger than 8 KiB.' }],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', { status: 413, detail: 'The chunks’ extensions are too large.' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, detail: 'The request did not come in time.' }],
])
const EXPECTATION: ClientError = { status: 417, detail: 'No expectation is met but 100-continue.' }
const CONNECT: ClientError = { status: 501, detail: 'Nobody is led through to another server.' }

/** Answers in Node's place on this server. Upgrades have no listener: they are answered as if nobody had asked. */
export function handleClientErrors(server: Server, publicUrl: string): void {
  const last = new WeakMap<Duplex, { request: IncomingMessage; response: ServerResponse }>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    last.set(request.socket, { request, response })
  })

  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    refuse(socket, refusals.get(error.code) ?? MALFORMED)
  })

  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    // Nobody else listens any more: a reset would end the process.
    socket.on('error', () => undefined)
    refuse(socket, CONNECT)
  })

  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { headers, body } = answerOf(EXPECTATION)
    response.writeHead(EXPECTATION.status, headers.flat()).end(body)
  })

  /**
   * Whether the next answer on it would be to what is refused: all before is answered, or what came last has not come
   * whole and nothing is said to it yet. Else a refusal would stand in the place, or in the midst, of another answer.
   */
  function isOurTurn(socket: Duplex): boolean {
    const before = last.get(socket)
    if (!before) return true
    const { request, response } = before
    if (request.complete) return response.writableFinished
    return response.socket === socket && !response.headersSent
  }

  function refuse(socket: Duplex, refusal: ClientError): void {
    if (!socket.writable || !isOurTurn(socket)) {
      socket.destroy()
      return
    }
    const { headers, body } = answerOf(refusal)
    const first = `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}`
    const lines = [['Date', new Date().toUTCString()], ...headers].map((header) => header.join(': '))
    socket.end([first, ...lines, '', body].join('\r\n'), () => socket.destroy())
    // Of a connection that was given away Node keeps no time any more.
    setTimeout(() => socket.destroy(), LINGER_MS).unref()
  }

  function answerOf(refusal: ClientError): { headers: [string, string][]; body: string } {
    const requestId = randomUUID()
    const body = JSON.stringify(problemBody(new ProblemError('invalid_request', refusal), requestId))
    const headers: [string, string][] = [
      ...closed(publicUrl),
      ['X-Request-Id', requestId],
      ['Content-Type', 'application/problem+json'],
      ['Content-Length', String(Buffer.byteLength(body))],
      ['Connection', 'close'],
    ]
    return { headers, body }
  }
}

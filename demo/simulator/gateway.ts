/** The simulator over HTTP. Plain `node:http`: it has to see requests as they came, and to cut connections. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { answer, type Answer } from './answer.js'
import { operations } from './operations.js'
import { listScenarios } from './scenarios.js'
import { signatureRefusal, type Algorithm, type Received } from './signature.js'
import { createVerification, type Reply } from './verification.js'

export type SimulatorOptions = {
  username: string
  secret: string
  participantId: number
  /** Default `hmac-sha512`. */
  algorithm?: Algorithm
  /** Ms since 1970; default the system's clock. */
  now?: () => number
  /** How processing takes its time; tests put their own in place of the timer. */
  sleep?: (ms: number) => Promise<unknown>
}

const BODY_LIMIT = 64 * 1024
const nothingHere: Answer = { status: 404, client_message: 'There is nothing here' }

/** A stand-in for Ingo's gateway, not yet listening. Closing it forgets everything. */
export function createSimulator({
  username,
  secret,
  participantId,
  algorithm = 'hmac-sha512',
  now = Date.now,
  // Not kept alive for: what a client no longer waits for must not hold up the end of the process.
  sleep = (ms) => setTimeout(ms, undefined, { ref: false }),
}: SimulatorOptions): Server {
  const verify = createVerification({ participantId, now, sleep })

  /** `http` is the HTTP status: 200 for everything that a signed request to an operation is told. */
  async function gateway(request: IncomingMessage): Promise<{ http: number; reply: Reply }> {
    const length = request.headers['content-length']
    if (length === undefined) {
      return refused(401, { status: 401, client_message: 'content-length: missing (chunked?)' })
    }
    // Node's parser hands over no more than the length announced.
    if (Number(length) > BODY_LIMIT) return refused(413, { status: 413, client_message: 'body: too long' })
    const received = await receive(request)
    const refusal = signatureRefusal(received, { username, secret, algorithm }, now())
    if (refusal) return refused(401, refusal)
    const path = pathOf(request)
    if (request.method !== 'POST' || !operations.has(path)) return refused(404, nothingHere)
    return { http: 200, reply: await verify(path, received.body) }
  }

  return createServer((request, response) => {
    const started = performance.now()
    if (!pathOf(request).startsWith('/gateway/')) {
      sendPublic(request, response)
      return
    }
    void gateway(request)
      // The client left before its body was whole, or there is a bug.
      .catch(() => refused(500, answer(900)))
      .then(({ http, reply }) => {
        send(response, { http, reply, started })
      })
  })
}

function refused(http: number, reply: Answer): { http: number; reply: Reply } {
  return { http, reply }
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0] ?? ''
}

async function receive(request: IncomingMessage): Promise<Received> {
  const { method = '', url = '', httpVersion, headersDistinct } = request
  const headers = Object.entries(headersDistinct).map(
    ([name, values]) => [name, values?.join(', ') ?? ''] as const,
  )
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return {
    line: `${method} ${url} HTTP/${httpVersion}`,
    headers: new Map(headers),
    body: Buffer.concat(chunks),
  }
}

function sendPublic(request: IncomingMessage, response: ServerResponse): void {
  const path = request.method === 'GET' ? pathOf(request) : ''
  if (path === '/scenarios') sendJson(response, 200, listScenarios())
  else if (path === '/healthz') sendJson(response, 200, { status: 'ok' })
  else sendJson(response, 404, nothingHere)
}

type Sending = { http: number; reply: Reply; started: number }

function send(response: ServerResponse, { http, reply, started }: Sending): void {
  if (reply === 'lost') response.destroy()
  else if (reply === 'malformed') response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"sta')
  else if (reply === 'unavailable') {
    response.writeHead(503, { 'Content-Type': 'text/html' }).end('<h1>503 Service Unavailable</h1>')
  } else {
    const time = ((performance.now() - started) / 1000).toFixed(4)
    sendJson(response, http, { ...reply, time })
  }
}

function sendJson(response: ServerResponse, http: number, body: unknown): void {
  response.writeHead(http, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

/** The simulator over HTTP. Plain `node:http`, because it needs the raw request and has to cut connections. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { verifyApiKey, type ApiKey } from './apiKey.js'
import { createClock, createControl } from './control.js'
import { createNextScenario } from './nextScenario.js'
import { toResponse, type GatewayResponse } from './response.js'
import { operations } from './operations.js'
import { createReviews } from './reviews.js'
import { answerPublic } from './publicRoutes.js'
import { verifySignature, type Algorithm, type ReceivedRequest } from './signature.js'
import { createVerification, type SimulatedReply } from './verification.js'

export type SimulatorOptions = {
  username: string
  secret: string
  participantId: number
  /** Default `hmac-sha512`. */
  algorithm?: Algorithm
  /** If set, every request needs this key. */
  apiKey?: ApiKey
  /** Receives the events about reviews. Without it no events are sent. */
  webhookUrl?: string
  /** Ms since 1970. */
  now: () => number
  /** Waits for the processing time; tests replace the timer. */
  sleep?: (ms: number) => Promise<unknown>
}

const BODY_LIMIT = 64 * 1024
const notFound: GatewayResponse = { status: 404, client_message: 'There is nothing here' }

/** Creates a stand-in for Ingo's gateway that isn't listening yet. Its state lives in memory. */
export function createSimulator({
  username,
  secret,
  participantId,
  algorithm = 'hmac-sha512',
  apiKey,
  webhookUrl,
  now: realTime,
  // `ref: false`: pending processing must not keep the process alive.
  sleep = (ms) => setTimeout(ms, undefined, { ref: false }),
}: SimulatorOptions): Server {
  const next = createNextScenario()
  const clock = createClock(realTime)
  const { now } = clock
  const reviews = createReviews({ webhookUrl, participantId, now })
  const control = createControl(clock, next, reviews)
  const verify = createVerification({ participantId, now, next, reviews, sleep })

  /** `http` is the HTTP status: 200 for every signed request to an operation. */
  async function handleGatewayRequest(
    request: IncomingMessage,
  ): Promise<{ http: number; reply: SimulatedReply }> {
    const length = request.headers['content-length']
    if (length === undefined) {
      return errorReply(401, { status: 401, client_message: 'content-length: missing (chunked?)' })
    }
    // Node's parser passes on no more bytes than the announced length.
    if (Number(length) > BODY_LIMIT) return errorReply(413, { status: 413, client_message: 'body: too long' })
    const received = await readRequest(request)
    const error =
      (apiKey && verifyApiKey(received.headers, apiKey)) ??
      verifySignature(received, { username, secret, algorithm }, now())
    if (error) return errorReply(401, error)
    const path = requestPath(request)
    if (request.method !== 'POST' || !operations.has(path)) return errorReply(404, notFound)
    return { http: 200, reply: await verify(path, received.body) }
  }

  return createServer((request, response) => {
    const started = performance.now()
    const path = requestPath(request)
    if (!path.startsWith('/gateway/')) {
      void answerPublic(request, path, control)
        // The client disconnected before its body was complete.
        .catch(() => ({ http: 500, body: toResponse(900) }))
        .then(({ http, body }) => {
          sendJson(response, http, body)
        })
      return
    }
    // The real gateway sends this header too: a client compares it with its own clock.
    response.setHeader('Date', new Date(now()).toUTCString())
    void handleGatewayRequest(request)
      // The client disconnected before its body was complete, or there is a bug.
      .catch(() => errorReply(500, toResponse(900)))
      .then(({ http, reply }) => {
        send(response, { http, reply, started })
      })
  })
}

function errorReply(http: number, reply: GatewayResponse): { http: number; reply: SimulatedReply } {
  return { http, reply }
}

function requestPath({ url = '' }: IncomingMessage): string {
  return url.split('?')[0] ?? ''
}

async function readRequest(request: IncomingMessage): Promise<ReceivedRequest> {
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

type Sending = { http: number; reply: SimulatedReply; started: number }

function send(response: ServerResponse, { http, reply, started }: Sending): void {
  if (canBeRepeatedAtOnce(reply)) response.setHeader('Retry-After', '0')
  if (reply === 'lost') response.destroy()
  else if (reply === 'malformed') response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"sta')
  else if (reply === 'too_many_requests') {
    // The body of Kong's plugin `rate-limiting`; Ingo runs Kong in front of its gateway.
    sendJson(response, 429, { message: 'API rate limit exceeded' })
  } else if (reply === 'http_503') {
    response.writeHead(503, { 'Content-Type': 'text/html' }).end('<h1>503 Service Unavailable</h1>')
  } else {
    const time = ((performance.now() - started) / 1000).toFixed(4)
    sendJson(response, http, { ...reply, time })
  }
}

/**
 * Whether the client may repeat the request without a pause. Ingo asks for 3 to 4 s between repeats. The simulator
 * needs none, so that a test soon sees the error. A client may repeat any request whose response it can't use, so every
 * response allows it. An exception is 104: the card is still being processed.
 */
function canBeRepeatedAtOnce(reply: SimulatedReply): boolean {
  return typeof reply === 'string' ? reply !== 'lost' : reply.status !== 104
}

function sendJson(response: ServerResponse, http: number, body: unknown): void {
  response.writeHead(http, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

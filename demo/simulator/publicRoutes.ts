/** The simulator's own routes, which need no signature: its scenarios and outcomes, its health, and its settings. */
import type { IncomingMessage } from 'node:http'
import type { Control } from './control.js'
import { listMeanings, listScenarios } from './scenarios.js'

/** `http` is the HTTP status. */
type PublicReply = { http: number; body: unknown }

/** Far more than the longest valid body. */
const BODY_LIMIT = 1024

const documents: Record<string, () => unknown> = {
  '/scenarios': listScenarios,
  '/outcomes': listMeanings,
  '/healthz': () => ({ status: 'ok' }),
}

/** Replies to a request whose path is no operation of the gateway. A slash at the end of the path makes no difference. */
export async function answerPublic(
  request: IncomingMessage,
  given: string,
  { settings }: Control,
): Promise<PublicReply> {
  const path = given.replace(/(?<=.)\/$/, '')
  const set = settings.get(path)
  if (set && request.method !== 'PUT') return rejection(405, `method: should be PUT for ${path}`)
  if (set) {
    const body = await readBody(request)
    return body ? await set(body) : rejection(413, `body: should have at most ${BODY_LIMIT} bytes`)
  }
  // Node sends no body for HEAD.
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const read = isRead && Object.hasOwn(documents, path) ? documents[path] : undefined
  return read ? { http: 200, body: read() } : rejection(404, 'There is nothing here')
}

/** Undefined if the body is longer than the limit. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length <= BODY_LIMIT) chunks.push(chunk)
  }
  return length <= BODY_LIMIT ? Buffer.concat(chunks) : undefined
}

function rejection(http: number, client_message: string): PublicReply {
  return { http, body: { status: http, client_message } }
}

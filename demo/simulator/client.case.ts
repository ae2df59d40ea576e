/** A client for the simulator's tests, with its own signer and plain sockets. */
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { cardSample } from './documents/samples.case.js'
import { createSimulator, type SimulatorOptions } from './gateway.js'

export const NOW = Date.parse('2026-03-04T05:06:07Z')
export const credentials = { username: 'merchant-7', secret: 's3cr3t + ünïcode' }
const stops: (() => void)[] = []

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** Starts a simulator for one test, with a clock that stands still at NOW; resolves to its port. */
export async function startSimulator(options: Partial<SimulatorOptions> = {}): Promise<number> {
  const server = createSimulator({ ...credentials, participantId: 12345, now: () => NOW, ...options })
  stops.push(() => {
    server.close()
    server.closeAllConnections()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

/** Ingo's sample of a card with a new id. */
export function sampleCard(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...cardSample, participant_unique_id1: randomUUID(), ...fields }
}

type Signing = {
  secret?: string
  username?: string
  hash?: string
  date?: number
  path?: string
  names?: string
}

/** Headers of a signed POST of `body`. */
export function signedHeaders(body: string | Buffer, signing: Signing = {}): Record<string, string> {
  const { secret, username, hash, date, path } = {
    ...{ ...credentials, hash: 'sha512', date: NOW, path: '/gateway/verify--card' },
    ...signing,
  }
  const headers: Record<string, string> = {
    'x-date': new Date(date).toUTCString(),
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    [`content-${hash}`]: createHash(hash).update(body).digest('base64'),
  }
  const names = signing.names ?? ['request-line', ...Object.keys(headers)].join(' ')
  const line = `POST ${path} HTTP/1.1`
  const lines = names
    .split(' ')
    .map((name) => (Object.hasOwn(headers, name) ? `${name}: ${headers[name] ?? ''}` : line))
  const signature = createHmac(hash, secret).update(lines.join('\n')).digest('base64')
  const authorization = `hmac username="${username}", algorithm="hmac-${hash}", headers="${names}", signature="${signature}"`
  return { ...headers, authorization }
}

type RawResponse = { http: number; type: string; text: string }

/** Sends raw bytes; resolves to everything received until the server closes. */
export function sendBytes(port: number, bytes: string, { hangUp = false } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('close', () => {
      resolve(text)
    })
    socket.on('error', reject)
    socket.write(bytes)
    if (hangUp) socket.end()
  })
}

type Sending = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer }

/** Sends one HTTP request. */
export function send(port: number, { method = 'POST', path, headers, body }: Sending): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const options = { port, method, path: path ?? '/gateway/verify--card', headers, agent: false }
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const type = response.headers['content-type'] ?? ''
        resolve({ http: response.statusCode ?? 0, type, text: Buffer.concat(chunks).toString() })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

type ParsedResponse = {
  http: number
  status: number
  client_message: string
  data?: Record<string, unknown>
}

/** Posts a signed body; resolves to the parsed response. */
export async function postSigned(port: number, content: unknown, signing?: Signing): Promise<ParsedResponse> {
  const body = typeof content === 'string' ? content : JSON.stringify(content)
  const { http, text } = await send(port, {
    path: signing?.path,
    headers: signedHeaders(body, signing),
    body,
  })
  return { http, ...(JSON.parse(text) as Omit<ParsedResponse, 'http'>) }
}

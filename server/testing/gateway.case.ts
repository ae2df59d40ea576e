/** For tests: a scripted gateway that records the requests it receives. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Sent = Record<string, unknown> & { account: string; participant_unique_id1: string }

/** Ingo's sample of a success for the request, with changes. */
export function success(sent: Sent, data: Record<string, unknown> = {}, status = 100) {
  return {
    status,
    client_message: 'Success',
    data: {
      customer_account_token: 'ca875cce-58c0-46a0-8f14-676190cc7df6',
      last_4: sent.account.slice(-4),
      request_timestamp: 1576097360,
      issuers: [
        { payee_id: '526263', issuing_network: 'Visa', credit_info: { estimated_posting_time: 'Soon.' } },
      ],
      participant_unique_id1: sent.participant_unique_id1,
      participant_unique_id2: sent.participant_unique_id2,
      expiration_date: sent.expiration_date,
      count: 1,
      ...data,
    },
    time: '2.4505',
  }
}

type Received = {
  method?: string
  url?: string
  httpVersion: string
  rawHeaders: string[]
  body: string
  sent: Sent
}
export type Behaviour = (sent: Sent, response: ServerResponse, request: IncomingMessage) => void

export function json(toBody: (sent: Sent) => unknown, http = 200): Behaviour {
  return (sent, response) =>
    response.writeHead(http, { 'Content-Type': 'application/json' }).end(JSON.stringify(toBody(sent)))
}

/** A success after 50 ms. */
export const slow: Behaviour = (sent, response, request) => {
  setTimeout(() => {
    json((s) => success(s))(sent, response, request)
  }, 50)
}

/** Starts a gateway whose nth call gets the nth behavior; later calls repeat the last one. */
export async function startGateway(...behaviours: Behaviour[]) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method, url, httpVersion, rawHeaders } = request
      const body = Buffer.concat(chunks).toString()
      const sent = JSON.parse(body) as Sent
      received.push({ method, url, httpVersion, rawHeaders, body, sent })
      const behave = behaviours[Math.min(received.length, behaviours.length) - 1] ?? json((s) => success(s))
      behave(sent, response, request)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

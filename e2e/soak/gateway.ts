/** A gateway that processes each participant_unique_id1 once, responds 101 after that, and sometimes misbehaves. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Counts for one id; `overlaps` counts calls that began while another was in flight. */
type Seen = { calls: number; inFlight: number; overlaps: number }
export type Gateway = {
  url: string
  /** By participant_unique_id1. */
  seen: Map<string, Seen>
  stop: () => void
}

type Sent = Record<string, unknown> & { account: string; participant_unique_id1: string }

const MISBEHAVES = 0.06
const LATENCY_MS = [20, 120] as const

/** The token that the gateway issues for an id. */
export function expectedToken(id: string): string {
  return `token-${id}`
}

/** Starts the gateway. */
export async function startGateway(): Promise<Gateway> {
  const seen = new Map<string, Seen>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const sent = JSON.parse(Buffer.concat(chunks).toString()) as Sent
      const one = seen.get(sent.participant_unique_id1) ?? { calls: 0, inFlight: 0, overlaps: 0 }
      seen.set(sent.participant_unique_id1, one)
      const status = one.calls === 0 ? 100 : 101
      one.calls += 1
      one.overlaps += one.inFlight
      one.inFlight += 1
      const [least, most] = LATENCY_MS
      setTimeout(
        () => {
          one.inFlight -= 1
          if (Math.random() < MISBEHAVES) misbehave(request, response)
          else response.end(JSON.stringify(success(sent, status)))
        },
        least + Math.random() * (most - least),
      )
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Fails after processing: a connection reset, half a response, a proxy's error page, or a redirect. */
function misbehave(request: IncomingMessage, response: ServerResponse): void {
  const faults = [
    () => request.socket.resetAndDestroy(),
    () => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('{"status":100')
      setTimeout(() => request.socket.destroy(), 10)
    },
    () => response.writeHead(503).end('<h1>Service Unavailable</h1>'),
    () => response.writeHead(307, { Location: 'http://127.0.0.1:1/' }).end(),
  ]
  faults[Math.floor(Math.random() * faults.length)]?.()
}

function success(sent: Sent, status: number) {
  const { participant_unique_id1, expiration_date } = sent
  return {
    status,
    client_message: 'Success',
    data: {
      customer_account_token: expectedToken(participant_unique_id1),
      last_4: sent.account.slice(-4),
      participant_unique_id1,
      participant_unique_id2: '',
      expiration_date,
    },
    time: '0.1',
  }
}

/**
 * The merchant's receiver of webhooks. It verifies each request with the published helper, and records what it accepts.
 * It fails now and then, and between `fail` and `heal` always.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifyWebhook, type WebhookEvent } from 'ingo-capture/backend'
import { pick, sleep, type Random } from './random.js'

export const WEBHOOK_SECRET = `whsec_${Buffer.from('webhooks of the soak, not secret').toString('base64')}`

export type Receiver = {
  url: string
  /** Each event once, in the order in which it was accepted first. */
  accepted: Map<string, WebhookEvent>
  /**
   * `refused`: requests that it did not accept. `repeats`: requests about an event that it had accepted before.
   * `overlaps`: requests that came while another request of the same session had no response yet.
   */
  counts: { requests: number; refused: number; repeats: number; overlaps: number }
  /** Requests with an invalid signature, and repeats that differ from the first request. */
  problems: string[]
  /** Refuses all requests until `heal` is called. */
  fail: () => void
  /** Ends `fail`. */
  heal: () => void
  stop: () => void
}

/** `isAccepted`: the receiver has processed the event although the server doesn't learn of it. */
type Fault = {
  isAccepted: boolean
  respond: (request: IncomingMessage, response: ServerResponse) => void
}

const refuse = (_request: IncomingMessage, response: ServerResponse) => response.writeHead(503).end()
const reset = ({ socket }: IncomingMessage) => socket.destroy()
const unavailable: Fault = { isAccepted: false, respond: refuse }
const faults: readonly [Fault, ...Fault[]] = [
  unavailable,
  { isAccepted: true, respond: refuse },
  { isAccepted: false, respond: reset },
  { isAccepted: true, respond: reset },
]
/** No response until the server gives up. */
const hang: Fault = { isAccepted: false, respond: () => undefined }
const MAX_LATENCY_MS = 40
const FAILING_TRIES = 0.1
const HANGING_TRIES = 0.005
/** The third retry comes after two minutes: too late for the soak. */
const MAX_FAILED_TRIES = 2

/** Starts the receiver on a port of its own. */
export async function startReceiver(random: Random): Promise<Receiver> {
  const ledger = createLedger(random)
  const { accepted, counts, problems, state } = ledger
  const inFlight = new Set<string>()

  async function receive(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    counts.requests += 1
    const event = await verifyWebhook(request.headers, body, WEBHOOK_SECRET)
    const { id: session } = event.data
    if (inFlight.has(session)) counts.overlaps += 1
    inFlight.add(session)
    await sleep(random('webhook latency', event.id) * MAX_LATENCY_MS)
    const fault = ledger.process(event)
    // Without a response, the server gives up after 10 s and sends the event again later.
    inFlight.delete(session)
    if (fault) fault.respond(request, response)
    else response.writeHead(204).end()
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      receive(request, response, Buffer.concat(chunks)).catch((error: unknown) => {
        problems.push(`webhook: ${(error as Error).message}`)
        response.writeHead(400).end()
      })
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    ...{ accepted, counts, problems },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    fail: () => void (state.isFailing = true),
    heal: () => void (state.isFailing = false),
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The receiver's memory. */
function createLedger(random: Random) {
  const accepted: Receiver['accepted'] = new Map()
  const counts = { requests: 0, refused: 0, repeats: 0, overlaps: 0 }
  const problems: string[] = []
  const state = { isFailing: false }
  const failedTries = new Map<string, number>()

  function chooseFault(id: string): Fault | undefined {
    if (state.isFailing) return unavailable
    const tries = failedTries.get(id) ?? 0
    if (tries >= MAX_FAILED_TRIES) return undefined
    const place = random('webhook', id, tries)
    if (place < HANGING_TRIES) return hang
    return place < HANGING_TRIES + FAILING_TRIES
      ? pick(faults, random('webhook fault', id, tries))
      : undefined
  }

  function accept(event: WebhookEvent): void {
    const first = accepted.get(event.id)
    if (!first) accepted.set(event.id, event)
    else if (JSON.stringify(first) === JSON.stringify(event)) counts.repeats += 1
    else problems.push(`webhook ${event.id}: a repeat differs from the first`)
  }

  /** Accepts the event, unless it has a fault that comes first. */
  function process(event: WebhookEvent): Fault | undefined {
    const fault = chooseFault(event.id)
    if (fault) failedTries.set(event.id, (failedTries.get(event.id) ?? 0) + 1)
    if (fault?.isAccepted === false) counts.refused += 1
    else accept(event)
    return fault
  }

  return { accepted, counts, problems, state, process }
}

/** The faults of a gateway call, and how often they happen. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pick, type Random } from './random.js'

/** INGO_TIMEOUT_MS of the capture servers: the least that the setting allows. */
export const TIMEOUT_MS = 1000
const SLOW_MS = 1800
/** `isProcessed`: the gateway has tokenized the account although the server doesn't learn of it. */
export type Fault = {
  name: string
  isProcessed: boolean
  respond: (request: IncomingMessage, response: ServerResponse, success: () => void) => void
}

const reset = ({ socket }: IncomingMessage) => socket.resetAndDestroy()
const html503 = (_request: IncomingMessage, response: ServerResponse) =>
  response.writeHead(503).end('<h1>Service Unavailable</h1>')

const faults: readonly [Fault, ...Fault[]] = [
  { name: 'reset before processing', isProcessed: false, respond: reset },
  { name: 'reset after processing', isProcessed: true, respond: reset },
  { name: '503 before processing', isProcessed: false, respond: html503 },
  { name: '503 after processing', isProcessed: true, respond: html503 },
  {
    name: 'half a response',
    isProcessed: true,
    respond(request, response) {
      response.writeHead(200, { 'Content-Length': '1000' }).write('{"status":100')
      setTimeout(() => request.socket.destroy(), 10)
    },
  },
  {
    name: 'redirect',
    isProcessed: true,
    respond: (_request, response) => response.writeHead(307, { Location: 'http://127.0.0.1:1/' }).end(),
  },
  {
    name: 'too slow',
    isProcessed: true,
    respond: (_request, _response, success) => setTimeout(success, SLOW_MS),
  },
  {
    name: '429',
    isProcessed: false,
    respond: (_request, response) => response.writeHead(429, { 'Retry-After': '1' }).end(),
  },
]
/** Faults that leave the outcome unknown. */
const unclear = faults.filter(({ name }) => name !== '429' && name !== 'too slow') as [Fault, ...Fault[]]

const FAILING_CALLS = 0.12
/** The share of sessions whose first account fails for so long that the server gives the outcome up. */
const STUBBORN_SESSIONS = 0.03
const STUBBORN_MS = 80_000

/** `call` counts the calls about one account of one session, from 0; `ageMs` is the time since the first of them. */
type Call = { session: string; account: string; isFirstAccount: boolean; call: number; ageMs: number }

/** Chooses the fault of a call, if any. */
export function chooseFault(random: Random, about: Call): Fault | undefined {
  const { session, account, isFirstAccount, call, ageMs } = about
  const place = random('which fault', session, account, call)
  if (isFirstAccount && ageMs < STUBBORN_MS && random('stubborn', session) < STUBBORN_SESSIONS) {
    // Half of these calls are never processed.
    const isProcessed = random('stubborn and processed', session) < 0.5
    const kind = unclear.filter((fault) => fault.isProcessed === isProcessed) as [Fault, ...Fault[]]
    return pick(kind, place)
  }
  return random('fault', session, account, call) < FAILING_CALLS ? pick(faults, place) : undefined
}

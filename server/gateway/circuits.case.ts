/** For tests: an app, and a gateway that distinguishes the server's probes from captures. */
import { expect, onTestFinished, vi } from 'vitest'
import {
  card,
  json,
  readResponse,
  startApp,
  startGateway,
  success,
  type Behaviour,
} from '../testing/app.case.js'
import { unlimited } from '../testing/serveProcess.case.js'

export const SIGNATURE_REFUSED: Behaviour = (_sent, response) =>
  response
    .writeHead(401, { 'Content-Type': 'application/json' })
    .end('{"message":"HMAC signature does not match"}')
export const FIREWALL_PAGE: Behaviour = (_sent, response) =>
  response.writeHead(403, { 'Content-Type': 'text/html' }).end('<html><h1>Forbidden</h1></html>')
export const RESET: Behaviour = (_sent, _response, request) => request.socket.resetAndDestroy()
export const BROKEN: Behaviour = (_sent, response) => response.writeHead(503).end('oops')
/** Ingo's response to the token request while everything works: there is no such token. */
export const NO_SUCH_TOKEN = json(() => ({ status: 800 }))
export const VERIFIED = json((sent) => success(sent))

/** A card whose recipient makes the gateway of these tests misbehave. The gateway verifies cards with another name. */
export const HOSTILE = { ...card, recipient_first_name: 'Hostile' }

/**
 * Starts an app and its gateway. `script` has the gateway's responses to the server's probe, to a capture of `HOSTILE`,
 * and to every other call. A test may change it. The pauses after probes end only when `passTime` moves the timers.
 */
export async function startGuarded(settings: Record<string, string> = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 5 })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const script = { probe: NO_SUCH_TOKEN, hostile: FIREWALL_PAGE, good: VERIFIED }
  const isProbe = (sent: object) => 'customer_account_token' in sent
  const gateway = await startGateway((sent, response, request) => {
    const answer = isProbe(sent)
      ? script.probe
      : sent.recipient_first_name === HOSTILE.recipient_first_name
        ? script.hostile
        : script.good
    answer(sent, response, request)
  })
  const app = startApp({ INGO_URL: gateway.url, ...unlimited, ...settings })
  /** The result of one capture in a session of its own. */
  const capture = async (content: unknown = card) => readResponse((await app.open()).capture(content))
  const openCircuits = async () => {
    const { values } = await app.metrics.circuitOpen.get()
    return values.filter(({ value }) => value === 1).map(({ labels }) => labels.circuit)
  }
  return {
    ...app,
    script,
    capture,
    openCircuits,
    openCredentialsCircuit: async () => {
      script.good = script.probe = SIGNATURE_REFUSED
      for (let times = 0; times < 3; times++) await capture()
      await vi.waitFor(async () => {
        expect(await openCircuits()).toEqual(['credentials'])
      }, 15_000)
    },
    countCalls: () => gateway.received.filter(({ sent }) => !isProbe(sent)).length,
    countProbes: () => gateway.received.filter(({ sent }) => isProbe(sent)).length,
    /** The kinds of the requests that the gateway received, in order. */
    calls: () => gateway.received.map(({ sent }) => (isProbe(sent) ? 'probe' : 'capture')),
    passTime: (ms: number) => {
      vi.advanceTimersByTime(ms)
    },
  }
}

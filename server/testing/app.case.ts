/** For tests: the whole app over HTTP requests, with a real gateway client and a scripted gateway. */
import { createHash } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { documentedRequest } from '../../contract/documented.case.js'
import type { CreatedSession, SessionInput } from '../../contract/sessionRequest.js'
import type { App } from '../app.js'
import { compose } from '../compose.js'
import { socketAddress } from '../http/clientAddress.js'
import { createAsset } from '../http/static/assets.js'
import { parseConfig, type Environment } from '../config/config.js'
import { startGateway, type Behaviour } from './gateway.case.js'
import { createLog } from '../observability/log.js'
import { createMetrics } from '../observability/metrics.js'
import { openEmbeddedBackends, type Backends } from '../store/openBackends.js'

export { json, slow, startGateway, success, type Behaviour, type Sent } from './gateway.case.js'

export const SECRET_KEY = 'sk_test_only_9tRwK3mPx7LqZ2vB'
export const ORIGIN = 'http://localhost:4181'
export const NOW = Date.UTC(2026, 5, 15, 12)

const {
  participant_id: _p,
  amount: _a,
  participant_unique_id1: _1,
  participant_unique_id2: _2,
  ...typed
} = documentedRequest
const { timestamp: _t, version: _v, ...fields } = typed
/** The frame's body for the documented sample. */
export const card = { ...fields, account_type: 'card' }
export const environment: Environment = {
  CAPTURE_MERCHANT_ID: 'demo',
  CAPTURE_SECRET_KEY: SECRET_KEY,
  CAPTURE_ORIGINS: `${ORIGIN},https://shop.example`,
  CAPTURE_SEALING_KEYS: createHash('sha256').update('a key of the tests').digest('base64'),
  CAPTURE_STORE: ':memory:',
  INGO_USERNAME: 'test',
  INGO_SECRET: 'a-secret-of-the-tests',
  INGO_PARTICIPANT_ID: '12345',
}

const page =
  '<meta name="ingo-capture-origins" content="__ORIGINS__"><script type="module" src="./assets/main-1.js"></script><style>a{}</style>'
const HTML = 'text/html; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'
const assets = new Map([
  ['frame/documents/card.en.html', createAsset(Buffer.from(`${page}card.en`), HTML)],
  ['frame/documents/card.es.html', createAsset(Buffer.from(`${page}card.es`), HTML)],
  ['frame/documents/card.no-cvv.en.html', createAsset(Buffer.from(`${page}card.no-cvv.en`), HTML)],
  ['frame/assets/main-1.js', createAsset(Buffer.from('1'), SCRIPT)],
  ['sdk/v1/ingo-capture.js', createAsset(Buffer.from('2'), SCRIPT)],
  ['sdk/v1/ingo-capture-1.2.3-0a1b2c3d.js', createAsset(Buffer.from('2'), SCRIPT)],
])

/** The sealing keys of the test environment, for stores outside of an app. */
export const sealingKeys = () => parseConfig(environment).sealingKeys

/** A clock that starts at NOW, and advances only by a sleep, which resolves at once. */
function createStandingClock() {
  const slept: number[] = []
  const time = { now: NOW }
  const clock = {
    now: () => time.now,
    sleep: async (ms: number) => {
      slept.push(ms)
      time.now += ms
      await new Promise((done) => setTimeout(done, 1))
    },
  }
  return { clock, slept, time }
}

/** Starts the app with a standing clock. `shared` is the state of another app; by default it has its own. */
export function startApp(settings: Environment, shared?: Backends, isEmbedded = false) {
  const lines: string[] = []
  const { clock, slept, time } = createStandingClock()
  const state = { draining: false }
  const log = createLog('trace', { write: (line) => void lines.push(line) }, Date.now)
  const config = parseConfig({ ...environment, ...settings })
  const metrics = createMetrics()
  const backends =
    shared ?? openEmbeddedBackends(config.store, { now: clock.now, sealingKeys: () => config.sealingKeys })
  const isDraining = () => state.draining
  const { app, gateway, readiness, webhooks } = compose({
    ...{ config, backends, clock, log, metrics, assets, isDraining },
    peerAddress: socketAddress,
    isEmbedded,
  })
  gateway.setMerchants(config.merchants)
  onTestFinished(async () => {
    await gateway.close()
    await backends.store.close()
  })
  const clients = createClients(app)
  const { store } = backends
  const parts = { app, webhooks, config, state, readiness, backends, store, metrics, lines }
  return { ...parts, slept, time, ...clients }
}

/** A capture's body, Idempotency-Key and more headers. By default the documented card with a new key. */
type Content = [content?: unknown, key?: string, more?: Record<string, string>]

/** The merchant's backend and the frame, as clients of the app. */
function createClients(app: App) {
  /** The address of the client's socket. */
  const peer = { address: '127.0.0.1' }
  const backend = (path: string, init: RequestInit = {}, key = SECRET_KEY) =>
    app.request(`/v1/sessions${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    })
  const create = (body: unknown, key?: string) =>
    backend('', { method: 'POST', body: JSON.stringify(body) }, key)
  const retrieve = async (id: string) => (await (await backend(`/${id}`)).json()) as Record<string, unknown>

  /** Sends a capture for a sealed session as the frame does. */
  const submitSealed = (
    sealed: string,
    ...[content = card, key = crypto.randomUUID(), more = {}]: Content
  ) => {
    const body = typeof content === 'string' ? content : JSON.stringify(content)
    const authorization = { Authorization: `Bearer ${sealed}`, 'Idempotency-Key': key }
    const headers = { ...authorization, 'Content-Type': 'application/json', ...more }
    const env = { incoming: { socket: { remoteAddress: peer.address } } }
    return app.request('/v1/captures', { method: 'POST', body, headers }, env)
  }

  /** Creates a session. `capture` sends a capture for it as the frame does. */
  async function open(body: Partial<SessionInput> = {}) {
    const response = await create({ origin: ORIGIN, ...body })
    const { id, url } = (await response.json()) as CreatedSession
    const sealed = new URL(url).hash.slice(1)
    const capture = (...request: Content) => submitSealed(sealed, ...request)
    return { id, url, sealed, capture, status: () => retrieve(id) }
  }
  return { peer, backend, create, retrieve, open, submitSealed }
}

/** Starts a gateway and the app that talks to it. */
export async function start(...behaviours: Behaviour[]) {
  const gateway = await startGateway(...behaviours)
  return { gateway, ...startApp({ INGO_URL: gateway.url }) }
}

/** Removes random values, which could hold any three digits by chance. */
export function removeRandomValues(text: string): string {
  return text.replace(
    /"(?:request_id|session|id|participant_unique_id1|time|duration_ms)":(?:"[^"]*"|[0-9.]+)/g,
    '',
  )
}

/** Status, media type and body of a response, for one assertion. */
export async function readResponse(response: Response | Promise<Response>): Promise<Record<string, unknown>> {
  const { status, headers } = await response
  const body = (await (await response).json()) as Record<string, unknown>
  return { http: status, mime: headers.get('content-type'), ...body }
}

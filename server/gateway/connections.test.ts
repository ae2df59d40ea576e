/** Connections that are idle, stale or slow to open. */
import { spawn } from 'node:child_process'
import dns from 'node:dns'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { card, environment, json, readResponse, start, success, type Behaviour } from '../testing/app.case.js'
import { parseConfig } from '../config/config.js'
import { createGatewayClient } from './client.js'

const TOKEN = 'token-1'
const verified = json((sent) => success(sent, { customer_account_token: TOKEN }))
const recovered = json((sent) => success(sent, { customer_account_token: TOKEN }, 101))
const reset: Behaviour = (_sent, _response, request) => request.socket.resetAndDestroy()

/** Runs two captures on one connection. The gateway answers the calls of the second with `behaviours`. */
async function captureTwice(...behaviours: Behaviour[]) {
  const app = await start(verified, ...behaviours)
  const [first, second] = [await app.open(), await app.open()]
  expect((await first.capture(card)).status).toBe(200)
  const response = await readResponse(second.capture(card))
  const ids = app.gateway.received.slice(1).map(({ sent }) => sent.participant_unique_id1)
  return { ...app, response, ids }
}

it('repeats at once, under the same id, when an idle connection is reset as the request arrives', async () => {
  const { response, ids, slept } = await captureTwice(reset, verified)
  expect(response).toMatchObject({ http: 200, customer_account_token: TOKEN })
  expect(slept).not.toContain(4000)
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
})

it('gets the same token when the gateway had processed the request before the reset', async () => {
  const { response, slept } = await captureTwice(reset, recovered)
  expect(response).toMatchObject({ http: 200, customer_account_token: TOKEN })
  expect(slept).not.toContain(4000)
})

it('repeats at once only once', async () => {
  const { response, slept, ids } = await captureTwice(reset, reset, reset, verified)
  expect(response).toMatchObject({ http: 200 })
  expect(slept.filter((ms) => ms === 4000)).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
})

it.each<[string, Behaviour[], number]>([
  [
    'after a part of an answer',
    [
      verified,
      (_sent, response) => {
        response.socket?.write('HTTP/1.1 200 OK\r\n')
        setTimeout(() => response.socket?.resetAndDestroy(), 20)
      },
    ],
    1,
  ],
  [
    'later than a round trip',
    [
      verified,
      (sent, response, request) => {
        setTimeout(() => {
          reset(sent, response, request)
        }, 1100)
      },
    ],
    1,
  ],
  ['on a new connection', [reset], 0],
])('waits 4 s after a reset %s', async (_name, behaviours, before) => {
  const { open, slept } = await start(...behaviours, recovered)
  for (let sent = 0; sent < before; sent++) expect((await (await open()).capture(card)).status).toBe(200)
  expect((await (await open()).capture(card)).status).toBe(200)
  expect(slept).toContain(4000)
})

/** A server whose accept queue is full at first, so that the handshake succeeds only with the second SYN, after 1 s. */
async function startBusy() {
  const script = `require('node:http').createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":852}')
  }).listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () { console.log(this.address().port) })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(line.toString())
  child.kill('SIGSTOP')
  const fillers: Socket[] = []
  onTestFinished(() => {
    for (const filler of fillers) filler.destroy()
    child.kill('SIGKILL')
  })
  for (let index = 0; index < 3; index++) {
    const filler = connect(port, '127.0.0.1')
    filler.on('error', () => undefined)
    fillers.push(filler)
  }
  await new Promise((done) => setTimeout(done, 100))
  setTimeout(() => child.kill('SIGCONT'), 500)
  return port
}

it.runIf(process.platform === 'linux')(
  'waits for the second SYN of an address before it tries the next, which refuses',
  async () => {
    const port = await startBusy()
    vi.spyOn(dns, 'lookup').mockImplementation(((
      _host: string,
      _options: unknown,
      done: (...values: unknown[]) => void,
    ) => {
      done(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ])
    }) as typeof dns.lookup)
    onTestFinished(() => void vi.restoreAllMocks())
    const settings = { ...environment, INGO_URL: `http://localhost:${port}` }
    const [merchant] = parseConfig(settings).merchants
    if (!merchant) throw new Error('no merchant')
    const client = createGatewayClient({ now: Date.now, clockSkew: { record: () => undefined } })
    onTestFinished(() => client.close())
    const started = Date.now()
    const body = Buffer.from('{}')
    expect(await client.post(merchant, { operation: 'verify--card', body })).toMatchObject({
      kind: 'response',
    })
    // The first SYN was lost.
    expect(Date.now() - started).toBeGreaterThan(900)
  },
)

it('opens a new connection after the gateway has closed an idle one', async () => {
  const closing: Behaviour = (sent, response, request) => {
    verified(sent, response, request)
    setTimeout(() => request.socket.destroy(), 20)
  }
  const { open, slept } = await start(closing)
  for (let times = 0; times < 2; times++) {
    expect((await (await open()).capture(card)).status).toBe(200)
    await new Promise((done) => setTimeout(done, 100))
  }
  expect(slept).not.toContain(4000)
})

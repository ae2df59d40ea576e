import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startReceiver } from '../../testing/receiver.case.js'
import { listen } from './listen.js'

const event = (id: string) => ({
  ...{ id, type: 'session.canceled', timestamp: '2026-06-15T12:00:00.000Z' },
  data: { id: 's1', merchant: 'demo', status: 'canceled', attempts: 0, participant_unique_id1: 'order-1' },
  delivery: { status: 'recorded', tries: 0 },
})

/** A capture server whose store was replaced after the first request: it doesn't know the event `evt_old`. */
async function startReplacedServer(): Promise<string> {
  let asked = 0
  const server = createServer((request, response) => {
    const after = new URL(request.url ?? '', 'http://server').searchParams.get('after')
    const events = after === 'evt_new' ? [] : [event(asked++ === 0 ? 'evt_old' : 'evt_new')]
    response.statusCode = after === 'evt_old' ? 400 : 200
    response.end(JSON.stringify({ events, has_more: false }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('continues with the events of a server whose store was replaced', async () => {
  const receiver = await startReceiver()
  const access = { command: 'webhooks', url: await startReplacedServer(), secretKey: 'sk_test' }
  const ended = new AbortController()
  const listening = listen({ access, forward: receiver.url, now: Date.now, signal: ended.signal })
  await vi.waitUntil(() => receiver.received.length > 0, { timeout: 20_000 })
  ended.abort()
  await listening
  expect(receiver.received.map(({ id }) => id)).toEqual(['evt_new'])
})

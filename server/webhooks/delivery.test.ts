/** The deliveries of one process while its store fails, its configuration changes, and when it stops. */
import type { ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import { openEmbeddedBackends } from '../store/openBackends.js'
import { json, NOW, sealingKeys, startApp, startGateway, success } from '../testing/app.case.js'
import { unlimited } from '../testing/serveProcess.case.js'
import { startReceiver, WEBHOOK_SECRET } from '../testing/receiver.case.js'
import { startWithReceiver } from './startWithReceiver.case.js'

const verified = json((sent) => success(sent))

it('stops only when every request has ended, though the store fails meanwhile', async () => {
  const gateway = await startGateway(verified)
  const receiver = await startReceiver()
  const backends = openEmbeddedBackends(':memory:', { now: () => NOW, sealingKeys })
  const { outbox } = backends.store
  const ended: string[] = []
  const [failed, fail] = createSignal()
  const settle: typeof outbox.settle = async (event, result) => {
    ended.push('request')
    if (ended.length === 1) {
      fail()
      throw new Error('The disk is full.')
    }
    await outbox.settle(event, result)
  }
  const store = { ...backends.store, outbox: { ...outbox, settle } }
  const hook = { CAPTURE_WEBHOOK_URL: receiver.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }
  const { open, webhooks } = startApp({ INGO_URL: gateway.url, ...hook }, { ...backends, store })
  for (let count = 0; count < 2; count++) await (await open()).capture()
  const responses: ServerResponse[] = []
  const [bothArrived, arrive] = createSignal()
  receiver.current.answer = (response) => {
    if (responses.push(response) === 2) arrive()
  }
  void webhooks.deliver()
  await bothArrived
  responses[0]?.writeHead(204).end()
  await failed
  const stopped = webhooks.stop().then(() => ended.push('stop'))
  responses[1]?.writeHead(204).end()
  await stopped
  expect(ended).toEqual(['request', 'request', 'stop'])
})

it('sends the rest of a backlog to the URL of a reload', async () => {
  const { open, webhooks, config, receiver } = await startWithReceiver({}, verified)
  const next = await startReceiver()
  // One more than are sent at the same time.
  for (let count = 0; count < 9; count++) await (await open()).capture()
  receiver.current.answer = (response) => {
    config.merchants = config.merchants.map((merchant) => ({
      ...merchant,
      ...(merchant.webhook && { webhook: { ...merchant.webhook, url: next.url } }),
    }))
    response.writeHead(204).end()
  }
  await webhooks.deliver()
  await webhooks.deliver()
  expect([receiver.received.length, next.received.length]).toEqual([8, 1])
})

it('sends no more than eight events of a merchant at once, however long the store takes to find them', async () => {
  const gateway = await startGateway(verified)
  const receiver = await startReceiver()
  const backends = openEmbeddedBackends(':memory:', { now: () => NOW, sealingKeys })
  const { outbox } = backends.store
  const [claimable, allowClaims] = createSignal()
  const claim: typeof outbox.claim = async (terms) => {
    await claimable
    return outbox.claim(terms)
  }
  const hook = { CAPTURE_WEBHOOK_URL: receiver.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }
  const store = { ...backends.store, outbox: { ...outbox, claim } }
  const settings = { INGO_URL: gateway.url, ...hook, ...unlimited }
  const { open, webhooks } = startApp(settings, { ...backends, store })
  for (let count = 0; count < 20; count++) await (await open()).capture()
  const responses: ServerResponse[] = []
  const [eightArrived, arrive] = createSignal()
  receiver.current.answer = (response) => {
    if (responses.push(response) === 8) arrive()
  }
  const first = webhooks.deliver()
  const next = [webhooks.deliver(), webhooks.deliver()]
  allowClaims()
  await eightArrived
  // They wait for no response, because all places are taken.
  await Promise.all(next)
  expect(responses).toHaveLength(8)
  receiver.current.answer = (response) => response.writeHead(204).end()
  for (const response of responses) response.writeHead(204).end()
  await first
  expect(receiver.received).toHaveLength(20)
})

function createSignal(): [signal: Promise<void>, send: () => void] {
  let send: () => void = () => undefined
  const signal = new Promise<void>((resolve) => {
    send = resolve
  })
  return [signal, send]
}

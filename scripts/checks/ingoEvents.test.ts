/** The requests about Ingo's events in docs/webhooks.md and docs/testing-cards.md, sent with curl, work. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { createSimulator } from '../../demo/simulator/gateway.js'
import { createHttpServer } from '../../server/http/node/createHttpServer.js'
import { card, NOW, startApp } from '../../server/testing/app.case.js'

const INGO_WEBHOOK_SECRET = 'a-path-secret-of-the-tests-7Qx2'
const CLEARED = '4000000000001307'
const FAILED = '4000000000001315'

/** The command of a page that contains `text`: a line, or a block that is one command. */
function findCommand(page: string, text: string): string {
  const markdown = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8')
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block.trim())
  const block = blocks.find((each) => each.includes(text)) ?? ''
  const command = block.includes("'{\n") ? block : block.split('\n').find((line) => line.includes(text))
  if (!command) throw new Error(`${page} has no command with ${text}`)
  return command
}

async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A capture server, its simulator, and a session `order-17` under review. */
async function startReview(account: string) {
  const now = () => NOW
  const settings = { publicUrl: 'https://capture.example', hsts: undefined, now, keepAliveMs: 1000 }
  const server: { app?: ReturnType<typeof startApp>['app'] } = {}
  const url = await listen(
    createHttpServer((request, env) => server.app?.fetch(request, env) ?? new Response(), settings),
  )
  const simulator = await listen(
    createSimulator({
      ...{ username: 'test', secret: 'a-secret-of-the-tests', participantId: 12345, now },
      webhookUrl: `${url}/v1/ingo/webhooks/demo/${INGO_WEBHOOK_SECRET}`,
    }),
  )
  const addresses = { INGO_WEBHOOK_SECRET, INGO_WEBHOOK_ADDRESSES: '127.0.0.1' }
  const started = startApp({ INGO_URL: simulator, ...addresses })
  server.app = started.app
  const session = await started.open({ participant_unique_id1: 'order-17' })
  const answer = await session.capture({ ...card, account, expiration_date: '2812' })
  expect([answer.status, await session.status()]).toMatchObject([422, { status: 'open', review: 'pending' }])

  /** Runs a command of the docs here; resolves to the JSON that it prints. */
  async function run(command: string): Promise<unknown> {
    const local = command
      .replace('https://capture.example', url)
      .replace('/webhooks/shop/', '/webhooks/demo/')
      .replace('http://127.0.0.1:4182', simulator)
      .replace(/ #.*$/, '')
    const env = { PATH: process.env.PATH, INGO_WEBHOOK_SECRET }
    const { stdout } = await promisify(execFile)('sh', ['-c', `${local} --silent`], { env })
    return JSON.parse(stdout)
  }
  return { run, status: session.status }
}

it('applies the event of docs/webhooks.md, once', async () => {
  const { run, status } = await startReview(CLEARED)
  const command = findCommand('webhooks.md', '/v1/ingo/webhooks/')
  expect(await run(command)).toEqual({ result: 'applied' })
  expect(await status()).toMatchObject({ status: 'tokenized', review: 'cleared' })
  expect(await run(command)).toEqual({ result: 'unchanged' })
})

it.each([
  [CLEARED, 'tokenized'],
  [FAILED, 'refused'],
])('ends the review of %s two days later by the simulator’s clock', async (account, expected) => {
  const { run, status } = await startReview(account)
  const command = findCommand('testing-cards.md', '"offset_s":172800')
  expect(await run(command)).toMatchObject({ offset_s: 172_800, reviews: ['order-17'] })
  expect(await status()).toMatchObject({ status: expected })
})

it('ends a review at once by PUT /reviews', async () => {
  const { run, status } = await startReview(FAILED)
  expect(await run(findCommand('testing-cards.md', '/reviews'))).toMatchObject({
    outcome: 'cleared',
    sent: 200,
  })
  expect(await status()).toMatchObject({ status: 'tokenized' })
})

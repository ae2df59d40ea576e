/** Sends the requests of docs/api.md with curl to a capture server on the simulator, and compares the responses. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { createSimulator } from '../../demo/simulator/gateway.js'
import { createHttpServer } from '../../server/http/node/createHttpServer.js'
import { WEBHOOK_SECRET } from '../../server/testing/receiver.case.js'
import { card, NOW, SECRET_KEY, startApp } from '../../server/testing/app.case.js'

const page = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8')
const calls = [...page.matchAll(/^```sh\n(curl .*?)^```\n\n```json (\d+)\n(.*?)^```$/gms)].map(
  ([, command = '', status = '', body = '']) => ({ command, status, body: JSON.parse(body) as unknown }),
)

async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Replaces each value by its type, except for values that a reader compares: codes, statuses and texts. */
function describeShape(value: unknown, key = ''): unknown {
  if (['code', 'status', 'field', 'title', 'detail'].includes(key)) return value
  if (typeof value !== 'object' || value === null) return typeof value
  if (Array.isArray(value)) return value.map((item) => describeShape(item))
  // The page shows a part of Ingo's data.
  if (key === 'data') return 'object'
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, describeShape(item, name)]))
}

async function startCaptureServer() {
  const simulator = { username: 'test', secret: 'a-secret-of-the-tests', participantId: 12345 }
  const now = () => NOW
  const gateway = await listen(createSimulator({ ...simulator, now, sleep: () => Promise.resolve() }))
  // Without a receiver, events are recorded and not sent.
  const server = startApp({ INGO_URL: gateway, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET })
  const settings = { publicUrl: 'https://capture.example', hsts: undefined, now, keepAliveMs: 1000 }
  return { ...server, url: await listen(createHttpServer(server.app.fetch, settings)) }
}

it('each request gets the response below it', async () => {
  const { url, open } = await startCaptureServer()
  const { id, capture, status } = await open()
  expect((await capture({ ...card, expiration_date: '2812' })).status).toBe(200)
  const { customer_account_token } = await status()
  const other = await open()
  const env = {
    PATH: process.env.PATH,
    CAPTURE_SECRET_KEY: SECRET_KEY,
    SESSION_ID: id,
    OPEN_SESSION_ID: other.id,
    TOKEN: String(customer_account_token),
  }
  for (const { command, status, body } of calls) {
    const local = command.trim().replace('https://capture.example', url)
    const line = `${local} --silent --write-out '\\n%{http_code}'`
    const { stdout } = await promisify(execFile)('sh', ['-c', line], { env })
    const [text = '', code] = stdout.split(/\n(?=\d+$)/)
    expect(code, command).toBe(status)
    expect(describeShape(JSON.parse(text)), command).toEqual(describeShape(body))
  }
})

it('shows every operation of a merchant’s backend', async () => {
  const { app } = startApp({})
  const { paths } = (await (await app.request('/openapi.json')).json()) as {
    paths: Record<string, Record<string, { tags?: string[] }>>
  }
  const backend = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags?.includes('Backend'))
      .map(([method]) => `\`${method.toUpperCase()} ${path}\``),
  )
  expect(backend.length).toBeGreaterThan(0)
  expect(backend.filter((call) => !page.includes(call))).toEqual([])
})

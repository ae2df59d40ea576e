/** `doctor --shapes` against a running server, and without one. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { ORIGIN, environment, json, SECRET_KEY, startGateway, success } from '../../testing/app.case.js'
import { merchantsFile, shops } from '../../testing/merchantsFile.case.js'
import { findFreePort } from '../../testing/freePorts.case.js'
import { capture, startNode, unlimited } from '../../testing/serveProcess.case.js'
import { createSession } from 'ingo-capture/backend'

const NOW = '2026-06-15T12:00:00.000Z'
const cli = fileURLToPath(new URL('../../../dist/server/cli.js', import.meta.url))

/** Runs `doctor --shapes` with the environment of a server. */
function askShapes(settings: Record<string, string | undefined>, ...more: string[]) {
  return new Promise<{ code: number; said: string }>((resolve) => {
    const env = { ...environment, ...settings }
    execFile(process.execPath, [cli, 'doctor', '--shapes', ...more], { env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), said: out + err })
    })
  })
}

async function startWatched() {
  const gateway = await startGateway(json((sent) => success(sent, { risk_level: sent.account })))
  const node = await startNode({ ...unlimited, INGO_URL: gateway.url })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const send = async () => {
    const body = { origin: ORIGIN, participant_unique_id1: crypto.randomUUID() }
    const { url } = await createSession({ url: node.url, secretKey: SECRET_KEY }, body)
    await capture(node.url, new URL(url).hash.slice(1), crypto.randomUUID())
  }
  return { send, PORT: new URL(node.url).port }
}

/** A foreign server whose list has terminal escape codes. Resolves to its port. */
async function startStranger(): Promise<string> {
  const shape = { operation: 'verify--card', path: '\u001b[31m', type: 'string', count: 1, first_seen: NOW }
  const body = JSON.stringify({ shapes: [shape], overflow: 0 })
  const server = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return String((server.address() as AddressInfo).port)
}

it('prints the recorded shapes, as text and as JSON, and says if there are none', async () => {
  const { send, PORT } = await startWatched()
  expect(await askShapes({ PORT })).toEqual({
    code: 0,
    said: expect.stringMatching(/^Since its start .+ nothing .+\n$/) as string,
  })
  await send()
  await send()
  const text = await askShapes({ PORT, HOST: '0.0.0.0' })
  expect(text.code).toBe(0)
  expect(text.said).toMatch(/^verify--card {2}data\.risk_level {2}string {2}2 responses {2}first at 20\S+Z$/m)
  const { code, said } = await askShapes({ PORT }, '--json')
  expect([code, JSON.parse(said)]).toMatchObject([
    0,
    { ok: true, overflow: 0, shapes: [{ path: 'data.risk_level', type: 'string', count: 2 }] },
  ])
  expect(text.said + said).not.toContain('4111')
})

it('uses the key of a merchant of CAPTURE_CONFIG', async () => {
  const { settings, write } = merchantsFile()
  write(shops.a, shops.b)
  const node = await startNode(settings)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  expect(await askShapes({ ...settings, PORT: new URL(node.url).port })).toMatchObject({ code: 0 })
})

it.each<[string, () => Promise<Record<string, string>>, RegExp]>([
  ['no server', async () => ({ PORT: String(await findFreePort()) }), /no server answers at .+ECONNREFUSED/],
  [
    'another key',
    async () => ({ PORT: (await startWatched()).PORT, CAPTURE_SECRET_KEY: 'sk_another_7yHq3kZt9wLp2XbN8v' }),
    /rejects CAPTURE_SECRET_KEY/,
  ],
  ['another server', async () => ({ PORT: await startStranger() }), /no capture server of this version/],
])('prints the problem and exits with 1: %s', async (_name, settings, summary) => {
  const given = await settings()
  const { code, said } = await askShapes(given)
  expect(said).toMatch(new RegExp(`^FAILED {2}shapes .*(?:${summary.source}).*\\n +→ .+\\n$`))
  expect(code).toBe(1)
  const printed = JSON.parse((await askShapes(given, '--json')).said) as unknown
  expect(printed).toMatchObject({ ok: false, checks: [{ name: 'shapes', status: 'failed' }] })
})

it('rejects --frame together with --shapes', async () => {
  const { code, said } = await askShapes({}, '--frame', 'https://capture.example/frame/demo')
  expect([code, said]).toEqual([2, expect.stringMatching(/^doctor: --shapes is invalid beside --frame.+\n$/)])
})

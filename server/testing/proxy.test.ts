/** `INGO_PROXY`: the server and doctor call the gateway through a CONNECT proxy. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkDeployment } from '../cli/doctor/deployment.js'
import { parseConfig } from '../config/config.js'
import { ConfigError, withSecretFiles } from '../config/environment.js'
import { createSession } from 'ingo-capture/backend'
import {
  environment,
  json,
  ORIGIN,
  readResponse,
  SECRET_KEY,
  startGateway,
  success,
  type Sent,
} from './app.case.js'
import { hasOpenssl, selfSigned } from './certificate.case.js'
import { temporaryFolder } from './merchantsFile.case.js'
import { startProxy } from './proxy.case.js'
import { capture, startNode, unlimited } from './serveProcess.case.js'

const CREDENTIALS = 'corp%40user:p%3Ass'
const AUTHORIZATION = `Basic ${Buffer.from('corp@user:p:ss').toString('base64')}`
const CARD = '4111111111111111'

/** Runs one capture through a process; resolves to its answer and to the process's output. */
async function runCapture(settings: Record<string, string>) {
  const node = await startNode({ ...unlimited, ...settings })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const { url } = await createSession({ url: node.url, secretKey: SECRET_KEY }, { origin: ORIGIN })
  const answer = await readResponse(capture(node.url, new URL(url).hash.slice(1), crypto.randomUUID()))
  return { answer, output: node.output() }
}

it('sends the capture through a tunnel, with the user and the password from a file', async () => {
  const proxy = await startProxy()
  const gateway = await startGateway()
  const file = join(temporaryFolder(), 'proxy')
  writeFileSync(file, `http://${CREDENTIALS}@${proxy.host}\n`, { mode: 0o600 })
  const { answer, output } = await runCapture({ INGO_URL: gateway.url, INGO_PROXY_FILE: file })
  expect(answer).toMatchObject({ http: 200 })
  expect(gateway.received).toHaveLength(1)
  expect(gateway.received[0]?.rawHeaders.join()).not.toMatch(/proxy/i)
  expect(proxy.tunnels).toEqual([{ authority: new URL(gateway.url).host, authorization: AUTHORIZATION }])
  expect(proxy.others).toBe(0)
  expect(output).not.toMatch(/corp|p%3A|p:ss/)
})

it.skipIf(!hasOpenssl)('encrypts from end to end: the proxy sees no card number', async () => {
  const { file, ...certificate } = selfSigned()
  const seen: Sent[] = []
  const gateway = createServer(certificate, (request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      seen.push(JSON.parse(body) as Sent)
      response.end(JSON.stringify(success(JSON.parse(body) as Sent)))
    })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void gateway.close())
  await once(gateway, 'listening')
  const authority = `localhost:${(gateway.address() as AddressInfo).port}`
  const proxy = await startProxy()
  const settings = { INGO_URL: `https://${authority}`, INGO_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: file }
  expect((await runCapture(settings)).answer).toMatchObject({ http: 200 })
  expect(seen.map(({ account }) => account)).toEqual([CARD])
  expect(proxy.tunnels).toEqual([{ authority, authorization: undefined }])
  expect(proxy.bytes()).not.toContain(CARD)
})

const refusals: [string, number, string, RegExp][] = [
  ['wants another password (407)', 407, 'INGO_PROXY: HTTP 407', /user and the password in INGO_PROXY/],
  ['forbids the host (403)', 403, 'INGO_PROXY: HTTP 403', /allow CONNECT/],
  ['fails (502)', 502, 'INGO_PROXY: HTTP 502', /INGO_PROXY/],
  ['hangs up', 0, 'INGO_PROXY: no answer', /host and port in INGO_PROXY/],
]

it.each(refusals)('sends nothing if the proxy %s, and names it', async (_name, status, reason, remedy) => {
  const proxy = await startProxy(status)
  const gateway = await startGateway(json((sent) => success(sent)))
  const INGO_PROXY = `http://${CREDENTIALS}@${proxy.host}`
  const settings = { INGO_URL: gateway.url, INGO_PROXY }
  const { answer, output } = await runCapture(settings)
  expect(answer).toMatchObject({ http: 502, code: 'gateway_unavailable' })
  expect(output).toContain(`"reason":"${reason}`)
  expect(gateway.received).toHaveLength(0)
  const checks = await checkDeployment({ ...environment, ...settings }, Date.now)
  expect(checks.at(-1)).toMatchObject({
    name: 'proxy',
    status: 'failed',
    summary: expect.stringContaining(reason) as string,
    remedy: expect.stringMatching(remedy) as string,
  })
  expect(output + JSON.stringify(checks)).not.toMatch(/corp|p%3A|p:ss/)
  expect(gateway.received).toHaveLength(0)
})

it('sends nothing to a proxy that sends data into the tunnel first, and does not retry endlessly', async () => {
  let connections = 0
  const proxy = createTcpServer((socket) => {
    connections += 1
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n220 welcome\r\n'))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void proxy.close())
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  const gateway = await startGateway()
  const INGO_PROXY = `http://127.0.0.1:${port}`
  const { answer, output } = await runCapture({ INGO_URL: gateway.url, INGO_PROXY })
  expect(answer).toMatchObject({ http: 502, code: 'gateway_unavailable' })
  expect(output).toContain('INGO_PROXY: it sends data of its own')
  expect(connections).toBeLessThan(10)
  expect(gateway.received).toHaveLength(0)
})

it.skipIf(!hasOpenssl)('checks the certificate of an https proxy whatever the environment says', async () => {
  const { file: _, ...certificate } = selfSigned()
  let asked = 0
  const proxy = createServer(certificate)
    .on('connect', (_request, socket) => {
      asked += 1
      socket.destroy()
    })
    .listen(0, '127.0.0.1')
  onTestFinished(() => void proxy.close())
  await once(proxy, 'listening')
  const { port } = proxy.address() as AddressInfo
  const gateway = await startGateway()
  const { answer, output } = await runCapture({
    INGO_URL: gateway.url,
    INGO_PROXY: `https://localhost:${port}`,
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  })
  expect(answer).toMatchObject({ http: 502, code: 'gateway_unavailable' })
  expect(output).toContain('INGO_PROXY: no answer (DEPTH_ZERO_SELF_SIGNED_CERT)')
  expect(asked).toBe(0)
})

it('sends nothing if the proxy can’t be reached', async () => {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  const gateway = await startGateway()
  const { answer, output } = await runCapture({
    INGO_URL: gateway.url,
    INGO_PROXY: `http://127.0.0.1:${port}`,
  })
  expect(answer).toMatchObject({ http: 502, code: 'gateway_unavailable' })
  expect(output).toContain('INGO_PROXY: no answer (ECONNREFUSED)')
  expect(gateway.received).toHaveLength(0)
})

it('doctor asks the gateway through the proxy, and asks no name server', async () => {
  const proxy = await startProxy()
  const gateway = await startGateway(json(() => ({ status: 800 })))
  const settings = { ...environment, INGO_URL: gateway.url, INGO_PROXY: proxy.url }
  const checks = await checkDeployment(settings, Date.now)
  expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['proxy', 'gateway']))
  expect(checks.map(({ name }) => name)).not.toContain('dns')
  const { host } = new URL(gateway.url)
  expect(proxy.tunnels.map(({ authority }) => authority)).toEqual([host, host])
  expect(gateway.received).toHaveLength(1)
})

it.each([
  'socks5://marked:1080',
  'marked:3128',
  'http://marked/path',
  'http://marked:1?q',
  'http://mark%ed@host:1',
  'http://:marked@host:1',
])('rejects INGO_PROXY=%s without the value', (INGO_PROXY) => {
  const read = () => parseConfig(withSecretFiles({ ...environment, INGO_PROXY }))
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(/^INGO_PROXY is invalid\. Expected the URL of a CONNECT proxy, [^\n]+$/)
  expect(read).not.toThrow(/marked|mark%/)
})

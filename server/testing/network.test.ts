/** The network between the real process and the gateway: proxies, certificates, TLS versions. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { ORIGIN, SECRET_KEY, startApp, startGateway, success, readResponse, type Sent } from './app.case.js'
import { hasOpenssl, selfSigned } from './certificate.case.js'
import { createSession } from 'ingo-capture/backend'
import { capture, startNode, unlimited } from './serveProcess.case.js'

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Runs one capture through a process with these settings. */
async function runCapture(settings: Record<string, string>): Promise<Record<string, unknown>> {
  const node = await startNode({ ...unlimited, ...settings })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const backend = { url: node.url, secretKey: SECRET_KEY }
  const { url } = await createSession(backend, { origin: ORIGIN })
  return readResponse(capture(node.url, new URL(url).hash.slice(1), crypto.randomUUID()))
}

it('ignores a proxy in the environment: card data goes directly to the gateway', async () => {
  let proxyRequests = 0
  const proxyServer = createServer((_request, response) => {
    proxyRequests += 1
    response.end()
  }).on('connect', (_request, socket) => {
    proxyRequests += 1
    socket.destroy()
  })
  const proxy = `http://127.0.0.1:${await listen(proxyServer)}`
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']
  const gateway = await startGateway()
  const response = await runCapture({
    ...Object.fromEntries(names.map((name) => [name, proxy])),
    NODE_USE_ENV_PROXY: '1',
    INGO_URL: gateway.url,
  })
  expect(response).toMatchObject({ http: 200 })
  expect(gateway.received).toHaveLength(1)
  expect(proxyRequests).toBe(0)
})

/** Starts a TLS gateway; `seen` counts its requests. */
async function startTlsGateway(options: ServerOptions) {
  const seen = { requests: 0 }
  const server = createTlsServer(options, (request, response) => {
    seen.requests += 1
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => response.end(JSON.stringify(success(JSON.parse(body) as Sent))))
  })
  return { url: `https://localhost:${await listen(server)}`, seen }
}

const nothingSent = { http: 502, code: 'gateway_unavailable' }

it.skipIf(!hasOpenssl)('verifies the certificate whatever the environment says', async () => {
  const { file, ...certificate } = selfSigned()
  const { url, seen } = await startTlsGateway(certificate)
  expect(await runCapture({ INGO_URL: url, NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toMatchObject(nothingSent)
  expect(seen.requests).toBe(0)
  expect(await runCapture({ INGO_URL: url, NODE_EXTRA_CA_CERTS: file })).toMatchObject({ http: 200 })
  expect(seen.requests).toBe(1)
})

it.skipIf(!hasOpenssl)('rejects TLS 1.1 whatever the environment says', async () => {
  const { file, ...certificate } = selfSigned()
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  const { url, seen } = await startTlsGateway({ ...certificate, ...old })
  const settings = { INGO_URL: url, NODE_EXTRA_CA_CERTS: file }
  const eager = { NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT@SECLEVEL=0' }
  expect(await runCapture({ ...settings, ...eager })).toMatchObject(nothingSent)
  expect(seen.requests).toBe(0)
})

it('never redirects an http request for an https URL', async () => {
  const { app } = startApp({ CAPTURE_PUBLIC_URL: 'https://capture.example' })
  for (const path of ['/v1/session', '/v1/sessions', '/v1/captures', '/frame/demo', '/']) {
    for (const method of ['GET', 'POST']) {
      const { status, headers } = await app.request(`http://capture.example${path}`, { method })
      expect([path, Math.floor(status / 100)]).not.toEqual([path, 3])
      expect(headers.get('location')).toBeNull()
    }
  }
})

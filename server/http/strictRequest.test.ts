/** The Host header of requests that proxies and their health checks send. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startApp } from '../testing/app.case.js'
import { NEVER, parseOnlyResponse, sendBytes } from '../testing/socket.case.js'
import { createHttpServer } from './node/createHttpServer.js'

async function start() {
  const publicUrl = 'https://capture.example'
  const { app } = startApp({ CAPTURE_PUBLIC_URL: publicUrl })
  const settings = { publicUrl, hsts: undefined, now: Date.now, keepAliveMs: 5000 }
  const server = createHttpServer(app.fetch, settings).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close().closeAllConnections()
  })
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

it.each([
  ['a health check of HTTP/1.0 without a host', 200, 'GET /healthz HTTP/1.0\r\n\r\n'],
  ['HEAD of HTTP/1.0 without a host', 200, 'HEAD /healthz HTTP/1.0\r\n\r\n'],
  ['one of HTTP/1.0 with a host', 200, 'GET /healthz HTTP/1.0\r\nHost: x\r\n\r\n'],
  ['two hosts in HTTP/1.0', 400, 'GET /healthz HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n'],
  ['an empty host in HTTP/1.0', 400, 'GET /healthz HTTP/1.0\r\nHost:\r\n\r\n'],
  ['an empty host', 400, 'GET /healthz HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n'],
  ['no host', 400, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n'],
])('requires one Host header, and none of HTTP/1.0: %s', async (_name, status, bytes) => {
  expect(parseOnlyResponse(await sendBytes(await start(), bytes, NEVER)).status).toBe(status)
})

/** An embedded app whose headers are changed on the way to browsers says so in the log, over a real socket. */
import { getRequestListener } from '@hono/node-server'
import helmet from 'helmet'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startApp } from '../testing/app.case.js'

type Listener = ReturnType<typeof getRequestListener>
type Wrap = (listener: Listener) => (request: IncomingMessage, response: ServerResponse) => void

/** Mounts the app, asks for its form as a browser does, and resolves to the lines of its check. */
async function changesLogged(outer: Hono, wrap: Wrap): Promise<string[]> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const CAPTURE_PUBLIC_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/capture`
  const { app, lines } = startApp({ CAPTURE_PUBLIC_URL }, undefined, true)
  outer.route('/capture', app)
  server.on('request', wrap(getRequestListener((request, env) => outer.fetch(request, env))))
  const answers = { count: 0 }
  server.on('request', (_request, response: ServerResponse) =>
    response.on('close', () => (answers.count += 1)),
  )
  await (await fetch(`${CAPTURE_PUBLIC_URL}/frame/demo`)).text()
  // The browser's request, and the check's two.
  await vi.waitFor(() => {
    expect(answers.count).toBe(3)
  })
  await new Promise((done) => setTimeout(done, 50))
  await (await fetch(`${CAPTURE_PUBLIC_URL}/frame/demo`)).text()
  return lines.filter((line) => line.includes('headers changed'))
}

const direct: Wrap = (listener) => (request, response) => void listener(request, response)

it('says nothing where the headers arrive as they were sent', async () => {
  const outer = new Hono()
  outer.use(secureHeaders(), cors(), etag())
  expect(await changesLogged(outer, direct)).toEqual([])
})

it('names the headers that helmet adds to an answer', async () => {
  const protect = helmet()
  const wrap: Wrap = (listener) => (request, response) => {
    protect(request, response, () => void listener(request, response))
  }
  const lines = await changesLogged(new Hono(), wrap)
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(line).toMatch(/CAPTURE_PUBLIC_URL changes [^"]*x-frame-options/)
})

it('names a header that a proxy replaces', async () => {
  const wrap: Wrap = (listener) => (request, response) => {
    const writeHead = response.writeHead.bind(response)
    response.writeHead = ((status: number, headers: Record<string, string>) =>
      writeHead(status, {
        ...headers,
        'cross-origin-resource-policy': 'same-origin',
      })) as never
    void listener(request, response)
  }
  const lines = await changesLogged(new Hono(), wrap)
  expect(lines).toHaveLength(2)
  for (const line of lines)
    expect(line).toMatch(/changes cross-origin-resource-policy of the (?:form|script)\./)
})

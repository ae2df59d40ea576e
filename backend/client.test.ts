/** The errors of a backend that can't reach the capture server: the reason, and whether it can try again. */
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { expect, it, onTestFinished, vi } from 'vitest'
import {
  CaptureServerError,
  cancelSession,
  createSession,
  createVerification,
  listSessions,
  retrieveSession,
  type CaptureServer,
} from 'ingo-capture/backend'

const KEY = 'sk_not-a-real-key-for-tests'

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Calls the server and returns the error, which must not contain the key. */
async function catchError(given: Partial<CaptureServer>): Promise<CaptureServerError> {
  const error = await retrieveSession({ secretKey: KEY, ...given } as CaptureServer, 'ses_1').catch(
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof CaptureServerError)) throw new Error('It should have failed.')
  expect(inspect(error, { depth: 9 })).not.toContain(KEY)
  return error
}

it.each([
  [{}, 'url'],
  [{ url: 'not a url' }, 'url'],
  [{ url: `https://user:${KEY}@capture.example` }, 'url'],
  [{ url: 'ftp://capture.example' }, 'url'],
  [{ url: 'https://capture.example/v1/' }, 'url'],
  [{ url: 'https://capture.example', secretKey: undefined }, 'secretKey'],
  [{ url: 'https://capture.example', secretKey: `${KEY}\n` }, 'secretKey'],
  [{ url: 'https://capture.example', secretKey: '' }, 'secretKey'],
])('names the invalid option: %#', async (given, field) => {
  expect(await catchError(given)).toMatchObject({ code: 'invalid_request', field, retryable: false })
})

it('says where a missing secret key comes from', async () => {
  const { message } = await catchError({ url: 'https://capture.example', secretKey: '' })
  expect(message).toContain('CAPTURE_SECRET_KEY')
})

it('names an argument that is left out, before anything is sent', async () => {
  const server = { url: 'http://127.0.0.1:59999', secretKey: KEY }
  const calls: [() => Promise<unknown>, string][] = [
    [() => createSession(undefined as never, { origin: 'https://shop.example' }), 'server'],
    [() => createSession(server, undefined as never), 'body'],
    [() => createVerification(server, null as never), 'body'],
    [() => retrieveSession(null as never, 'ses_1'), 'server'],
    [() => listSessions(server, undefined as never), 'filter'],
    [() => cancelSession(server, '../x'), 'id'],
  ]
  for (const [call, field] of calls) {
    const error = { name: 'CaptureServerError', code: 'invalid_request', field }
    await expect(call()).rejects.toMatchObject(error)
  }
})

it.each([undefined, null, '', '..', 'ses_1/x', { id: 'ses_1' }])(
  'names the rule of an invalid session id: %j',
  async (id) => {
    const server = { url: 'http://127.0.0.1:59999', secretKey: KEY }
    await expect(retrieveSession(server, id as string)).rejects.toMatchObject({
      code: 'invalid_request',
      field: 'id',
      message: expect.stringContaining('the id that createSession returned') as string,
    })
  },
)

it('reports why a server is not reachable, with the original error as the cause', async () => {
  const closed = await catchError({ url: 'http://127.0.0.1:59999' })
  expect(closed).toMatchObject({ code: 'capture_server_unreachable', status: 502, retryable: true })
  const nowhere = await catchError({ url: 'http://capture.invalid' })
  expect(nowhere).toMatchObject({ code: 'capture_server_unreachable', retryable: false })
  expect(nowhere.message).toMatch(/Is the host of url right\?$/)
  expect(closed.message).toBe(
    'The capture server at http://127.0.0.1:59999 could not be reached: ECONNREFUSED. Is it running?',
  )
  expect(closed.cause).toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  const elsewhere = await catchError({
    url: await listen((_request, response) => response.writeHead(302, { Location: '/login' }).end()),
  })
  expect(elsewhere.message).toMatch(/redirect/)
  expect(elsewhere).toMatchObject({ code: 'capture_server_unreachable', retryable: false })
})

it('distinguishes a time-out and a server that is not a capture server', async () => {
  const url = await listen(() => undefined)
  vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(
    AbortSignal.abort(new DOMException('too late', 'TimeoutError')),
  )
  expect((await catchError({ url })).message).toBe(`The capture server at ${url} did not answer within 10 s.`)
  const other = await listen((_request, response) => response.writeHead(404).end('<html>'))
  expect((await catchError({ url: other })).message).toBe(`Not a capture server: is ${other} its url?`)
})

it('tells a framework that caches fetch to cache none of its requests', async () => {
  const server = { url: 'https://capture.example', secretKey: KEY }
  const asked: [path: string, cache: unknown][] = []
  vi.stubGlobal('fetch', (url: string, init: { cache?: string }) => {
    asked.push([new URL(url).pathname, init.cache])
    return Promise.resolve(new Response('{}', { status: 404 }))
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  for (const call of [
    createSession(server, { origin: 'https://shop.example' }),
    retrieveSession(server, 'ses_1'),
    cancelSession(server, 'ses_1'),
    listSessions(server, { reference: '1a2b3c4d' }),
    createVerification(server, {} as never),
  ])
    await expect(call).rejects.toThrow(CaptureServerError)
  expect(asked).toEqual([
    ['/v1/sessions', 'no-store'],
    ['/v1/sessions/ses_1', 'no-store'],
    ['/v1/sessions/ses_1/cancel', 'no-store'],
    ['/v1/sessions', 'no-store'],
    ['/v1/verifications', 'no-store'],
  ])
})

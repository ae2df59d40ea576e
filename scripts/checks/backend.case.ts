/** Part of package.test.ts: `ingo-capture/backend` on Node, and bundled for an edge runtime. */
import { EdgeVM } from '@edge-runtime/vm'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { build } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { installed, run } from './installed.case.js'

const session = {
  id: 'ses_1',
  url: 'https://capture.example/frame/a#s',
  expires_at: '',
  participant_unique_id1: '1',
}
const problem = { title: 'No.', status: 401, code: 'unauthorized', retryable: false }

/** A capture server that creates one session, rejects the key `wrong`, and redirects every other path. */
async function startServer(): Promise<string> {
  const server = createServer(({ url, headers }, response) => {
    if (url !== '/v1/sessions') response.writeHead(302, { Location: '/v1/sessions' }).end()
    else if (headers.authorization === 'Bearer wrong') response.writeHead(401).end(JSON.stringify(problem))
    else response.writeHead(201).end(JSON.stringify(session))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 'a secret').toString('base64')}`
const WEBHOOK = '{"type":"session.tokenized","timestamp":"2026-06-15T12:00:00.000Z","data":{}}'
const signedAt = new Date()
const signed = {
  'webhook-id': 'evt_1',
  'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
  'webhook-signature': new Webhook(WEBHOOK_SECRET).sign('evt_1', signedAt, WEBHOOK),
}

/** A backend that prints what its calls resolve to. */
const backend = (url: string, output: string) => `import * as backend from 'ingo-capture/backend'
const { createSession, retrieveSession, expiresSoon, verifyWebhook } = backend
const ask = (call) => call.catch(({ name, code, status, message }) => ({ name, code, status, message }))
const server = { url: '${url}', secretKey: 'sk_test' }
const body = { origin: 'https://shop.example' }
Promise.all([
  createSession(server, body),
  ask(createSession({ ...server, secretKey: 'wrong' }, body)),
  ask(retrieveSession(server, 'ses_1')),
  ask(createSession({ ...server, url: 'http://127.0.0.1:1' }, body)),
  expiresSoon('2001', 0),
  verifyWebhook(${JSON.stringify(signed)}, '${WEBHOOK}', '${WEBHOOK_SECRET}').then(({ id }) => id),
  ask(verifyWebhook(${JSON.stringify(signed)}, '{}', '${WEBHOOK_SECRET}')).then(({ code }) => code),
]).then((all) => ${output}(JSON.stringify(all)))`

function expectAnswers(text: string, url: string): void {
  const error = (code: string, status: number) => ({ name: 'CaptureServerError', code, status })
  const down = 'http://127.0.0.1:1'
  expect(JSON.parse(text)).toEqual([
    session,
    { ...error('unauthorized', 401), message: 'No.' },
    {
      ...error('capture_server_unreachable', 502),
      message: `The capture server at ${url} answered with a redirect: set url to where it leads.`,
    },
    {
      ...error('capture_server_unreachable', 502),
      message: expect.stringContaining(`The capture server at ${down} could not be reached: `) as string,
    },
    true,
    'evt_1',
    'signature_invalid',
  ])
}

it('ingo-capture/backend imports no module of Node and no package, in both formats', async () => {
  for (const name of ['backend.js', 'cjs/backend.js']) {
    const text = await readFile(join(installed.sdkFolder, 'node_modules/ingo-capture', name), 'utf8')
    expect(text).toContain('createSession')
    const imported = [...text.matchAll(/(?:\bfrom |\bimport |\b(?:import|require)\()["'`]([^"'`]+)/g)]
    // Entries share chunks with the compiler's helpers.
    expect(imported.filter(([, path = '']) => !/^\.\/shared-[\w-]+\.js$/.test(path))).toEqual([])
    expect(text).not.toMatch(/\bprocess\.|\bBuffer\./)
  }
})

it('ingo-capture/backend works on Node, installed without the server', async () => {
  const url = await startServer()
  const args = ['--input-type=module', '--eval', backend(url, 'console.log')]
  const { stdout } = await run(process.execPath, args, { cwd: installed.sdkFolder })
  expectAnswers(stdout, url)
})

it('ingo-capture/backend works in an edge runtime', async () => {
  const url = await startServer()
  const code = await bundle(backend(url, 'globalThis.report'), ['edge-light'])
  const runtime = new EdgeVM()
  const answers = new Promise<string>((report) => Object.assign(runtime.context, { report }))
  runtime.evaluate(code)
  expectAnswers(await answers, url)
})

it('ingo-capture/backend bundled into a page says that it is for servers', async () => {
  const code = await bundle(`import { createSession } from 'ingo-capture/backend'; createSession()`)
  expect(() => {
    new EdgeVM().evaluate(code)
  }).toThrow('ingo-capture/backend is for servers: its secret key must not reach a browser.')
})

it.each(['workerd', 'worker', 'edge-light', 'deno', 'bun'])(
  'a bundler for %s that also matches browser gets the backend',
  async (condition) => {
    const text = `import { createSession } from 'ingo-capture/backend'; globalThis.create = createSession`
    expect(await bundle(text, [condition, 'browser'])).toContain('/v1/')
  },
)

/** Bundles a module as Vite does for a page, with conditions of a runtime. */
async function bundle(code: string, conditions?: string[]): Promise<string> {
  const entry = 'virtual:backend'
  const output = await build({
    root: installed.sdkFolder,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? join(installed.sdkFolder, 'worker.js') : undefined),
        load: (id) => (id.endsWith('worker.js') ? code : undefined),
      },
    ],
    ...(conditions && { resolve: { conditions } }),
    build: { write: false, rolldownOptions: { input: entry, output: { format: 'iife' } } },
  })
  const [result] = [output].flat()
  if (!result || !('output' in result)) throw new Error('Nothing was built.')
  return result.output[0].code
}

/** The comparison against a real server, and against one between it and the browser that changes what it says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ORIGIN } from '../../testing/app.case.js'
import { exitCode, startNode, type Node } from '../../testing/serveProcess.case.js'
import { command } from './command.case.js'
import { compareFrame } from './frame.js'
import type { Inventory } from '../../http/static/inventory.js'

type Delivered = { path: string; status: number; headers: Record<string, string>; body: string }
type Tamper = (delivered: Delivered) => void

const file = new URL('../../../dist/inventory.json', import.meta.url)
const inventory = JSON.parse(readFileSync(file, 'utf8')) as Inventory
/** Of the body as it is passed on they would not be true. */
const OF_THE_WAY = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'connection'])
let node: Node
let tamper: Tamper = () => undefined
/** Somebody who has got between. */
const between = createServer((request, response) => void passOn(request, response))

beforeAll(async () => {
  node = await startNode({ CAPTURE_STORE: ':memory:' })
  await once(between.listen(0, '127.0.0.1'), 'listening')
})

afterAll(async () => {
  between.close()
  node.child.kill('SIGTERM')
  await exitCode(node)
})

async function passOn({ url: path = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await fetch(node.url + path)
  const delivered = {
    path,
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => !OF_THE_WAY.has(name))),
    body: await answer.text(),
  }
  tamper(delivered)
  response.writeHead(delivered.status, { ...delivered.headers, Connection: 'close' }).end(delivered.body)
}

function urlBetween(change: Tamper): URL {
  tamper = change
  const { port } = between.address() as AddressInfo
  return new URL(`http://127.0.0.1:${port}/frame/demo`)
}

it('a server that delivers what was built: exit 0, and who may embed it', async () => {
  const { code, said } = await command('--frame', `${node.url}/frame/demo?form=card`)
  expect(said).toMatch(/document, policy and \d+ files are those of \d/)
  expect(said).toContain(`It may be embedded by ${ORIGIN}, https://shop.example.`)
  expect(code).toBe(0)
  expect(
    (
      await compareFrame(
        urlBetween(() => undefined),
        inventory,
      )
    ).differences,
  ).toEqual([])
  // Each form's style sheet is allowed by a policy of its own.
  const check = await compareFrame(new URL(`${node.url}/frame/demo?form=check`), inventory)
  expect(check.differences).toEqual([])
})

const inDocument =
  (change: Tamper): Tamper =>
  (delivered) => {
    if (delivered.path.startsWith('/frame/demo')) change(delivered)
  }
const inPolicy = (from: string, to: string): Tamper =>
  inDocument((delivered) => {
    const policy = delivered.headers['content-security-policy'] ?? ''
    expect(policy).toContain(from)
    delivered.headers['content-security-policy'] = policy.replace(from, to)
  })
const inBody = (from: string | RegExp, to: string): Tamper =>
  inDocument((delivered) => {
    expect(delivered.body).toMatch(from)
    delivered.body = delivered.body.replace(from, to)
  })

it.each<[string, Tamper, RegExp]>([
  [
    'a script with one more line',
    (delivered) => {
      if (/frame\/assets\/index.*js$/.test(delivered.path)) delivered.body += '\nfetch("//evil.example")'
    },
    /assets\/index-[\w-]+\.js is not the file that was built/,
  ],
  [
    'the page’s script, changed',
    (delivered) => {
      if (delivered.path.endsWith('/ingo-capture.js')) delivered.body = `;${delivered.body}`
    },
    /sdk\/v1\/ingo-capture\.js is not the file/,
  ],
  [
    'a chunk that is gone',
    (delivered) => {
      if (/\/es-/.test(delivered.path)) delivered.status = 404
    },
    /es-[\w-]+\.js: HTTP 404/,
  ],
  [
    'an added script',
    inBody('</head>', '<script src="https://evil.example/x.js"></script></head>'),
    /names https:\/\/evil\.example\/x\.js, which is not in the inventory/,
  ],
  ['an inline script', inBody('</body>', '<script>1</script></body>'), /an inline <script>/],
  ['a handler', inBody('<body>', '<body onload="steal()">'), /The document is not the one that was built/],
  ['a form that posts elsewhere', inBody('</body>', '<form></form></body>'), /document is not the one/],
  [
    'a redirect',
    inDocument((delivered) => {
      delivered.status = 302
      delivered.headers.location = `${node.url}/frame/demo`
    }),
    /HTTP 302/,
  ],
  [
    'a policy with another source of scripts',
    inPolicy("script-src 'self'", "script-src 'self' https://evil.example"),
    /script-src 'self' https:\/\/evil\.example; built: script-src 'self'/,
  ],
  ['a policy with a directive less', inPolicy("; form-action 'none'", ''), /form-action is missing/],
  ['a policy with one more', inPolicy('; base-uri', '; script-src-elem *; base-uri'), /script-src-elem \*/],
  ['a policy without Trusted Types', inPolicy("; trusted-types 'none'", ''), /trusted-types is missing/],
  [
    'anybody may embed it',
    inPolicy(`frame-ancestors ${ORIGIN}`, `frame-ancestors * ${ORIGIN}`),
    /frame-ancestors \*/,
  ],
  [
    'no policy',
    inDocument((delivered) => {
      delete delivered.headers['content-security-policy']
    }),
    /default-src is missing/,
  ],
  [
    'a weaker policy before ours',
    inPolicy("default-src 'none'", "script-src *; default-src 'none'"),
    /script-src \*; built: script-src 'self'/,
  ],
  ['the same directive twice', inPolicy('; base-uri', "; img-src 'none'; base-uri"), /stands twice/],
  ...['Refresh', 'Link', 'Speculation-Rules', 'Reporting-Endpoints', 'Set-Cookie'].map(
    (name): [string, Tamper, RegExp] => [
      name,
      inDocument((delivered) => {
        delivered.headers[name] = 'x'
      }),
      new RegExp(`^${name} is there`),
    ],
  ),
  ...['Referrer-Policy', 'Content-Type', 'X-Content-Type-Options', 'Cross-Origin-Resource-Policy'].map(
    (name): [string, Tamper, RegExp] => [
      name,
      inDocument((delivered) => {
        delivered.headers[name.toLowerCase()] = 'x'
      }),
      new RegExp(`^${name} differs`),
    ],
  ),
  [
    'a permission',
    inDocument((delivered) => {
      delivered.headers['permissions-policy'] = 'camera=*'
    }),
    /Permissions-Policy differs/,
  ],
])('%s differs, and it says how', async (_name, change, sentence) => {
  const { differences } = await compareFrame(urlBetween(change), inventory)
  expect(differences).toContainEqual(expect.stringMatching(sentence))
})

it('whoever may embed it beside those that are expected: exit 1', async () => {
  const both = `${ORIGIN},https://shop.example`
  const url = `${node.url}/frame/demo`
  expect((await command('--frame', url, '--origins', both)).code).toBe(0)
  const { code, said } = await command('--frame', url, '--origins', ORIGIN)
  expect(said).toContain('https://shop.example may embed it')
  expect(code).toBe(1)
})

it('what differs: exit 1', async () => {
  const url = urlBetween(inBody('</body>', '<script>1</script></body>'))
  const { code, said } = await command('--frame', url.href)
  expect(said).toBe(
    'FAILED  frame         The document is not the one that was built.\n' +
      'FAILED  frame         The document has an inline <script>.\n',
  )
  expect(code).toBe(1)
})

/** `doctor --frame` against a real server, directly and through a proxy that changes the responses. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ORIGIN } from '../../testing/app.case.js'
import { exitCode, startNode, type Node } from '../../testing/serveProcess.case.js'
import { runDoctor } from './command.case.js'
import { compareFrame } from './frame.js'
import type { Inventory } from '../../http/static/inventory.js'

type Delivered = { path: string; status: number; headers: Record<string, string>; body: string }
type Tamper = (delivered: Delivered) => void

const file = new URL('../../../dist/inventory.json', import.meta.url)
const inventory = JSON.parse(readFileSync(file, 'utf8')) as Inventory
/** Headers that are wrong for the body that the proxy sends. */
const HOP_HEADERS = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'connection'])
let node: Node
let tamper: Tamper = () => undefined
/** The proxy between server and browser. */
const proxy = createServer((request, response) => void proxyRequest(request, response))

beforeAll(async () => {
  node = await startNode({ CAPTURE_STORE: ':memory:' })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
})

afterAll(async () => {
  proxy.close()
  node.child.kill('SIGTERM')
  await exitCode(node)
})

async function proxyRequest({ url: path = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await fetch(node.url + path)
  const delivered = {
    path,
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => !HOP_HEADERS.has(name))),
    body: await answer.text(),
  }
  tamper(delivered)
  response.writeHead(delivered.status, { ...delivered.headers, Connection: 'close' }).end(delivered.body)
}

function proxiedUrl(change: Tamper): URL {
  tamper = change
  const { port } = proxy.address() as AddressInfo
  return new URL(`http://127.0.0.1:${port}/frame/demo`)
}

it('exits with 0 and lists the embedding origins if the server delivers what was built', async () => {
  const { code, said } = await runDoctor('--frame', `${node.url}/frame/demo?form=card`)
  expect(said).toMatch(/document, policy and \d+ files are those of \d/)
  expect(said).toContain(`It may be embedded by ${ORIGIN}, https://shop.example.`)
  expect(code).toBe(0)
  const unchanged = proxiedUrl(() => undefined)
  // Each form has its own policy with the hash of its style sheet.
  for (const url of [unchanged, new URL(`${node.url}/frame/demo?form=check`)])
    expect((await compareFrame(url, inventory)).differences).toEqual([])
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
    'a script with an added line',
    (delivered) => {
      if (/frame\/assets\/index.*js$/.test(delivered.path)) delivered.body += '\nfetch("//evil.example")'
    },
    /assets\/index-[\w-]+\.js is not the file that was built/,
  ],
  [
    'a changed SDK script',
    (delivered) => {
      if (delivered.path.endsWith('/ingo-capture.js')) delivered.body = `;${delivered.body}`
    },
    /sdk\/v1\/ingo-capture\.js is not the file/,
  ],
  [
    'a missing chunk',
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
  ['an event handler', inBody('<body>', '<body onload="steal()">'), /document is not the one/],
  ['an added form', inBody('</body>', '<form></form></body>'), /document is not the one/],
  [
    'a redirect',
    inDocument((delivered) => {
      delivered.status = 302
      delivered.headers.location = `${node.url}/frame/demo`
    }),
    /HTTP 302/,
  ],
  [
    'a policy with an added script source',
    inPolicy("script-src 'self'", "script-src 'self' https://evil.example"),
    /script-src 'self' https:\/\/evil\.example; built: script-src 'self'/,
  ],
  ['a policy without one directive', inPolicy("; form-action 'none'", ''), /form-action is missing/],
  ['an added directive', inPolicy('; base-uri', '; script-src-elem *; base-uri'), /script-src-elem \*/],
  ['a policy without Trusted Types', inPolicy("; trusted-types 'none'", ''), /trusted-types is missing/],
  [
    'a policy that lets every origin embed it',
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
    'a weaker directive before the built one',
    inPolicy("default-src 'none'", "script-src *; default-src 'none'"),
    /script-src \*; built: script-src 'self'/,
  ],
  ['a duplicate directive', inPolicy('; base-uri', "; img-src 'none'; base-uri"), /a directive is duplicate/],
  ...['Refresh', 'Link', 'Speculation-Rules', 'Reporting-Endpoints', 'Set-Cookie'].map(
    (name): [string, Tamper, RegExp] => [
      name,
      inDocument((delivered) => {
        delivered.headers[name] = 'x'
      }),
      new RegExp(`^${name} is unexpected`),
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
    'an added permission',
    inDocument((delivered) => {
      delivered.headers['permissions-policy'] = 'camera=*'
    }),
    /Permissions-Policy differs/,
  ],
])('reports as a difference: %s', async (_name, change, difference) => {
  expect((await compareFrame(proxiedUrl(change), inventory)).differences).toContainEqual(
    expect.stringMatching(difference),
  )
})

it('exits with 1 if an origin that is not in --origins may embed the form', async () => {
  const both = `${ORIGIN},https://shop.example`
  const url = `${node.url}/frame/demo`
  for (const origins of [both, both.replaceAll(/(?=,|$)/g, '/'), both.replace(',', ', ')])
    expect((await runDoctor('--frame', url, '--origins', origins)).code).toBe(0)
  const { code, said } = await runDoctor('--frame', url, '--origins', ORIGIN)
  expect(said).toContain('https://shop.example may embed it')
  expect(code).toBe(1)
})

it('exits with 1 if the document differs', async () => {
  const url = proxiedUrl(inBody('</body>', '<script>1</script></body>'))
  const { code, said } = await runDoctor('--frame', url.href)
  expect(said).toBe(
    'FAILED  frame         The document is not the one that was built.\n' +
      'FAILED  frame         The document has an inline <script>.\n',
  )
  expect(code).toBe(1)
})

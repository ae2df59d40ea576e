/** Several merchants in one real process, and SIGHUP while their captures are in flight. */
import { expect, it, onTestFinished } from 'vitest'
import { json, startGateway, success, type Behaviour } from '../testing/app.case.js'
import { CaptureServerError, createSession, retrieveSession } from 'ingo-capture/backend'
import { merchantsFile, shops } from '../testing/merchantsFile.case.js'
import { capture, card, sleep, startNode, unlimited, type Node } from '../testing/serveProcess.case.js'

type Shop = (typeof shops)['a']

async function startShops(...behaviours: Behaviour[]) {
  const gateway = await startGateway(...behaviours)
  const file = merchantsFile()
  const here = { ...unlimited, INGO_URL: gateway.url }
  const [a, b] = [
    { ...shops.a, ...here },
    { ...shops.b, ...here },
  ]
  file.write(a, b)
  const node = await startNode(file.settings)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  return { ...file, gateway, node, a, b }
}

function create({ url }: Node, { CAPTURE_SECRET_KEY, CAPTURE_ORIGINS }: Shop) {
  const body = { origin: CAPTURE_ORIGINS, participant_unique_id1: 'order-1' }
  return createSession({ url, secretKey: CAPTURE_SECRET_KEY }, body)
}

/** The error code, or undefined if the request succeeded. */
const errorCode = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => (error instanceof CaptureServerError ? error.code : String(error)),
  )

const sealedSession = (url: string) => new URL(url).hash.slice(1)

/** Sends SIGHUP; resolves to the log from then on, once a line contains `sign`. */
async function reload(node: Node, sign: string): Promise<string> {
  const before = node.output().length
  node.child.kill('SIGHUP')
  while (!new RegExp(`${sign}.*\n`).test(node.output().slice(before))) await sleep(10)
  return node.output().slice(before)
}

it('isolates merchants: keys, origins, frames, sessions and gateway credentials', async () => {
  const { node, gateway, a, b } = await startShops()
  const [ofA, ofB] = [await create(node, a), await create(node, b)]
  expect(await errorCode(create(node, { ...a, CAPTURE_ORIGINS: 'https://b.example' }))).toBe(
    'origin_not_allowed',
  )
  const keyOfB = { url: node.url, secretKey: shops.b.CAPTURE_SECRET_KEY }
  expect(await errorCode(retrieveSession(keyOfB, ofA.id))).toBe('not_found')
  expect(await retrieveSession(keyOfB, ofB.id)).toMatchObject({ status: 'open' })
  for (const [url, name] of [
    [ofA.url, 'a'],
    [ofB.url, 'b'],
  ] as const) {
    const policy = (await fetch(url)).headers.get('content-security-policy')
    expect(policy).toContain(`frame-ancestors https://${name}.example;`)
    expect((await capture(node.url, sealedSession(url), crypto.randomUUID())).status).toBe(
      name === 'a' ? 200 : 400,
    )
  }
  const { cvv: _, ...withoutCvv } = card
  const body = JSON.stringify(withoutCvv)
  expect((await capture(node.url, sealedSession(ofB.url), crypto.randomUUID(), { body })).status).toBe(200)
  const wire = gateway.received.map(({ rawHeaders, sent }) => [
    /username="([^"]+)"/.exec(rawHeaders.join(' '))?.[1],
    sent.participant_id,
  ])
  expect(wire).toEqual([
    ['user-a', 12345],
    ['user-b', 67890],
  ])
})

it('adds and removes a merchant and changes a key on SIGHUP without dropping a capture in flight', async () => {
  let answer: () => void = () => undefined
  const held: Behaviour = (sent, response, request) => {
    answer = () => {
      json((s) => success(s))(sent, response, request)
    }
  }
  const { node, gateway, write, a, b } = await startShops(held)
  const ofB = await create(node, b)
  const ofA = await create(node, a)
  const inFlight = capture(node.url, sealedSession(ofA.url), crypto.randomUUID())
  while (gateway.received.length < 1) await sleep(5)

  const c = {
    ...b,
    CAPTURE_MERCHANT_ID: 'shop-c',
    CAPTURE_SECRET_KEY: 'sk_of_shop_c_3vBnW8zTq5HjY1',
    CAPTURE_ORIGINS: 'https://c.example',
  }
  const next = {
    ...b,
    CAPTURE_SECRET_KEY: 'sk_the_next_one_of_b_4kQz8vXn',
    CAPTURE_ORIGINS: 'https://b2.example',
  }
  write(next, c)
  await reload(node, 'reloaded')

  expect(await errorCode(create(node, a))).toBe('unauthorized')
  expect((await fetch(`${node.url}/frame/shop-a`)).status).toBe(404)
  expect(await errorCode(create(node, b))).toBe('unauthorized')
  expect(await errorCode(create(node, c))).toBeUndefined()
  expect(await errorCode(create(node, next))).toBeUndefined()
  const framed = (await fetch(`${node.url}/frame/shop-b`)).headers.get('content-security-policy')
  expect(framed).toContain('frame-ancestors https://b2.example;')
  expect((await capture(node.url, sealedSession(ofB.url), crypto.randomUUID())).status).toBe(401)

  answer()
  const response = await inFlight
  expect([response.status, await response.json()]).toEqual([
    200,
    expect.objectContaining({ customer_account_token: 'ca875cce-58c0-46a0-8f14-676190cc7df6' }),
  ])
})

it('keeps the configuration if the new file is nested too deep to be read', async () => {
  const { node, writeText, a } = await startShops()
  writeText('['.repeat(50_000) + ']'.repeat(50_000))
  expect(await reload(node, 'configuration rejected')).toContain('"error":"RangeError"')
  expect(await errorCode(create(node, a))).toBeUndefined()
})

it('keeps the configuration if the new file is invalid, and logs each problem without its value', async () => {
  const { node, write, writeText, a, b } = await startShops()
  write({ ...a, INGO_CVV: 'marked', INGO_RETAIL: 'marked' }, { ...b, CAPTURE_ORIGINS: 'marked.example' })
  const logged = await reload(node, 'merchant shop-b')
  const problems = logged.split('\n').filter((line) => line.includes('"problem"'))
  const lines = problems.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ level, problem }) => [level, String(problem).split(' is ')[0]])).toEqual([
    [50, 'merchant shop-a: INGO_CVV'],
    [50, 'merchant shop-a: INGO_RETAIL'],
    [50, 'merchant shop-b: CAPTURE_ORIGINS'],
  ])
  expect(logged).not.toContain('marked')
  writeText('{')
  await reload(node, 'not valid JSON')
  expect([await errorCode(create(node, a)), await errorCode(create(node, b))]).toEqual([undefined, undefined])
  write(a)
  await reload(node, 'reloaded')
  expect(await errorCode(create(node, b))).toBe('unauthorized')
})

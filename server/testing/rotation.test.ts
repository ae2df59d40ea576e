/** Rotates each key while captures continue: two real processes on one Redis, restarted one after the other. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { json, ORIGIN, SECRET_KEY, startGateway, success, type Behaviour } from './app.case.js'
import { createSession, retrieveSession } from 'ingo-capture/backend'
import { sign } from '../gateway/sign.js'
import { generateKeys } from '../config/keygen.js'
import { capture, exitCode, spawnNode, startNode, unlimited, type Node } from './serveProcess.case.js'
import { describeWithRedis, startRedis } from './redisServer.case.js'

const [old, next] = [generateKeys(), generateKeys()]
const username = 'test'

/** Verifies requests signed with a secret of the list; responds 401 to others, as Ingo's gateway does. */
function verifySignature(secrets: string[]): Behaviour {
  return (sent, response, request) => {
    const { 'x-date': date = '', authorization } = request.headers
    const signed = {
      path: request.url ?? '',
      body: Buffer.from(JSON.stringify(sent)),
      now: Date.parse(String(date)),
    }
    const known = secrets.some(
      (secret) =>
        sign({ username, secret, algorithm: 'hmac-sha512' }, signed).Authorization === authorization,
    )
    if (known) json((s) => success(s))(sent, response, request)
    else response.writeHead(401).end()
  }
}

describeWithRedis('two processes on one Redis', () => {
  async function startFleet(common: Record<string, string> = {}) {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    return async (settings: Record<string, string>): Promise<Node> => {
      const node = await startNode({ ...unlimited, REDIS_URL: redis.url, ...common, ...settings })
      onTestFinished(() => void node.child.kill('SIGKILL'))
      return node
    }
  }

  async function stop(node: Node): Promise<void> {
    node.child.kill('SIGTERM')
    expect(await exitCode(node)).toBe(0)
  }

  const order = { origin: ORIGIN }
  const createSealed = async ({ url }: Node, secretKey = SECRET_KEY) => {
    const session = await createSession({ url, secretKey }, order)
    return { id: session.id, sealed: new URL(session.url).hash.slice(1) }
  }
  const create = ({ url }: Node, secretKey: string) =>
    createSession({ url, secretKey }, order).then(
      () => 201,
      (error: unknown) => (error as { status: number }).status,
    )
  const readStatus = async ({ url }: Node, sealed: string) =>
    (await fetch(`${url}/v1/session`, { headers: { Authorization: `Bearer ${sealed}` } })).status

  it('secret keys: accepts both while both are set, then rejects the old one', async () => {
    const startProcess = await startFleet()
    const [a, b] = [old.CAPTURE_SECRET_KEY, next.CAPTURE_SECRET_KEY]
    const both = { CAPTURE_SECRET_KEY: `${a},${b}` }
    const [first, second] = await Promise.all([startProcess({ CAPTURE_SECRET_KEY: a }), startProcess(both)])
    expect([await create(first, a), await create(second, a), await create(second, b)]).toEqual([
      201, 201, 201,
    ])
    // The backend switches to the new key; its session from the old key stays readable.
    const { id } = await createSealed(first, a)
    const third = await startProcess({ CAPTURE_SECRET_KEY: b })
    await stop(first)
    expect(await retrieveSession({ url: second.url, secretKey: b }, id)).toMatchObject({ status: 'open' })
    expect([await create(second, b), await create(third, b), await create(third, a)]).toEqual([201, 201, 401])
    expect(await retrieveSession({ url: third.url, secretKey: b }, id)).toMatchObject({ id })
  }, 60_000)

  it('sealing keys: opens sessions of both processes at each step of adding, using and removing a key', async () => {
    const startProcess = await startFleet()
    const [a, b] = [old.CAPTURE_SEALING_KEYS, next.CAPTURE_SEALING_KEYS]
    const steps = [a, `${a},${b}`, `${b},${a}`, b]
    let node = await startProcess({ CAPTURE_SEALING_KEYS: steps[0] ?? '' })
    const oldest = await createSealed(node)
    const kept: number[] = []
    for (const step of steps.slice(1)) {
      const fresh = await startProcess({ CAPTURE_SEALING_KEYS: step })
      // The last step is allowed only after the sessions of the old key have expired.
      if (step !== b) kept.push(await readStatus(fresh, oldest.sealed))
      for (const maker of [node, fresh]) {
        const { sealed } = await createSealed(maker)
        expect([step, await readStatus(node, sealed), await readStatus(fresh, sealed)]).toEqual([
          step,
          200,
          200,
        ])
      }
      await stop(node)
      node = fresh
    }
    expect(kept).toEqual([200, 200])
    expect(await readStatus(node, oldest.sealed)).toBe(401)
  }, 60_000)

  it('INGO_SECRET: no capture fails while one process has the new secret and the other the old one', async () => {
    const valid = ['the old one, 9tRw', 'the new one, 4kQz']
    const gateway = await startGateway(verifySignature(valid))
    const startProcess = await startFleet({ INGO_URL: gateway.url })
    const nodes = await Promise.all([0, 1].map(() => startProcess({ INGO_SECRET: valid[0] ?? '' })))
    const outcomes: string[] = []
    const going = { on: true }
    const cardholder = async () => {
      for (let turn = 0; going.on; turn++) {
        const node = nodes[turn % nodes.length]
        if (!node) throw new Error('no process')
        const { sealed } = await createSealed(node)
        const response = await capture(node.url, sealed, crypto.randomUUID())
        const body = (await response.json()) as { customer_account_token?: string; code?: string }
        outcomes.push(body.customer_account_token === undefined ? String(body.code) : 'token')
      }
    }
    const working = cardholder()
    const waitForCaptures = async (more: number) => {
      const until = outcomes.length + more
      while (outcomes.length < until) await new Promise((done) => setTimeout(done, 10))
    }
    await waitForCaptures(4)
    for (let step = 0; step < 2; step++) {
      const fresh = await startProcess({ INGO_SECRET: valid[1] ?? '' })
      // Like a load balancer: sends requests to the new process, then stops the old one.
      const [leaving] = nodes.splice(0, 1, fresh)
      nodes.reverse()
      await waitForCaptures(4)
      if (leaving) await stop(leaving)
    }
    // Ingo revokes the old secret.
    valid.shift()
    await waitForCaptures(4)
    going.on = false
    await working
    expect(outcomes.length).toBeGreaterThan(15)
    expect([...new Set(outcomes)]).toEqual(['token'])
  }, 60_000)
})

it('reads every secret and REDIS_URL from a file, and keeps them out of the environment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const secret = 'from a file, 7yHq'
  const gateway = await startGateway(verifySignature([secret]))
  const secrets = { ...next, INGO_SECRET: secret, INGO_USERNAME: username }
  const files = Object.entries(secrets).map(([name, value]) => {
    const file = join(folder, name)
    writeFileSync(file, `${value}\n`, { mode: 0o400 })
    return [`${name}_FILE`, file] as const
  })
  // Unsets the variables, which other tests set.
  const unset = Object.fromEntries(Object.keys(secrets).map((name) => [name, ''] as const))
  const settings = { ...unlimited, INGO_URL: gateway.url, ...unset, ...Object.fromEntries(files) }
  const node = await startNode(settings)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const { url } = await createSession(
    { url: node.url, secretKey: next.CAPTURE_SECRET_KEY },
    { origin: ORIGIN },
  )
  expect((await capture(node.url, new URL(url).hash.slice(1), crypto.randomUUID())).status).toBe(200)
  const environ = `/proc/${node.child.pid ?? 0}/environ`
  const started = existsSync(environ) ? readFileSync(environ, 'latin1') : ''
  for (const value of [next.CAPTURE_SECRET_KEY, next.CAPTURE_SEALING_KEYS, secret]) {
    expect(started.includes(value)).toBe(false)
  }
  const redis = join(folder, 'redis')
  writeFileSync(redis, 'https://:marked-7yHq@redis.example', { mode: 0o600 })
  const wrong = await spawnNode({ ...settings, REDIS_URL_FILE: redis })
  expect(await exitCode(wrong)).toBe(2)
  expect(wrong.output()).toMatch(/^REDIS_URL is invalid\..+\n$/)
})

it('names each invalid secret in a failed start without showing its value', async () => {
  const marked = {
    CAPTURE_SECRET_KEY: 'short-7yHq',
    CAPTURE_SEALING_KEYS: 'bm90IDMyIGJ5dGVzLCA3eUhx',
    INGO_USERNAME: 'us"er-7yHq',
    INGO_SECRET: 'line\nbreak-7yHq',
    REDIS_URL: 'http://:7yHq@redis.example',
  }
  const node = await spawnNode(marked)
  expect(await exitCode(node)).toBe(2)
  const lines = node.output().trimEnd().split('\n')
  expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(Object.keys(marked).sort())
  expect(node.output()).not.toMatch(/7yHq|bm90|short|us"er|line/)
})

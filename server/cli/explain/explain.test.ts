/** The built command `explain`: on a running server's own log, and on lines of other shapes. */
import { writeFileSync } from 'node:fs'
import { createSession } from 'ingo-capture/backend'
import { expect, it, onTestFinished, vi } from 'vitest'
import { json, ORIGIN, SECRET_KEY, startGateway, success } from '../../testing/app.case.js'
import { findFreePort } from '../../testing/freePorts.case.js'
import { capture, startNode, temporaryStore, unlimited } from '../../testing/serveProcess.case.js'
import type { Explanation } from './explanation.js'
import { run } from './runExplain.case.js'

const ID = '1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d'
const declined = {
  ...{ level: 30, time: '2026-11-29T15:04:05.678Z', request_id: ID, method: 'POST', route: '/v1/captures' },
  ...{ status: 422, duration_ms: 9, code: 'card_declined', merchant: 'shop', session: 's_1' },
  ...{ outcome: 'card_declined', gateway_status: 851, attempts_used: 1, msg: 'capture' },
}

async function explainOffline(lines: object[], ...args: string[]): Promise<Explanation> {
  const log = lines.map((line) => JSON.stringify(line)).join('\n')
  const { out, err } = await run(log, ['1a2b3c4d', '--offline', '--json', ...args])
  expect(err).toBe('')
  return JSON.parse(out) as Explanation
}

it('explains a decline from the server’s own log, and asks the server for the session’s state', async () => {
  const responses = [851, 100]
  const gateway = await startGateway(json((sent) => success(sent, {}, responses.shift())))
  const node = await startNode({ ...unlimited, INGO_URL: gateway.url })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const { id, url } = await createSession({ url: node.url, secretKey: SECRET_KEY }, { origin: ORIGIN })
  const sealed = new URL(url).hash.slice(1)
  const response = await capture(node.url, sealed, crypto.randomUUID())
  const { request_id = '' } = (await response.json()) as { request_id?: string }
  await vi.waitUntil(() => node.output().includes(request_id))
  const env = { CAPTURE_SECRET_KEY: SECRET_KEY, PORT: new URL(node.url).port }
  const [reference, log] = [request_id.slice(0, 8), node.output()]
  const { code, out, err } = await run(log, [reference], env)
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^What the cardholder saw +“Your bank declined this card\. Try another card/m)
  expect(out).toMatch(/^Ingo’s answer +851: the card’s issuer declined$/m)
  expect(out).toMatch(/^Whose job it is +The cardholder’s\.$/m)
  expect(out).toMatch(/^Tell the customer +“Your bank declined the card/m)
  expect(out).toMatch(/^The session now +It is open/m)
  await capture(node.url, sealed, crypto.randomUUID())
  const later = JSON.parse((await run(log, [reference, '--json'], env)).out) as Explanation
  expect(later).toMatchObject({
    request_id,
    session: id,
    code: 'card_declined',
    now: { status: 'tokenized' },
  })
  // The session now has a token, Ingo's answer and a participant id, which must not be shown.
  expect(JSON.stringify(later)).not.toMatch(/ca875cce|participant/)
})

it('shows later states of sessions: a failed review, a cancellation, no attempts left', async () => {
  const responses = [130, 851]
  const gateway = await startGateway(json((sent) => success(sent, {}, responses.shift())))
  const [secret, addresses] = ['a-path-secret-of-the-tests-7Qx2', '127.0.0.1']
  const events = { INGO_WEBHOOK_SECRET: secret, INGO_WEBHOOK_ADDRESSES: addresses }
  const node = await startNode({ ...unlimited, ...events, INGO_URL: gateway.url })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const env = { CAPTURE_SECRET_KEY: SECRET_KEY, PORT: new URL(node.url).port }
  const access = { url: node.url, secretKey: SECRET_KEY }
  const create = async (max_attempts = 5) => {
    const { url, ...session } = await createSession(access, { origin: ORIGIN, max_attempts })
    return { ...session, sealed: new URL(url).hash.slice(1) }
  }
  const submit = ({ sealed }: { sealed: string }) => capture(node.url, sealed, crypto.randomUUID())
  async function explainAnswer(response: Response, ...args: string[]): Promise<Explanation> {
    const { request_id = '' } = (await response.json()) as { request_id?: string }
    await vi.waitUntil(() => node.output().includes(request_id))
    const { out, err } = await run(node.output(), [request_id.slice(0, 8), '--json', ...args], env)
    expect(err).toBe('')
    return JSON.parse(out) as Explanation
  }

  const reviewed = await create()
  const answer = await submit(reviewed)
  expect(await explainAnswer(answer.clone())).toMatchObject({
    ...{ code: 'under_review', now: { status: 'open', review: 'pending' } },
    fix: expect.stringMatching(/^Wait/) as string,
  })
  await fetch(`${node.url}/v1/ingo/webhooks/demo/${secret}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ event_code: 1108, participant_unique_id1: reviewed.participant_unique_id1 }),
  })
  expect(await explainAnswer(answer, '--language', 'es')).toMatchObject({
    ...{ code: 'under_review', now: { status: 'refused', review: 'failed' } },
    tell: expect.stringMatching(/^Su cuenta no pasó una revisión/) as string,
  })

  const canceled = await create()
  await fetch(`${node.url}/v1/sessions/${canceled.id}/cancel`, {
    ...{ method: 'POST', headers: { Authorization: `Bearer ${SECRET_KEY}` } },
  })
  expect(await explainAnswer(await submit(canceled))).toMatchObject({
    ...{ code: 'session_canceled', merchant: 'demo', session: canceled.id, now: { status: 'canceled' } },
  })
  const exhausted = await create(1)
  await submit(exhausted)
  expect(await explainAnswer(await submit(exhausted))).toMatchObject({
    ...{ code: 'attempts_exhausted', merchant: 'demo', session: exhausted.id, now: { status: 'exhausted' } },
  })
})

it('reads files, prefixes, wrapped lines and lines with any message, and answers in Spanish', async () => {
  const { gateway_status, ...request } = declined
  const line = JSON.stringify({ ...request, msg: 'anything' })
  const call = { ...{ level: 40, request_id: ID, operation: 'verify--check', retry: 0 }, gateway_status }
  const [first, second] = [temporaryStore(), temporaryStore()]
  writeFileSync(
    first,
    `not JSON\n{"half":\ncapture-1  | ${JSON.stringify({ ...call, outcome: 'response' })}\n`,
  )
  writeFileSync(second, JSON.stringify({ log: `${line}\n`, stream: 'stdout' }))
  const { code, out, err } = await run('', ['1A2B3C4D ', first, second, '--offline', '--language', 'es'])
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^Lo que vio el titular +“Estos datos fueron rechazados\./m)
  expect(out).toMatch(/^Respuesta de Ingo +851: el emisor/m)
  expect(out).toMatch(/^A quién le toca +Al titular/m)
})

it('explains requests without a capture: of the form, of the backend, and unfinished ones', async () => {
  const { outcome: _, gateway_status: _s, session: _i, ...request } = declined
  expect(
    await explainOffline([{ ...request, route: '/v1/session', status: 410, code: 'session_expired' }]),
  ).toMatchObject({ code: 'session_expired', responsible: 'merchant', shown: [expect.any(String)] })
  const ofBackend = await explainOffline([{ ...request, route: '/v1/sessions', code: 'invalid_request' }])
  expect(ofBackend).toMatchObject({
    code: 'invalid_request',
    fix: expect.stringContaining('docs/reference.md') as string,
  })
  expect(ofBackend).not.toHaveProperty('shown')
  expect(await explainOffline([{ request_id: ID, operation: 'verify--card' }])).toMatchObject({
    code: 'unfinished',
  })
  // After a rate limit of Ingo, the server makes another call, which this log does not have.
  const call = { request_id: ID, operation: 'verify--card', retry: 0, outcome: 'rate_limited' }
  expect(await explainOffline([call])).toMatchObject({ code: 'unfinished' })
  const { code: _c, ...clean } = request
  expect(await explainOffline([{ ...clean, status: 200 }])).toMatchObject({ code: 'answered' })
})

it('asks no server about a request that opened no session, and so needs no key', async () => {
  const { session: _, outcome: _o, gateway_status: _s, ...request } = declined
  const log = JSON.stringify({ ...request, route: '/v1/session', status: 401, code: 'unauthorized' })
  expect(await run(log, ['1a2b3c4d'], {})).toMatchObject({ code: 0, err: '' })
})

it('repeats only ids, times and codes of a log', async () => {
  const secret = '4111 1111 1111 1111'
  const odd = Object.fromEntries(Object.keys(declined).map((name) => [name, secret]))
  const lines = [
    { ...odd, request_id: ID },
    { ...declined, msg: secret, account: secret },
  ]
  const { out, err } = await run(lines.map((line) => JSON.stringify(line)).join('\n'), [
    '1a2b3c4d',
    '--offline',
  ])
  expect(out + err).not.toContain('4111')
  expect(out).toContain('card_declined')
})

it.each([
  [[], 2, /^explain: the reference is missing\. .+\n$/],
  [['4111111111111111'], 2, /^explain: the reference is invalid\. .+\n$/],
  [
    ['1a2b3c4d', '/no/such/file'],
    2,
    /^explain: a file of the log is invalid\. The file does not exist\. .+\n$/,
  ],
  [
    ['1a2b3c4d', import.meta.filename, '/no/such/file'],
    2,
    /^explain: a file of the log is invalid\. The file does not exist\. .+\n$/,
  ],
  [['1a2b3c4d', '--language', 'fr'], 2, /^explain: --language is invalid\. .+\n$/],
  [['1a2b3c4d'], 1, /^explain: the log is empty: .+\n$/],
])('rejects the arguments %j with one sentence', async (args, code, message) => {
  expect(await run('', args)).toEqual({ code, out: '', err: expect.stringMatching(message) as string })
})

it('reports a reference that is not in the log or is ambiguous, and a server that does not answer', async () => {
  const log = JSON.stringify(declined)
  expect(await run(log, ['ffffffff'])).toMatchObject({
    ...{ code: 1, out: '' },
    err: expect.stringMatching(/^explain: the log has no line of ffffffff\. .+\n$/) as string,
  })
  const other = `${ID.slice(0, -1)}e`
  const twice = await run(`${log}\n${JSON.stringify({ ...declined, request_id: other })}`, ['1a2b3c4d'])
  expect([twice.code, twice.err]).toEqual([1, expect.stringContaining(`${ID}, ${other}`)])
  const env = { CAPTURE_SECRET_KEY: SECRET_KEY, PORT: String(await findFreePort()) }
  const alone = await run(log, ['1a2b3c4d'], env)
  expect(alone.err).toMatch(/^explain: no server answers at \S+ \(ECONNREFUSED\)\. .+ not known\n$/)
  expect([alone.code, alone.out]).toEqual([1, expect.stringContaining('card_declined')])
})

/** `PUT /scenarios/next` and `PUT /clock` of the simulator, seen through the capture server. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { card } from '../../server/testing/app.case.js'
import { capture, startNode, unlimited } from '../../server/testing/serveProcess.case.js'
import { ORIGIN, SECRET_KEY } from '../../server/testing/app.case.js'
import { startSimulator, startWithSimulator } from './simulator.case.js'

type Started = Awaited<ReturnType<typeof startWithSimulator>>

/** Captures a verified card in a new session. Returns `tokenized`, or the error code. */
async function captureCode({ open }: Pick<Started, 'open'>, content: object = card): Promise<string> {
  const { capture } = await open()
  const { code = 'tokenized' } = (await (await capture(content)).json()) as { code?: string }
  return code
}

describe('PUT /scenarios/next', () => {
  it('sets the response to the next card, whatever its number, and to no later card', async () => {
    const started = await startWithSimulator()
    expect(await started.put('/scenarios/next', { scenario: 'declined' })).toEqual({
      http: 200,
      scenario: 'declined',
    })
    expect(await captureCode(started)).toBe('card_declined')
    expect(await captureCode(started)).toBe('tokenized')
  })

  it('takes precedence over the number and the last name', async () => {
    const started = await startWithSimulator()
    await started.put('/scenarios/next', { scenario: 'success' })
    const refused = { ...card, account: '4000000000008526', recipient_last_name: 'declined' }
    expect(await captureCode(started, refused)).toBe('tokenized')
  })

  it('lets the same cardholder try again with the same card', async () => {
    const { open, put } = await startWithSimulator()
    await put('/scenarios/next', { scenario: 'declined' })
    const { capture, status } = await open()
    expect((await capture()).status).toBe(422)
    expect((await capture()).status).toBe(200)
    expect(await status()).toMatchObject({ status: 'tokenized', attempts: 2 })
  })

  it.each(['unavailable', 'http-503', 'internal', 'malformed'] as const)(
    'applies to the repeats that the server sends after %s',
    async (scenario) => {
      const started = await startWithSimulator()
      await started.put('/scenarios/next', { scenario })
      const code = scenario === 'unavailable' ? 'gateway_unavailable' : 'outcome_unknown'
      expect(await captureCode(started)).toBe(code)
      expect(await captureCode(started)).toBe('tokenized')
    },
  )

  it('applies to the form’s own repeats, which have the same id, and not to another session', async () => {
    const started = await startWithSimulator()
    await started.put('/scenarios/next', { scenario: 'unavailable' })
    const { capture } = await started.open()
    const key = crypto.randomUUID()
    for (const ms of [0, 4000, 4000]) {
      started.time.now += ms
      expect((await capture(card, key)).status).toBe(502)
    }
    expect(await captureCode(started)).toBe('tokenized')
    expect((await capture(card, key)).status).toBe(200)
  })

  it('is not used up by an id that has succeeded, nor by an invalid request', async () => {
    const { backend, put, simulator } = await startWithSimulator()
    const verify = async (participant_unique_id1: string) => {
      const body = { account_type: 'card', third_party_token: { provider: 'abc', token: 't' } }
      const recipient = {
        ...{ recipient_first_name: 'A', recipient_last_name: 'B', recipient_address1: '1 Main' },
        ...{ recipient_city: 'Anytown', recipient_state: 'GA', recipient_zip: '00000' },
      }
      const text = JSON.stringify({ ...body, ...recipient, participant_unique_id1 })
      return (await backend('/../verifications', { method: 'POST', body: text })).status
    }
    expect(await verify('order-1')).toBe(200)
    await put('/scenarios/next', { scenario: 'declined' })
    await fetch(`${simulator}/gateway/verify--card`, { method: 'POST', body: '{}' })
    expect(await verify('order-1')).toBe(200)
    expect(await verify('order-2')).toBe(422)
  })

  it('null removes the scenario', async () => {
    const started = await startWithSimulator()
    await started.put('/scenarios/next', { scenario: 'declined' })
    await started.put('/scenarios/next', { scenario: null })
    expect(await captureCode(started)).toBe('tokenized')
  })
})

describe('PUT /clock', () => {
  it('moves the simulator’s time: signatures are refused until it is set back', async () => {
    const started = await startWithSimulator()
    expect(await started.put('/clock', { offset_s: 600 })).toEqual({
      ...{ http: 200, offset_s: 600, now: '2026-06-15T12:10:00.000Z' },
    })
    expect(await captureCode(started)).toBe('gateway_misconfigured')
    await started.put('/clock', { offset_s: -200 })
    expect(await captureCode(started)).toBe('tokenized')
    await started.put('/clock', { offset_s: 0 })
    expect(await captureCode(started)).toBe('tokenized')
  })

  it('moves the Date header and the dates of the answers', async () => {
    const { put, open, simulator } = await startWithSimulator()
    await put('/clock', { offset_s: 86_400 })
    const { headers } = await fetch(`${simulator}/gateway/verify--card`, { method: 'POST', body: '{}' })
    expect(headers.get('date')).toBe('Tue, 16 Jun 2026 12:00:00 GMT')
    await put('/clock', { offset_s: 250 })
    const { capture, status } = await open()
    await capture()
    expect(await status()).toHaveProperty('gateway.data.request_timestamp', 1781524800 + 250)
  })
})

describe('a body that is not valid', () => {
  const scenario =
    'should be the id of a scenario, such as "declined", or null for none. GET /scenarios lists the ids'
  const offset =
    'should be a whole number of seconds from -315360000 to 315360000, such as 600. Send 0 for the real time'

  it.each<[string, unknown, string]>([
    ['/scenarios/next', { scenario: 'secret-4111' }, `scenario: ${scenario}`],
    ['/scenarios/next', { scenario: 852 }, `scenario: ${scenario}`],
    ['/scenarios/next', {}, `scenario: is missing. It ${scenario}`],
    [
      '/scenarios/next',
      '{"scen',
      `body: should be a JSON object with the key "scenario". scenario ${scenario}`,
    ],
    ['/scenarios/next', [], `body: should be a JSON object with the key "scenario". scenario ${scenario}`],
    [
      '/scenarios/next',
      { scenario: 'declined', secret: 1 },
      'body: should have no key but "scenario". Remove the others',
    ],
    ['/clock', { offset_s: '600' }, `offset_s: ${offset}`],
    ['/clock', { offset_s: 0.5 }, `offset_s: ${offset}`],
    ['/clock', { offset_s: 315_360_001 }, `offset_s: ${offset}`],
    ['/clock', { now: '2026-01-01' }, 'body: should have no key but "offset_s". Remove the others'],
  ])('%s rejects %j in one sentence, and changes nothing', async (path, body, client_message) => {
    const started = await startWithSimulator()
    expect(await started.put(path, body)).toEqual({ http: 400, status: 400, client_message })
    expect(await captureCode(started)).toBe('tokenized')
  })

  it('another method and a body that is too long are rejected too', async () => {
    const { simulator, put } = await startWithSimulator()
    const response = await fetch(`${simulator}/clock`, { method: 'POST', body: '{}' })
    expect([response.status, await response.json()]).toEqual([
      405,
      { status: 405, client_message: 'method: should be PUT for /clock' },
    ])
    expect(await put('/clock', `{"offset_s":${' '.repeat(2000)}1}`)).toMatchObject({
      http: 413,
      client_message: 'body: should have at most 1024 bytes',
    })
  })
})

it('a server with a real clock answers gateway_unavailable in less than 3 s', async () => {
  const simulator = await startSimulator(Date.now)
  const { url, child } = await startNode({ ...unlimited, INGO_URL: simulator })
  onTestFinished(() => void child.kill('SIGKILL'))
  const created = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    body: JSON.stringify({ origin: ORIGIN }),
    headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
  })
  const sealed = new URL(((await created.json()) as { url: string }).url).hash.slice(1)
  await fetch(`${simulator}/scenarios/next`, { method: 'PUT', body: '{"scenario":"unavailable"}' })
  const started = performance.now()
  const response = await capture(url, sealed, crypto.randomUUID())
  expect(await response.json()).toMatchObject({ code: 'gateway_unavailable', status: 502 })
  expect(performance.now() - started).toBeLessThan(3000)
})

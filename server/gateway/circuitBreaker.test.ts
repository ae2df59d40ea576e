/** Which merchants a circuit stops, and which metric series it has, with a scripted client and probe. */
import { expect, it, onTestFinished } from 'vitest'
import { parseConfig } from '../config/config.js'
import { createLog } from '../observability/log.js'
import { createMetrics } from '../observability/metrics.js'
import { environment } from '../testing/app.case.js'
import type { GatewayAccount } from './account.js'
import { withCircuitBreaker } from './circuitBreaker.js'
import type { GatewayRequest } from './client.js'
import type { GatewayResult } from './gatewayResult.js'

const request: GatewayRequest = { operation: 'verify--card', body: Buffer.from('{}') }
const declined: GatewayResult = { kind: 'response', http: 200, response: { status: 852 } }
const refused: GatewayResult = { kind: 'unauthorized', http: 401 }
const stopped = { kind: 'queue_full', retryAfter: 30 }

function createMerchant(settings: Record<string, string> = {}): GatewayAccount {
  const [merchant] = parseConfig({ ...environment, ...settings }).merchants
  if (!merchant) throw new Error('no merchant')
  return merchant
}

/** A client behind a circuit breaker. Its calls and probes end with `script.result`, and are counted. */
function startScripted() {
  const script = { result: declined, calls: 0, probes: [] as string[] }
  const client = {
    post: () => {
      script.calls += 1
      return Promise.resolve(script.result)
    },
    close: () => Promise.resolve(),
  }
  const merchant = createMerchant()
  const other = createMerchant({ CAPTURE_MERCHANT_ID: 'other', INGO_USERNAME: 'other' })
  const metrics = createMetrics()
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) }, Date.now)
  const probe = ({ id }: GatewayAccount, url: string) => {
    script.probes.push(`${id} ${new URL(url).host}`)
    return Promise.resolve(script.result)
  }
  const guarded = withCircuitBreaker(client, { metrics, log, now: Date.now, probe })
  onTestFinished(() => guarded.close())
  guarded.setMerchants([merchant, other])
  const post = (account: GatewayAccount, operation = request.operation) =>
    guarded.post(account, {
      ...request,
      operation,
      context: { request_id: '', session: crypto.randomUUID() },
    })
  const open = async (account: GatewayAccount, operation = request.operation) => {
    script.result = refused
    for (let calls = 0; calls < 3; calls++) await post(account, operation)
    await new Promise((done) => setImmediate(done))
    script.result = declined
  }
  /** The open circuits that the metrics show, as 'merchant circuit'. */
  const openCircuits = async () => {
    const { values } = await metrics.circuitOpen.get()
    return values
      .filter(({ value }) => value === 1)
      .map(({ labels }) => `${labels.merchant} ${labels.circuit}`)
      .sort()
  }
  return { script, guarded, merchant, other, lines, post, open, openCircuits }
}

it('stops only the calls of one credential, and logs the change', async () => {
  const { script, post, open, merchant, other, lines, openCircuits } = startScripted()
  await open(merchant)
  expect(await post(merchant)).toEqual(stopped)
  expect(await post(other)).toEqual(declined)
  expect(script.calls).toBe(4)
  expect(await openCircuits()).toEqual(['demo credentials'])
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 50, msg: 'circuit', merchant: 'demo', reason: 'credentials', outcome: 'open' },
  ])
})

it('tries a corrected secret at once, and removes the circuit of the wrong one from the metrics', async () => {
  const { guarded, merchant, post, open, openCircuits } = startScripted()
  await open(merchant)
  expect(await openCircuits()).toEqual(['demo credentials'])
  const corrected = structuredClone(merchant)
  corrected.ingo.credentials.secret = 'the right one'
  guarded.setMerchants([corrected])
  expect(await openCircuits()).toEqual([])
  // A call with the wrong secret that began before the reload gets a new circuit, which the metrics do not show.
  await open(merchant)
  expect(await openCircuits()).toEqual([])
  expect(await post(corrected)).toEqual(declined)
})

it('removes the circuits of a removed merchant, and keeps those of the others', async () => {
  const { guarded, merchant, other, post, open, openCircuits } = startScripted()
  await post(other)
  await open(merchant)
  guarded.setMerchants([merchant])
  expect(await openCircuits()).toEqual(['demo credentials'])
  guarded.setMerchants([])
  expect(await openCircuits()).toEqual([])
})

it('shows a shared credential’s circuit for each of its merchants', async () => {
  const { guarded, merchant, open, openCircuits } = startScripted()
  const sibling = { ...merchant, id: 'sister', ingo: { ...merchant.ingo, participantId: 67890 } }
  guarded.setMerchants([merchant, sibling])
  await open(merchant)
  expect(await openCircuits()).toEqual(['demo credentials', 'sister credentials'])
})

it('has a circuit for each gateway of a merchant, and probes the suspected one', async () => {
  const { script, guarded, merchant, post, open, openCircuits } = startScripted()
  const both = { ...merchant, ingo: { ...merchant.ingo, openBankingUrl: 'https://banks.example' } }
  guarded.setMerchants([both])
  await open(both, 'verify--open-banking')
  expect(script.probes).toEqual(['demo banks.example'])
  expect(await openCircuits()).toEqual(['demo credentials'])
  expect(await post(both)).toEqual(declined)
  expect(await post(both, 'verify--open-banking')).toEqual(stopped)
})

it('closes when a call that was in flight succeeds', async () => {
  const merchant = createMerchant()
  const answers: ((result: GatewayResult) => void)[] = []
  const slow = {
    post: () => new Promise<GatewayResult>((resolve) => answers.push(resolve)),
    close: () => Promise.resolve(),
  }
  const metrics = createMetrics()
  const log = createLog('silent', { write: () => undefined }, Date.now)
  const probe = () => Promise.resolve(refused)
  const waiting = withCircuitBreaker(slow, { metrics, log, now: Date.now, probe })
  onTestFinished(() => waiting.close())
  waiting.setMerchants([merchant])
  const calls = Array.from({ length: 4 }, () =>
    waiting.post(merchant, { ...request, context: { request_id: crypto.randomUUID() } }),
  )
  for (const answer of answers.slice(0, 3)) answer(refused)
  await Promise.all(calls.slice(0, 3))
  await new Promise((done) => setImmediate(done))
  expect(waiting.openResult(merchant, 'verify--card')).toEqual(stopped)
  answers[3]?.(declined)
  await calls[3]
  expect(waiting.openResult(merchant, 'verify--card')).toBeUndefined()
})

import { expect, it } from 'vitest'
import { card, json, start, startApp, startGateway, success } from '../testing/app.case.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'

it('counts attempts by outcome, measures queue waits, and has only ids and codes as labels', async () => {
  const { open, metrics } = await start(
    json(() => ({ status: 852 })),
    json((sent) => success(sent)),
  )
  const { capture } = await open()
  await capture({ ...card, account: '4111111111111112' })
  await capture()
  await capture(card, KEY)
  await capture(card, KEY)
  const text = await metrics.registry.metrics()
  for (const line of [
    'ingo_capture_attempts_total{merchant="demo",outcome="card_number_invalid"} 1',
    'ingo_capture_attempts_total{merchant="demo",outcome="card_declined"} 1',
    'ingo_capture_attempts_total{merchant="demo",outcome="tokenized"} 1',
    'ingo_capture_queue_wait_seconds_count{merchant="demo"} 2',
  ]) {
    expect(text).toContain(line)
  }
  expect(text).not.toMatch(/4111|ca875cce|order-1/)
})

it('counts rejections: an exhausted session, a full queue', async () => {
  const gateway = await startGateway(
    json(() => ({ status: 852 })),
    json((sent) => success(sent)),
  )
  const { open, metrics } = startApp({
    INGO_URL: gateway.url,
    INGO_REQUESTS_PER_SECOND: '1',
    CAPTURE_FAILED_PER_HOUR: '0',
    CAPTURE_FAILED_PER_DAY: '0',
  })
  const { capture } = await open({ max_attempts: 1 })
  await capture()
  await capture()
  const sessions = await Promise.all(Array.from({ length: 52 }, () => open()))
  await Promise.all(sessions.map(async (session) => session.capture()))
  const text = await metrics.registry.metrics()
  expect(text).toContain('ingo_capture_limited_total{merchant="demo",limit="session"} 1')
  expect(text).toMatch(/ingo_capture_limited_total\{merchant="demo",limit="gateway"\} [1-9]/)
})

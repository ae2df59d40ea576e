/** What a tracing backend gets, seen through an SDK in this process; and what the gateway gets of it: nothing. */
import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { json, start, success, type Behaviour } from '../testing/app.case.js'

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
trace.setGlobalTracerProvider(provider)

beforeEach(() => {
  exporter.reset()
})
afterAll(async () => {
  trace.disable()
  await provider.shutdown()
})

const ERROR = 2
const lost: Behaviour = (_sent, _response, request) => request.socket.destroy()

it('a capture is one span, each call to the gateway one below it; ids and codes alone', async () => {
  const { open, gateway } = await start(
    lost,
    json((sent) => success(sent, {}, 101)),
  )
  const { capture, id } = await open()
  const response = await capture()
  const [first, second, whole, ...more] = exporter.getFinishedSpans()
  expect(more).toEqual([])
  const ids = {
    'capture.merchant': 'demo',
    'capture.session': id,
    'capture.request_id': response.headers.get('x-request-id'),
  }
  expect(whole).toMatchObject({ name: 'capture', status: { code: 0 } })
  expect(whole?.attributes).toEqual({ ...ids, 'capture.outcome': 'tokenized' })
  expect(first).toMatchObject({ name: 'gateway verify--card', status: { code: ERROR } })
  expect(first?.attributes).toEqual({ ...ids, 'gateway.attempt': 1, 'capture.outcome': 'unknown' })
  expect(second?.attributes).toEqual({
    ...ids,
    'gateway.attempt': 2,
    'gateway.status': 101,
    'capture.outcome': 'answered',
  })
  for (const span of [first, second]) expect(span?.parentSpanContext).toEqual(whole?.spanContext())
  for (const span of exporter.getFinishedSpans()) expect(span.events).toEqual([])
  expect(gateway.received).toHaveLength(2)
  for (const { rawHeaders } of gateway.received) expect(rawHeaders.join()).not.toMatch(/trace|baggage/i)
})

it.each([
  ['card_declined', 0, json(() => ({ status: 852 }))],
  ['gateway_misconfigured', ERROR, json(() => ({ status: 402 }))],
])('%s: its span says so, and whether somebody should look', async (outcome, code, behaviour) => {
  const { open } = await start(behaviour)
  await (await open()).capture()
  const whole = exporter.getFinishedSpans().find(({ name }) => name === 'capture')
  expect(whole).toMatchObject({ status: { code }, attributes: { 'capture.outcome': outcome } })
})

/** The spans that a tracing SDK in this process exports. The gateway gets no trace header. */
import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { json, start, success, type Behaviour } from '../testing/app.case.js'

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
trace.setGlobalTracerProvider(provider)
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())

beforeEach(() => {
  exporter.reset()
})
afterAll(async () => {
  trace.disable()
  context.disable()
  await provider.shutdown()
})

const ERROR = 2
const lost: Behaviour = (_sent, _response, request) => request.socket.destroy()

it('exports one span for a capture and a child for each gateway call, with only ids and codes', async () => {
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
  expect(first?.attributes).toEqual({ ...ids, 'gateway.retry': 0, 'capture.outcome': 'indeterminate' })
  expect(second?.attributes).toEqual({
    ...ids,
    'gateway.retry': 1,
    'gateway.status': 101,
    'capture.outcome': 'response',
  })
  for (const span of [first, second]) expect(span?.parentSpanContext).toEqual(whole?.spanContext())
  for (const span of exporter.getFinishedSpans()) expect(span.events).toEqual([])
  expect(gateway.received).toHaveLength(2)
  for (const { rawHeaders } of gateway.received) expect(rawHeaders.join()).not.toMatch(/trace|baggage/i)
})

it.each([
  ['card_declined', 0, json(() => ({ status: 852 }))],
  ['gateway_misconfigured', ERROR, json(() => ({ status: 402 }))],
])('marks the span of %s as an error only if an operator must act', async (outcome, code, behaviour) => {
  const { open } = await start(behaviour)
  await (await open()).capture()
  const whole = exporter.getFinishedSpans().find(({ name }) => name === 'capture')
  expect(whole).toMatchObject({ status: { code }, attributes: { 'capture.outcome': outcome } })
})

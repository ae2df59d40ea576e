/** Each step in the store is a transaction or a round trip, so a capture takes no more of them than it needs. */
import { expect, it } from 'vitest'
import { json, card, startApp, startGateway, success } from '../testing/app.case.js'

it.each([
  ['with a rate', '5', ['acquire_lease', 'mark_sent', 'commit']],
  ['without a rate', '0', ['acquire_lease', 'commit']],
])('%s: a capture under the merchant’s id takes these steps', async (_name, rate, steps) => {
  const gateway = await startGateway(json((sent) => success(sent, { customer_account_token: 'token-1' })))
  const app = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: rate })
  const session = await app.open({ participant_unique_id1: 'order-1' })
  const before = await countSteps(app.metrics)
  expect((await session.capture(card)).status).toBe(200)
  const after = await countSteps(app.metrics)
  const added = [...after].filter(([operation, count]) => count > (before.get(operation) ?? 0))
  expect(new Map(added)).toEqual(new Map(steps.map((operation) => [operation, 1])))
})

/** How often each operation of the store was called. */
async function countSteps({
  registry,
}: ReturnType<typeof startApp>['metrics']): Promise<Map<string, number>> {
  const pattern = /^ingo_capture_store_duration_seconds_count\{operation="(\w+)"\} (\d+)$/gm
  const text = await registry.metrics()
  return new Map([...text.matchAll(pattern)].map(([, operation = '', count]) => [operation, Number(count)]))
}

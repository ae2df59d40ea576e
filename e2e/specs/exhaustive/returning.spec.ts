/** The cardholder returns after a sleep or by the back button, in every engine, including the one that WebDriver drives. */
import { test } from '../../engines/fixtures.js'
import { perform } from '../../engines/perform.js'
import { expect, sample } from '../../harness/fixtures.js'

/** The state that the page reads. Undefined on a page without a form. */
function readState(): string | undefined {
  return document.querySelector<HTMLElement>('#capture')?.dataset.captureState
}

/** Sets the device's clock forward, as after a sleep, and fires the event of a return. */
function wake(event: string): void {
  const { now } = Date
  Date.now = () => now() + 31 * 60_000
  const target = event === 'visibilitychange' ? document : window
  target.dispatchEvent(new Event(event, { bubbles: true }))
}

for (const event of ['visibilitychange', 'pageshow', 'focus']) {
  test(`a session that expired while the device slept ends at ${event}`, async ({ input }) => {
    // A session that no other test has, because this form can't be used afterwards.
    await input.begin({ recipient: { recipient_first_name: event } })
    await perform(input, 'account', [{ type: '4111' }])
    await input.driver.inFrame(wake, event)
    await expect.poll(() => input.driver.inHost(readState, undefined)).toBe('failed')
  })
}

test('a form that was left during its submit gets its token when it returns from the browser’s cache', async ({
  input,
  miniBrowser,
  stack,
}) => {
  test.skip(!miniBrowser, 'Playwright turns the page cache of the browsers that it drives off')
  await input.begin({ recipient: { recipient_first_name: 'Robin' } })
  for (const [name, value] of Object.entries(sample) as [keyof typeof sample, string][])
    await perform(input, name, [{ fill: value }])
  const release = stack.holdGateway()
  const before = stack.received.length
  await perform(input, 'recipient_city', [{ press: 'Enter' }])
  await expect.poll(() => stack.received.length - before).toBe(1)
  await input.driver.goto(`${stack.shop}/elsewhere`)
  release()
  // Not by a script: WebKit's driver may lose the answer of one that a navigation interrupts, and then waits for ever.
  await input.driver.back()
  expect(await input.driver.inHost(() => location.pathname, undefined)).toBe('/blank')
  await expect.poll(() => input.driver.inHost(readState, undefined)).toBe('tokenized')
  expect(stack.received.length - before).toBe(1)
})

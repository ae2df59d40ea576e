/** The pauses before the form repeats a capture. Ingo asks for them, but the simulator needs none. */
import type { Page } from '@playwright/test'
import { accounts } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { mockProblem } from '../../harness/mockProblem.js'
import { openForm } from '../../harness/openForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'the form’s own timers, the same in every engine')

test('the test card `unavailable` needs no pause: the form sends its three requests while its clock stands still', async ({
  page,
  stack,
}) => {
  await page.clock.install()
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, account: accounts.unavailable })
  await page.clock.pauseAt(Date.now() + 60_000)
  const requests = recordCaptures(page)
  await form.field('cvv').press('Enter')
  await expect.poll(() => requests).toHaveLength(3)
  await page.clock.resume()
  await form.expectError({ code: 'gateway_unavailable' })
  expect(requests).toHaveLength(3)
})

/** The clock moves in steps, because the form's pause begins only when it has read the response, which may be late. */
const STEP_MS = 200

test('without Retry-After: 0 the form waits 4 s before each repeat', async ({ page, stack }) => {
  await page.clock.install()
  await page.addInitScript(recordTimes)
  const form = await openForm(page, stack)
  const sent = await mockProblem(page, 'captures', { code: 'gateway_unavailable' })
  await form.fillCard(sample)
  await page.clock.pauseAt(Date.now() + 60_000)
  await form.field('cvv').press('Enter')
  const step = async () => {
    await page.clock.runFor(STEP_MS)
    return sent.requests
  }
  await expect.poll(step, { intervals: [20], timeout: 40_000 }).toBe(3)
  const times = await form.frame.locator('html').evaluate(() => Reflect.get(window, 'times') as number[])
  const waited = times.slice(1).map((time, index) => time - (times[index] ?? NaN))
  expect(waited).toHaveLength(2)
  for (const pause of waited) expect(pause).toBeGreaterThanOrEqual(4000)
  await page.clock.resume()
  await form.expectError({ code: 'gateway_unavailable' })
})

/** Records the times of the form's captures by its own clock: it posts nothing else by `fetch`. Runs before the form's scripts. */
function recordTimes(): void {
  const times: number[] = []
  const send = window.fetch.bind(window)
  Object.assign(window, { times })
  window.fetch = (address, options) => {
    if (options?.method === 'POST') times.push(Date.now())
    return send(address, options)
  }
}

test('does not wait for a long Retry-After, and says when to try again', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  const sent = await mockProblem(page, 'captures', { code: 'rate_limited' }, 3405)
  await form.fillCard(sample)
  await form.submit()
  await form.expectError({ code: 'rate_limited', text: 'Please try again in 57 minutes.' })
  expect(sent.requests).toBe(1)
})

test('PUT /scenarios/next applies to the form’s own repeats', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  const body = JSON.stringify({ scenario: 'unavailable' })
  await fetch(`${stack.simulator}/scenarios/next`, { method: 'PUT', body })
  await form.fillCard(sample)
  await form.submit()
  await form.expectError({ code: 'gateway_unavailable' })
})

/** The addresses of the captures that the form requests from now on. */
function recordCaptures(page: Page): string[] {
  const urls: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/captures')) urls.push(request.url())
  })
  return urls
}

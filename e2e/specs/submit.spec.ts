import type { Page, Request } from '@playwright/test'
import type { Capture, CaptureError } from 'ingo-capture'
import { accounts } from 'ingo-capture/playwright'
import { expect, hurry, sample, test } from '../harness/fixtures.js'
import { openForm } from '../harness/openForm.js'

/** Watches the frame's captures; `lose` of them never arrive. */
async function watchCaptures(page: Page, lose: number) {
  const sent: { key: string | undefined; body: string | null; at: number }[] = []
  const note = (request: Request) =>
    sent.push({ key: request.headers()['idempotency-key'], body: request.postData(), at: Date.now() })
  await page.route('**/v1/captures', async (route) => {
    note(route.request())
    if (sent.length <= lose) await route.abort('connectionreset')
    else await route.continue()
  })
  return sent
}

test('a lost connection is mended by itself: the same content under the same key, 4 s later', async ({
  checkout,
}) => {
  const { page, form } = checkout
  const sent = await watchCaptures(page, 1)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  const [first, second, ...more] = sent
  expect(more).toEqual([])
  expect(second?.key).toBe(first?.key)
  expect(second?.body).toBe(first?.body)
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3990)
})

test('while the outcome is unknown the fields keep still, nothing says declined, and Try again goes on', async ({
  checkout,
}) => {
  const { page, form } = checkout
  const sent = await watchCaptures(page, 3)
  await page.clock.install()
  await form.fillCard(sample)
  await form.submit()
  await hurry(page, () => form.expectError({}))
  await expect(form.frame.getByRole('alert')).not.toContainText(/declined/i)
  expect(sent).toHaveLength(3)
  for (const name of ['account', 'cvv', 'recipient_zip'] as const) {
    await expect(form.field(name)).toHaveValue(sample[name])
    await expect(form.field(name)).not.toBeEditable()
  }
  await form.submit()
  await form.expectToken()
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
})

test('other content gets another key, the same content its own again', async ({ checkout }) => {
  const { page, form } = checkout
  const sent = await watchCaptures(page, 0)
  const declined = accounts.declined
  await form.fillCard({ ...sample, account: declined })
  for (const cvv of ['123', '124', '123']) {
    await form.fillCard({ cvv })
    await form.submit()
    await form.expectError({ text: /declined/i })
    await expect(form.field('cvv')).toHaveValue('')
  }
  const [first, second, third] = sent.map(({ key }) => key)
  expect(second).not.toBe(first)
  expect(third).toBe(first)
})

test('the attempts that are left are told, and the last one ends the form', async ({ page, stack }) => {
  const form = await openForm(page, stack, { max_attempts: 2 })
  // The same content again would be told the same again.
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await expect(form.frame.getByRole('alert')).toContainText(/1 attempt/i)
  await form.fillCard({ cvv: '124' })
  await form.submit()
  await expect(form.field('account')).toHaveCount(0)
  const host = page.locator('[data-capture-state]')
  await expect(host).toHaveAttribute('data-capture-state', 'failed')
  const told = await page.evaluate(() =>
    (Reflect.get(window, 'capture') as Capture)
      .submit()
      .catch((error: unknown) => (error as CaptureError).code),
  )
  expect(told).toBe('attempts_exhausted')
  await expect(host).toHaveAttribute('data-capture-state', 'failed')
})

test('a session that could not be asked for is asked for again when the cardholder wants it, and nothing is lost', async ({
  page,
  stack,
}) => {
  await page.clock.install()
  let lost = 4
  await page.route('**/v1/session', (route) => (lost-- > 0 ? route.abort() : route.continue()))
  const opening = openForm(page, stack)
  const frame = page.frameLocator('iframe')
  await frame.locator('[name="account"]').fill(sample.account)
  const again = frame.getByRole('button', { name: 'Try again' })
  await hurry(page, () => expect(again).toBeVisible())
  await expect(page.locator('[data-capture-state]')).toHaveAttribute('data-capture-state', 'failed')
  await again.click()
  const form = await opening
  await expect(form.field('account')).toHaveValue(sample.account)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
})

test('ten idle minutes take the CVV away and nothing else', async ({ page, stack }) => {
  await page.clock.install()
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  await page.clock.runFor('09:59')
  await expect(form.field('cvv')).toHaveValue('123')
  await page.clock.runFor('00:02')
  await expect(form.field('cvv')).toHaveValue('')
  await expect(form.field('account')).toHaveValue(sample.account)
})

test('an expired session ends the form, and the page is told', async ({ page, stack }) => {
  await page.clock.install()
  const form = await openForm(page, stack, { expires_in: 60 })
  await form.fillCard(sample)
  await page.clock.runFor('01:05')
  await expect(form.field('account')).toHaveCount(0)
  await expect.poll(form.events).toContain('expired')
})

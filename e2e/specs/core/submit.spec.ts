import type { Page, Request } from '@playwright/test'
import type { Capture, CaptureError } from 'ingo-capture'
import { accounts } from 'ingo-capture/playwright'
import { expect, skipPauses, sample, test } from '../../harness/fixtures.js'
import { findForm } from '../../harness/findForm.js'
import { mountForm, newSession, openHost } from '../../harness/hostPage.js'
import { openForm } from '../../harness/openForm.js'

/** Records the frame's captures. The first `lose` captures fail with a connection error, the others wait for `hold`. */
async function recordCaptures(page: Page, lose: number, hold = () => Promise.resolve()) {
  const sent: { key: string | undefined; body: string | null; at: number }[] = []
  const record = (request: Request) =>
    sent.push({ key: request.headers()['idempotency-key'], body: request.postData(), at: Date.now() })
  await page.route('**/v1/captures', async (route) => {
    record(route.request())
    if (sent.length <= lose) await route.abort('connectionreset')
    else {
      await hold()
      await route.continue()
    }
  })
  return sent
}

test('retries after a lost connection: the same content under the same key, 4 s later', async ({
  checkout,
}) => {
  const { page, form } = checkout
  const sent = await recordCaptures(page, 1)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  const [first, second, ...more] = sent
  expect(more).toEqual([])
  expect(second?.key).toBe(first?.key)
  expect(second?.body).toBe(first?.body)
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3990)
})

test('with an unknown outcome: locks the fields, shows no decline, and Try again continues', async ({
  checkout,
}) => {
  const { page, form } = checkout
  const sent = await recordCaptures(page, 3)
  await page.clock.install()
  await form.fillCard(sample)
  await form.submit()
  await skipPauses(page, () => form.expectError({}))
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

test('each press after a decline uses a new key and reaches the gateway; a double click sends once', async ({
  checkout,
  stack,
}) => {
  const { page, form } = checkout
  // Both presses come before the answer to the first.
  let pressed = Promise.resolve()
  const sent = await recordCaptures(page, 0, () => pressed)
  const before = stack.received.length
  await form.fillCard({ ...sample, account: accounts.declined })
  for (const count of [1, 2, 3]) {
    await form.fillCard({ cvv: '123' })
    pressed = form.frame.locator('button[type="submit"]').dblclick()
    await pressed
    await form.expectError({ text: /declined/i })
    await expect(form.field('cvv')).toHaveValue('')
    expect(sent).toHaveLength(count)
    expect(stack.received.length - before).toBe(count)
  }
  expect(new Set(sent.map(({ key }) => key)).size).toBe(3)
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1)
})

test('shows a decline whose response was lost from the server’s record, and sends a new capture after it', async ({
  checkout,
  stack,
}) => {
  const { page, form } = checkout
  const keys: (string | undefined)[] = []
  await page.route('**/v1/captures', async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    if (keys.length > 1) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  const before = stack.received.length
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await form.expectError({ text: /declined/i })
  expect(stack.received.length - before).toBe(1)
  await form.fillCard({ cvv: '123' })
  await form.submit()
  await expect.poll(() => stack.received.length - before).toBe(2)
  const [first, repeat, pressed] = keys
  expect(repeat).toBe(first)
  expect(pressed).not.toBe(first)
})

test('shows the attempts left, and the last decline ends the form', async ({ page, stack }) => {
  const form = await openForm(page, stack, { max_attempts: 2 })
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await expect(form.frame.getByRole('alert')).toContainText(/1 attempt/i)
  await form.fillCard({ cvv: '124' })
  await form.submit()
  await expect(form.field('account')).toHaveCount(0)
  const host = page.locator('[data-capture-state]')
  await expect(host).toHaveAttribute('data-capture-state', 'failed')
  const error = await page.evaluate(() =>
    (Reflect.get(window, 'capture') as Capture).submit().catch((error: unknown) => {
      const { message } = error as CaptureError
      return Object.assign({ message }, error as CaptureError)
    }),
  )
  expect(error).toMatchObject({ code: 'card_declined', attempts_left: 0 })
  // Every later submit has the code attempts_exhausted. This message explains it to the developer.
  expect(error).toHaveProperty('message', expect.stringContaining('This was the session’s last attempt'))
  await expect(host).toHaveAttribute('data-capture-state', 'failed')
})

test('Try again reloads a session that failed to load, and keeps the input', async ({ page, stack }) => {
  await page.clock.install()
  let lost = 4
  await page.route('**/v1/session', (route) => (lost-- > 0 ? route.abort() : route.continue()))
  await openHost(page, stack, {})
  await mountForm(page, await newSession(stack))
  const form = findForm(page)
  await form.field('account').fill(sample.account)
  const retry = form.frame.getByRole('button', { name: 'Try again' })
  await skipPauses(page, () => expect(retry).toBeVisible())
  await expect(page.locator('[data-capture-state]')).toHaveAttribute('data-capture-state', 'failed')
  await retry.click()
  await form.waitReady()
  await expect(form.field('account')).toHaveValue(sample.account)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
})

test('clears only the CVV after ten idle minutes', async ({ page, stack }) => {
  await page.clock.install()
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  await page.clock.fastForward('09:30')
  await expect(form.field('cvv')).toHaveValue('123')
  await page.clock.fastForward('00:31')
  await expect(form.field('cvv')).toHaveValue('')
  await expect(form.field('account')).toHaveValue(sample.account)
})

test('an expired session ends the form and fires `expired`', async ({ page, stack }) => {
  await page.clock.install()
  const form = await openForm(page, stack, { expires_in: 60 })
  await form.fillCard(sample)
  await page.clock.runFor('01:05')
  await expect(form.field('account')).toHaveCount(0)
  await expect.poll(form.events).toContain('expired')
})

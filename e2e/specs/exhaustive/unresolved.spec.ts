/** A submit whose outcome the server has given up, and the cardholder's next steps. */
import type { Page } from '@playwright/test'
import { accounts } from 'ingo-capture/playwright'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { mockProblem } from '../../harness/mockProblem.js'
import { openForm } from '../../harness/openForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'the form’s own state, the same in every engine')

const givenUp = { code: 'outcome_unknown', may_change: true } as const
const words = /may have gone through, but we couldn’t confirm it. Try again, or use another card/
const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary

async function mockUnresolved(page: Page, unresolved: object): Promise<void> {
  await page.route('**/v1/session', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...((await response.json()) as object), unresolved } })
  })
}

test('unlocks the fields, empties the code, and uses another key only for other content', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  const sent = await mockProblem(page, 'captures', givenUp)
  await form.fillCard(sample)
  await form.submit()
  const notice = form.frame.getByRole('alert')
  await expect(notice).toContainText(words)
  await expect(notice).toContainText('Re-enter your security code')
  await expect(form.field('account')).toBeEditable()
  await expect(form.field('account')).toHaveValue(sample.account)
  await expect(form.field('cvv')).toHaveValue('')
  // The form repeats nothing by itself.
  expect(sent.requests).toBe(1)

  await form.field('cvv').fill('321')
  await form.submit()
  await expect.poll(() => sent.requests).toBe(2)
  await expect(form.field('cvv')).toHaveValue('')
  await form.fillCard({ recipient_city: 'Elsewhere', cvv: '123' })
  await form.submit()
  await expect.poll(() => sent.requests).toBe(3)
  await expect(form.field('cvv')).toHaveValue('')
  await form.fillCard({ account: accounts.mastercard, cvv: '123' })
  await form.submit()
  await expect.poll(() => sent.requests).toBe(4)
  const [first, second, ...others] = sent.keys
  expect(second).toBe(first)
  expect(new Set([first, ...others]).size).toBe(3)

  await page.unroute('**/v1/captures')
  await form.field('cvv').fill('123')
  await form.submit()
  await form.expectToken()
})

test('sends nothing more by itself once another account needs a new session', async ({ page, stack }) => {
  await page.clock.install()
  const form = await openForm(page, stack)
  const ended = { code: 'outcome_unknown', may_change: false, needs_new_session: true } as const
  const sent = await mockProblem(page, 'captures', ended)
  await form.fillCard(sample)
  // The form's clock stands still, so an end shows that the form does not pause before it would repeat.
  await page.clock.pauseAt(Date.now() + 60_000)
  await form.field('cvv').press('Enter')
  await expect(form.frame.locator('.panel')).toContainText('We don’t know whether this went through.')
  expect(sent.requests).toBe(1)
})

test('reviews a check again, and uses another key once its address has changed', async ({ page, stack }) => {
  const form = await openForm(page, stack, { account_types: ['check'], check: { beneficiary_account } })
  const sent = await mockProblem(page, 'captures', givenUp)
  await form.fillCheck({ beneficiary })
  for (const city of ['Anytown', 'Anytown', 'Elsewhere']) {
    await form.fillCheck({ beneficiary: { beneficiary_city: city } })
    await form.submit()
    await form.confirm()
    await expect(form.frame.getByRole('alert')).toContainText('Try again, or change the details.')
  }
  const [first, second, third] = sent.keys
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

test('after a reload the form says that an earlier try may have gone through, and works', async ({
  page,
  stack,
}) => {
  await mockUnresolved(page, { may_change: true })
  const form = await openForm(page, stack, { locale: 'es' })
  await expect(form.frame.getByRole('alert')).toContainText('Es posible que esto se haya completado')
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
})

test('after a reload there is no form if another account needs a new session', async ({ page, stack }) => {
  await mockUnresolved(page, { may_change: false })
  const form = await openForm(page, stack)
  await expect(form.field('account')).toBeEditable()
  await expect(form.frame.getByRole('alert')).toHaveCount(0)
  await page.unroute('**/v1/session')
  await mockUnresolved(page, { may_change: false, needs_new_session: true })
  await page.evaluate(() => {
    const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
    ;(Reflect.get(window, 'capture') as import('ingo-capture').Capture).destroy()
    const capture = IngoCapture.create({ url: Reflect.get(window, 'url') as string })
    capture.on('loaderror', () => undefined)
    capture.mount('#capture')
  })
  await expect(form.frame.locator('.panel')).toContainText('We don’t know whether this went through.')
})

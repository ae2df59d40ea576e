/** A refusal as the cardholder sees it: where the notice is, and what the cardholder can do next. */
import type { Page } from '@playwright/test'
import type { Capture, CaptureError } from 'ingo-capture'
import { accounts } from 'ingo-capture/playwright'
import { documentedCheck, documentedOpenBankingKeys } from '../../harness/ingoSamples.js'
import { expect, sample, skipPauses, test } from '../../harness/fixtures.js'
import { mockProblem, type MockedProblem } from '../../harness/mockProblem.js'
import { openForm } from '../../harness/openForm.js'
import { reopenForm } from '../../harness/reopenForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'the texts are the same in every engine')

const check = { beneficiary_account: documentedCheck.beneficiary.beneficiary_account }

/** Calls the SDK's `submit()`. Resolves to the properties of its error. */
function submitError(page: Page): Promise<object> {
  return page.evaluate(() =>
    (Reflect.get(window, 'capture') as Capture)
      .submit()
      .then(() => ({}))
      .catch((error: unknown) => Object.assign({}, error as CaptureError)),
  )
}

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 360, height: 640 },
]) {
  test(`Enter at the top of the form brings the notice and its buttons into view: ${viewport.width} px`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize(viewport)
    for (const account of [accounts['push-disabled'], accounts.declined]) {
      const session = { require: { push: true as const }, account_types: ['card', 'check'] as never, check }
      const form = await openForm(page, stack, session)
      await form.fillCard({ ...sample, account })
      await form.field('cvv').focus()
      await page.evaluate(() => {
        window.scrollTo(0, 0)
      })
      await page.keyboard.press('Enter')
      const notice = form.frame.getByRole('alert')
      await expect(notice).toBeInViewport({ ratio: 1 })
      await expect(notice).toBeFocused()
      for (const button of await form.frame.getByRole('button').all())
        await expect(button).toBeInViewport({ ratio: 1 })
    }
  })
}

test('a field error keeps the focus on its field', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, recipient_last_name: 'check-digit' })
  await form.submit()
  const field = form.field('account')
  await expect(field).toBeFocused()
  await expect(field).toBeInViewport({ ratio: 1 })
})

for (const [answer, name, words] of [
  [
    { code: 'card_not_payable', reason: 'above_max' },
    'This card can’t be used',
    'The amount is above the limit of this card. To use',
  ],
  [
    { code: 'account_mismatch' },
    'This form is closed',
    'This could not be completed. Please contact the company that sent you here.',
  ],
] as [MockedProblem, string, string][]) {
  test(`${answer.code} that ended the session has the same text when the form is opened again`, async ({
    page,
    stack,
  }) => {
    const problem = { ...answer, needs_new_session: true as const }
    const form = await openForm(page, stack)
    await mockProblem(page, 'captures', problem)
    await form.fillCard(sample)
    await form.submit()
    const panel = form.frame.getByRole('region', { name })
    await expect(panel).toContainText(words)
    expect(await submitError(page)).toMatchObject(problem)
    await mockProblem(page, 'session', problem)
    await reopenForm(page)
    await expect(panel).toContainText(words)
    await expect(form.frame.getByRole('status')).toContainText(words)
    expect(await submitError(page)).toMatchObject(problem)
  })
}

test('open banking with an unknown outcome is sent once and ends the form', async ({ page, stack }) => {
  const given = documentedOpenBankingKeys.filter((key) => !['participant_id', 'timestamp'].includes(key))
  const open_banking = Object.fromEntries(given.map((key) => [key, 'string'])) as never
  const counted = await mockProblem(page, 'captures', { code: 'outcome_unknown' })
  for (const [locale, words] of [
    ['en', 'We don’t know whether this went through. Please contact the company that sent you here.'],
    ['es', 'No sabemos si la operación se completó. Comuníquese con la empresa desde la que llegó aquí.'],
  ] as const) {
    counted.requests = 0
    const form = await openForm(page, stack, { account_types: ['open-banking'], open_banking, locale })
    await expect(form.frame.locator('.panel')).toContainText(words)
    await expect(form.frame.getByRole('button')).toHaveCount(0)
    expect(await submitError(page)).toMatchObject({ code: 'outcome_unknown', retryable: false })
    expect(counted.requests).toBe(1)
  }
})

test('if the outcome stays unknown, the form also advises to contact the company that sent you here', async ({
  page,
  stack,
}) => {
  await page.clock.install()
  const form = await openForm(page, stack)
  await mockProblem(page, 'captures', { code: 'outcome_unknown' })
  await form.fillCard(sample)
  await form.submit()
  await skipPauses(page, () => form.expectError({ text: /still confirming this. Try again;/ }))
  await form.frame.getByRole('button', { name: 'Try again' }).click()
  await skipPauses(page, () =>
    form.expectError({ text: /still confirming this.*or contact the company that sent you here/ }),
  )
})

test('offers a check after limit_exceeded, and none for a card that can’t be charged', async ({
  page,
  stack,
}) => {
  for (const [answer, buttons] of [
    [{ code: 'limit_exceeded' }, 2],
    [{ code: 'card_not_payable', reason: 'pull_disabled' }, 1],
  ] as [MockedProblem, number][]) {
    const form = await openForm(page, stack, { account_types: ['card', 'check'], check })
    await mockProblem(page, 'captures', answer)
    await form.fillCard(sample)
    await form.submit()
    await expect(form.frame.getByRole('alert')).not.toContainText('try later')
    await expect(form.frame.getByRole('button')).toHaveCount(buttons)
  }
})

test('the status is empty once a field is edited, a method is chosen or an address is reviewed', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, { account_types: ['card', 'check'], check })
  const status = form.frame.getByRole('status')
  await form.submit()
  await expect(status).toContainText('fields need your attention')
  await form.fillCard(sample)
  await expect(status).toHaveText('')
  await form.fillCard({ account: '' })
  await form.submit()
  await expect(status).toContainText('1 field needs your attention')
  await form.frame.getByRole('radio', { name: 'Check by mail' }).check()
  await expect(status).toHaveText('')
  await form.submit()
  await expect(form.frame.getByRole('button', { name: 'Edit' })).toBeVisible()
  await expect(status).toHaveText('')
  await form.confirm()
  await form.expectToken()
  await expect(status).toHaveText('Check address saved')
})

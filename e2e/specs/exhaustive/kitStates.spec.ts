/** The published test kit in every state of a form. It uses codes, which are the same in every language. */
import type { Page } from '@playwright/test'
import { accounts, captureFrame, type MessageCode, validBeneficiary } from 'ingo-capture/playwright'
import type { SessionInput } from 'ingo-capture/backend'
import { expect, sample, test } from '../../harness/fixtures.js'
import { mockProblem } from '../../harness/mockProblem.js'
import { openKitForm } from '../../harness/openForm.js'

const beneficiary_account = '3000000038'

/** The token event that the page gets. */
function pageToken(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const { capture } = window as unknown as { capture: import('ingo-capture').Capture }
    return capture.submit()
  })
}

test('success: expectToken returns the event that the page gets, also after a reload of the form', async ({
  page,
  stack,
}) => {
  const form = await openKitForm(page, stack, { reveal: ['last_4', 'issuing_network'] })
  await form.fillCard(sample)
  await form.submit()
  const event = await form.expectToken()
  expect(event).toMatchObject({ account_type: 'card', last_4: '1111' })
  expect(event).toEqual(await pageToken(page))
  await form.expectState('tokenized')
  await page.evaluate(() => {
    const { IngoCapture, capture, url } = window as unknown as {
      IngoCapture: typeof import('ingo-capture')
      capture: import('ingo-capture').Capture
      url: string
    }
    capture.destroy()
    IngoCapture.create({ url }).mount('#capture')
  })
  expect(await form.expectToken()).toEqual(event)
})

const refusals: [string, MessageCode, string, Partial<SessionInput>][] = [
  ['a decline', 'card_declined', accounts.declined, {}],
  ['a card that is not payable', 'card_not_payable', accounts['push-disabled'], { require: { push: true } }],
]
for (const locale of ['en', 'es']) {
  for (const [what, code, account, session] of refusals) {
    test(`${what}: expectError finds ${code} in the language ${locale}`, async ({ page, stack }) => {
      const form = await openKitForm(page, stack, session, { locale })
      await form.fillCard({ ...sample, account })
      await form.submit()
      await form.expectError({ code })
      await form.expectState('ready')
      await form.fillCard({ account: accounts.success, cvv: '123' })
      await form.submit()
      await form.expectToken()
    })
  }

  test(`field errors: expectError finds a rule and a refused field in the language ${locale}`, async ({
    page,
    stack,
  }) => {
    const form = await openKitForm(page, stack, {}, { locale })
    await form.fillCard({ ...sample, cvv: '', account: accounts['avs-zip'] })
    await form.submit()
    await form.expectError({ field: 'cvv', code: 'required' })
    await form.expectError({ code: 'required' })
    await form.fillCard({ cvv: '123' })
    await form.submit()
    await form.expectError({ field: 'recipient_zip', code: 'address_mismatch' })
    await form.expectError({ code: 'address_mismatch' })
  })

  test(`the end: expectFailed and expectError find the panel in the language ${locale}`, async ({
    page,
    stack,
  }) => {
    const form = await openKitForm(page, stack, { max_attempts: 1 }, { locale })
    await form.fillCard({ ...sample, account: accounts.declined })
    await form.submit()
    // The code of the page's last `error`.
    await form.expectFailed({ code: 'card_declined' })
    await form.expectError({ code: 'card_declined' })
    await form.expectError()
  })
}

const endings: [string, Parameters<typeof mockProblem>[2]][] = [
  ['no attempts left', { code: 'attempts_exhausted', attempts_left: 0 }],
  ['a review', { code: 'under_review' }],
  ['a conflict', { code: 'idempotency_conflict' }],
]
for (const [what, problem] of endings) {
  test(`${what}: expectFailed finds ${problem.code}`, async ({ page, stack }) => {
    const form = await openKitForm(page, stack)
    await mockProblem(page, 'captures', problem)
    await form.fillCard(sample)
    await form.submit()
    await form.expectFailed({ code: problem.code })
  })
}

test('a review of the simulator ends the form', async ({ page, stack }) => {
  const form = await openKitForm(page, stack)
  await form.fillCard({ ...sample, account: accounts.review })
  await form.submit()
  await form.expectFailed({ code: 'under_review' })
})

test('an unknown outcome is an error, and the form stays usable', async ({ page, stack }) => {
  const form = await openKitForm(page, stack)
  await mockProblem(page, 'captures', { code: 'outcome_unknown', may_change: true })
  await form.fillCard(sample)
  await form.submit()
  await form.expectError({ code: 'outcome_unknown' })
  await form.expectState('ready')
})

test('expiry: expectExpired recognizes a session that expires before a submit', async ({ page, stack }) => {
  const form = await openKitForm(page, stack)
  await mockProblem(page, 'captures', { code: 'session_expired' })
  await form.fillCard(sample)
  await form.submit()
  await form.expectExpired()
})

test('expiry: Playwright’s clock moves the form’s time', async ({ page, stack }) => {
  await page.clock.install()
  const form = await openKitForm(page, stack)
  await page.clock.fastForward('31:00')
  await form.expectExpired({ timeout: 10_000 })
})

test('load failures: expectFailed finds the panel that the SDK shows in place of the frame', async ({
  page,
  stack,
  expectedErrors,
}) => {
  expectedErrors.push(/./)
  await openKitForm(page, stack)
  await page.evaluate(() => {
    const policy = document.createElement('meta')
    policy.httpEquiv = 'Content-Security-Policy'
    policy.content = "frame-src 'none'"
    document.head.append(policy)
    const { IngoCapture, capture, url } = window as unknown as {
      IngoCapture: typeof import('ingo-capture')
      capture: import('ingo-capture').Capture
      url: string
    }
    capture.destroy()
    const blocked = IngoCapture.create({ url, locale: 'es' })
    blocked.on('loaderror', () => undefined)
    blocked.mount('#capture')
  })
  const form = captureFrame(page)
  await form.expectFailed({ code: 'frame_blocked' })
  await form.expectError({ code: 'frame_blocked', text: 'No se pudo cargar el formulario' })
})

test('methods: chooseMethod changes the form, and field finds a check’s fields', async ({ page, stack }) => {
  const form = await openKitForm(page, stack, {
    account_types: ['card', 'check'],
    check: { beneficiary_account },
  })
  await form.chooseMethod('check')
  await form.field('beneficiary_first_name').fill('Alex')
  await form.fillCheck({ beneficiary: { ...validBeneficiary, beneficiary_phone: '1231231234' } })
  await form.submit()
  await expect(form.expectToken({ timeout: 2000 })).rejects.toThrow(/once more: confirm\(\) sends it\.$/)
  await form.confirm()
  expect(await form.expectToken()).toMatchObject({ account_type: 'check' })
})

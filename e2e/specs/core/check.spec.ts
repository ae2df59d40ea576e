/** Check by mail: the form, the review, and the gateway's request, compared by key and type. */
import type { Page } from '@playwright/test'
import { beneficiaryAccounts } from 'ingo-capture/playwright'
import { retrieveSession } from 'ingo-capture/backend'
import { findViolations } from '../../harness/analyzeAccess.js'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { expect, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { SECRET_KEY } from '../../harness/settings.js'

test.skip(
  ({ browserName }) => browserName !== 'chromium',
  'its fields are the card’s, which every engine types into',
)

const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary
const { recipient } = documentedCheck
const session = {
  account_types: ['check' as const],
  participant_unique_id2: documentedCheck.participant_unique_id2,
  check: { beneficiary_account },
}

const { recipient: _recipient, ...withoutRecipient } = documentedCheck
const send_recipient = {
  ...session.check,
  recipient,
  recipient_is_beneficiary: 1 as const,
  send_recipient: true,
}

for (const [name, own, check, sample] of [
  ['flag 1', 1, session.check, withoutRecipient],
  ['flag 0', 0, session.check, { ...documentedCheck, recipient_is_beneficiary: 0 }],
  ['flag 1 and send_recipient', 1, send_recipient, documentedCheck],
] as const) {
  test(`${name}: reviewed, edited, confirmed, and sent as Ingo’s sample, key by key`, async ({
    page,
    stack,
  }) => {
    const participant_unique_id1 = crypto.randomUUID()
    const form = await openForm(page, stack, { ...session, check, participant_unique_id1 })
    const before = stack.received.length
    await form.fillCheck({ beneficiary, ...(own === 0 && { recipient }) })
    await form.submit()
    const review = form.frame.locator('.read-back')
    await expect(review.getByRole('heading')).toBeFocused()
    await expect(review).toContainText(own === 1 ? 'Alex Rivera' : 'Ace Ventura')
    await expect(review).toContainText('Anytown, GA 00000')
    // Nothing is sent before confirmation, and Edit keeps what was typed.
    await review.getByRole('button', { name: 'Edit' }).click()
    await expect(form.field('beneficiary_city')).toHaveValue('Anytown')
    expect(stack.received.length).toBe(before)
    await form.submit()
    await form.confirm()
    await form.expectToken()
    await expect(form.frame.locator('.panel')).toContainText(/Expected by \w+ \d{1,2}, \d{4}/)

    const [received, ...more] = stack.received.slice(before)
    expect(more).toEqual([])
    expect(received?.requestLine).toBe('POST /gateway/verify--check HTTP/1.1')
    const sent = JSON.parse(received?.body ?? '') as typeof documentedCheck
    expect(sent).toEqual({ ...sample, participant_unique_id1, timestamp: sent.timestamp })
    expect(typeof sent.timestamp).toBe('number')
    const events = await form.events()
    expect(events.filter((name) => name === 'token')).toHaveLength(1)
    const seen = await retrieveSession({ url: stack.capture, secretKey: SECRET_KEY }, form.id)
    expect(seen).toMatchObject({
      status: 'tokenized',
      account_type: 'check',
      gateway: { data: { last_4: '0038' } },
    })
  })
}

test('the host page’s submit waits for the review; Edit rejects it, and it can be submitted again', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, session, { submitButton: false })
  await form.fillCheck({ beneficiary })
  const submit = () =>
    page.evaluate(() => {
      const { capture } = window as unknown as { capture: { submit: () => Promise<object> } }
      Object.assign(window, {
        outcome: capture.submit().catch((error: unknown) => Reflect.get(error as object, 'code') as string),
      })
    })
  const outcome = () => page.evaluate(() => Reflect.get(window, 'outcome') as Promise<unknown>)
  await submit()
  await form.frame.getByRole('button', { name: 'Edit' }).click()
  expect(await outcome()).toBe('validation_error')
  await submit()
  await form.confirm()
  expect(await outcome()).toMatchObject({ account_type: 'check' })
})

test('shows all of a four-line address at 360 px in 24px, and shows that a longer one continues', async ({
  page,
  stack,
}) => {
  await page.setViewportSize({ width: 360, height: 700 })
  const appearance = { variables: { fontSizeBase: '24px' } }
  const form = await openForm(page, stack, session, { appearance })
  await form.fillCheck({ beneficiary: { ...beneficiary, beneficiary_address2: 'Apartment 12' } })
  await form.submit()
  const address = form.frame.locator('.read-back address')
  await expect(address).toContainText('Apartment 12')
  await expect(address).toHaveCSS('overflow-y', 'scroll')
  expect(await address.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0)
})

/** Expects axe to find nothing in the frame. */
async function expectAccessible(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  // The bare page around the form breaks these rules.
  const disabledRules = ['landmark-one-main', 'page-has-heading-one']
  const violations = await findViolations({ page, tags, disabledRules }, 'iframe')
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

test('shows a counter near a line’s limit; axe finds nothing in form and errors', async ({ page, stack }) => {
  test.slow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const form = await openForm(page, stack, { ...session, account_types: ['check', 'card'] })
  await form.fillCheck({ beneficiary: { beneficiary_address1: 'x'.repeat(225) }, recipient: {} })
  await expect(form.field('beneficiary_address1')).toHaveAccessibleDescription('30 characters left')
  await form.field('beneficiary_address1').fill('x'.repeat(224))
  await expect(form.field('beneficiary_address1')).toHaveAccessibleDescription('')
  await form.field('beneficiary_address1').fill('x'.repeat(256))
  await form.expectError({ field: 'beneficiary_address1', text: /too long/i })
  await expectAccessible(page)
  await form.submit()
  await form.expectError({ field: 'recipient_line1', text: /person or an organization/i })
  await expectAccessible(page)
})

test('axe finds nothing in the review and the result of a check', async ({ page, stack }) => {
  test.slow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const form = await openForm(page, stack, { ...session, account_types: ['check', 'card'] })
  await form.fillCheck({ beneficiary, recipient })
  await form.submit()
  await expect(form.frame.locator('.read-back')).toBeVisible()
  await expectAccessible(page)
  await form.confirm()
  await form.expectToken()
  await expectAccessible(page)
})

test('shows a rejected check’s own error in both languages', async ({ page, stack }) => {
  const check = { beneficiary_account: beneficiaryAccounts['not-supported'] }
  for (const [locale, words] of [
    ['en', /check can’t be sent/],
    ['es', /No se puede enviar un cheque/],
  ] as const) {
    const form = await openForm(page, stack, { ...session, check, locale })
    await expect(form.frame.locator('html')).toHaveAttribute('lang', locale)
    await form.fillCheck({ beneficiary })
    await form.submit()
    await form.confirm()
    await form.expectError({ text: words })
    await expect(form.field('beneficiary_zip')).toHaveValue('00000')
  }
})

test('shows the session’s values as editable, readonly or hidden', async ({ page, stack }) => {
  const known = {
    ...session,
    check: { beneficiary_account, beneficiary, recipient_is_beneficiary: 1 as const },
  }
  const readonly = await openForm(page, stack, { ...known, recipient_fields: 'readonly' })
  await expect(readonly.field('beneficiary_city')).toHaveValue('Anytown')
  await expect(readonly.field('beneficiary_city')).not.toBeEditable()
  await expect(readonly.frame.locator('[name="recipient_is_beneficiary"]')).toHaveCount(0)
  await readonly.submit()
  await expect(readonly.frame.locator('.read-back')).toContainText('100 Innovation Way')
  await readonly.confirm()
  await readonly.expectToken()

  const hidden = await openForm(page, stack, { ...known, recipient_fields: 'hidden' })
  await expect(hidden.frame.locator('.lead')).toContainText('on file')
  await expect(hidden.frame.locator('input')).toHaveCount(0)
  await hidden.submit()
  await hidden.expectToken()
  // The server leaves out the empty second line of the address.
  const { beneficiary_address2: _, ...given } = beneficiary
  expect(JSON.parse(stack.received.at(-1)?.body ?? '')).toMatchObject({ beneficiary: given })
})

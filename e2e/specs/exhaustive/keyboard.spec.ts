import { accounts } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

/** The fields in visual order. */
const order = [
  'account',
  'expiration_date',
  'cvv',
  'recipient_first_name',
  'recipient_last_name',
  'recipient_address1',
  'recipient_address2',
  'recipient_city',
  'recipient_state',
  'recipient_zip',
  'recipient_phone',
] as const

test('Tab and Shift+Tab move through the fields in visual order, in and out of the frame with one press', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  const [before, after] = [page.locator('#before'), page.locator('#after')]
  const stops = [...order.map((name) => form.field(name)), form.frame.locator('button[type="submit"]')]
  await before.focus()
  for (const stop of [...stops, after]) {
    await page.keyboard.press('Tab')
    await expect(stop).toBeFocused()
  }
  for (const stop of [...stops].reverse()) {
    await page.keyboard.press('Shift+Tab')
    await expect(stop).toBeFocused()
  }
  await page.keyboard.press('Shift+Tab')
  await expect(before).toBeFocused()
  const tops = await Promise.all(order.map((name) => form.field(name).boundingBox()))
  const rows = tops.map((box) => box?.y ?? Number.NaN)
  expect(rows).toEqual([...rows].sort((one, other) => one - other))
})

test('completes with the keyboard alone: Enter submits and focuses the first invalid field', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, { locale: 'en' })
  await page.locator('#before').focus()
  for (const name of order) {
    await page.keyboard.press('Tab')
    // Moving the focus into the frame's process takes a moment.
    await expect(form.field(name)).toBeFocused()
    if (name === 'recipient_state') await page.keyboard.type('Georgia')
    else if (name !== 'recipient_city') await page.keyboard.type(sample[name])
  }
  await page.keyboard.press('Enter')
  await expect(form.field('recipient_city')).toBeFocused()
  await expect(form.frame.getByRole('status')).toHaveText('1 field needs your attention.')
  await page.keyboard.type(sample.recipient_city)
  // Safari’s Escape that has ended a composition: the page must not close its dialog.
  await form.field('recipient_city').evaluate((field) => {
    const key = { key: 'Escape', keyCode: 229, bubbles: true }
    field.dispatchEvent(new KeyboardEvent('keydown', key))
  })
  await page.keyboard.press('Escape')
  await expect.poll(form.events).toContain('escape')
  expect((await form.events()).filter((name) => name === 'escape')).toHaveLength(1)
  await page.keyboard.press('Enter')
  await form.expectToken()
  // The focus is on the heading that replaced the form.
  await expect(form.frame.getByRole('heading', { name: 'Card verified' })).toBeFocused()
  await expect(form.frame.getByRole('status')).toHaveText('Card verified')
})

test('the host page’s submit keeps the page’s focus and announces the result', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'en' }, { submitButton: false })
  await form.fillCard(sample)
  await page.locator('#after').focus()
  await page.evaluate(() => {
    const { submit } = Reflect.get(window, 'capture') as { submit: () => Promise<unknown> }
    return submit()
  })
  await expect(form.frame.getByRole('status')).toHaveText('Card verified')
  await expect(page.locator('#after')).toBeFocused()
})

test('every control has an accessible name, a description and its error', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'en' })
  await expect(form.frame.locator('form')).toMatchAriaSnapshot(`
    - region "Card":
      - heading "Card" [level=2]
      - textbox "Card number"
      - textbox "Expiration date"
      - textbox "Security code"
    - region "Name and billing address":
      - heading "Name and billing address" [level=2]
      - textbox "First name"
      - textbox "Last name"
      - textbox "Address"
      - textbox "Apartment, suite, unit (optional)"
      - textbox "City"
      - combobox "State"
      - textbox "ZIP code"
      - textbox "Phone (optional)"
    - button "Save card"
  `)
  await expect(form.field('cvv')).toHaveAccessibleDescription('3 or 4 digits')
  for (const name of order) {
    const required = !['recipient_address2', 'recipient_phone'].includes(name)
    await expect(form.field(name)).toHaveAttribute('aria-required', String(required))
    await expect(form.field(name)).toHaveAttribute('aria-invalid', 'false')
  }
  await form.submit()
  await expect(form.field('cvv')).toHaveAccessibleDescription('Enter the security code.')
  await expect(form.field('cvv')).toHaveAttribute('aria-invalid', 'true')
  await expect(form.field('recipient_phone')).toHaveAttribute('aria-invalid', 'false')
})

test('the live region announces brand, number of errors and progress', async ({ page, stack }) => {
  await page.clock.install()
  const form = await openForm(page, stack, { locale: 'en' })
  const status = form.frame.getByRole('status')
  await expect(status).toHaveAttribute('role', 'status')
  await form.field('account').pressSequentially('4')
  await expect(status).toHaveText('Visa')
  await form.field('account').fill('37')
  await expect(status).toHaveText('American Express')
  await form.submit()
  await expect(status).toHaveText('9 fields need your attention.')
  await page.route('**/v1/captures', () => undefined)
  await form.fillCard(sample)
  const height = (await form.frame.locator('.capture').boundingBox())?.height
  // The clock stands still, so that a busy machine does not reach the end of the first sentence.
  await page.clock.pauseAt(Date.now() + 60_000)
  await form.field('cvv').press('Enter')
  const why = 'Your details are locked until this is confirmed.'
  const wait = form.frame.locator('.wait')
  await expect(status).toHaveText(`Verifying… ${why}`)
  await expect(wait).toHaveText(why)
  await page.clock.runFor(7900)
  await expect(status).toHaveText(`Verifying… ${why}`)
  await page.clock.runFor(200)
  const slow = 'This is taking longer than usual. Please keep this page open.'
  await expect(status).toHaveText(slow)
  await expect(wait).toHaveText(slow)
  await expect(form.frame.getByRole('button')).toHaveText('Still verifying…')
  // The sentence takes no space of its own and covers no field. A locked field's description says why it can't be changed.
  expect((await form.frame.locator('.capture').boundingBox())?.height).toBe(height)
  const [sentence, last] = [await wait.boundingBox(), await form.field('recipient_phone').boundingBox()]
  expect(sentence?.y).toBeGreaterThanOrEqual((last?.y ?? NaN) + (last?.height ?? NaN))
  await form.field('cvv').focus()
  await expect(form.field('cvv')).toHaveAccessibleDescription('Locked until confirmed')
})

test('a decline is an alert with the attempts left, and focus stays in the form', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'en' })
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await expect(form.frame.getByRole('alert')).toContainText('4 attempts left.')
  await expect(form.frame.getByRole('alert')).toBeFocused()
  await form.fillCard({ account: accounts['avs-zip-format'], cvv: '123' })
  await form.submit()
  await expect(form.field('recipient_zip')).toBeFocused()
  await expect(form.frame.getByRole('alert')).toContainText('3 attempts left.')
})

test('focuses the heading when no attempts are left', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'en', max_attempts: 1 })
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await expect(form.frame.getByRole('heading', { name: 'No attempts left' })).toBeFocused()
  await expect(form.frame.getByRole('status')).toHaveText(
    'We couldn’t verify this account. Please contact the company that sent you here.',
  )
})

import { accounts } from 'ingo-capture/playwright'
import { expect, sample, test } from '../harness/fixtures.js'
import { openForm } from '../harness/openForm.js'

/** The fields as they stand. */
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

test('Tab goes in by one press, through the fields as they stand, and out by one; Shift+Tab the same way back', async ({
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

test('with the keyboard alone: Enter submits, focus goes to the first invalid field, then the token comes', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, { locale: 'en' })
  await page.locator('#before').focus()
  for (const name of order) {
    await page.keyboard.press('Tab')
    // From the page into the frame's own process the focus takes a moment.
    await expect(form.field(name)).toBeFocused()
    if (name === 'recipient_state') await page.keyboard.type('Georgia')
    else if (name !== 'recipient_city') await page.keyboard.type(sample[name])
  }
  await page.keyboard.press('Enter')
  await expect(form.field('recipient_city')).toBeFocused()
  await expect(form.frame.getByRole('status')).toHaveText('1 field needs your attention.')
  await page.keyboard.type(sample.recipient_city)
  await page.keyboard.press('Escape')
  await expect.poll(form.events).toContain('escape')
  await page.keyboard.press('Enter')
  await form.expectToken()
  // Neither lost nor silent: the heading that took the form's place has the focus.
  await expect(form.frame.getByRole('heading', { name: 'Card verified' })).toBeFocused()
  await expect(form.frame.getByRole('status')).toHaveText('Card verified')
})

test('the host page’s own submit leaves its focus alone, and the end is announced', async ({
  page,
  stack,
}) => {
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

test('every control has its name, what it expects, and what is wrong with it', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'en' })
  await expect(form.frame.locator('form')).toMatchAriaSnapshot(`
    - region "Card":
      - heading "Card" [level=2]
      - textbox "Card number"
      - textbox "Expiry"
      - textbox "Security code"
    - region "Billing address":
      - heading "Billing address" [level=2]
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
  await expect(form.field('cvv')).toHaveAccessibleDescription('Enter the code.')
  await expect(form.field('cvv')).toHaveAttribute('aria-invalid', 'true')
  await expect(form.field('recipient_phone')).toHaveAttribute('aria-invalid', 'false')
})

test('the live region says the brand, how many fields are wrong, and how far the submit is', async ({
  page,
  stack,
}) => {
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
  await form.submit()
  await expect(status).toHaveText('Verifying…')
  await page.clock.fastForward(5100)
  await expect(status).toHaveText('Still verifying…')
})

test('a refusal is an alert that says how many attempts are left; focus stays in the form', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, { locale: 'en' })
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await expect(form.frame.getByRole('alert')).toContainText('4 attempts left.')
  await expect(form.frame.locator('button[type="submit"]')).toBeFocused()
  await form.fillCard({ account: accounts['avs-zip-format'], cvv: '123' })
  await form.submit()
  await expect(form.field('recipient_zip')).toBeFocused()
  await expect(form.frame.getByRole('alert')).toContainText('3 attempts left.')
})

test('when nothing can be done any more, the heading that says so has the focus', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'en', max_attempts: 1 })
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await expect(form.frame.getByRole('heading', { name: 'No attempts left' })).toBeFocused()
  await expect(form.frame.getByRole('status')).toHaveText(
    'That was the last attempt. Please contact the shop.',
  )
})

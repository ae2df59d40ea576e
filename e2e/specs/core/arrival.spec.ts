/** The prerendered form accepts input before its scripts load, and hydration keeps the input. */
import type { Locator, Page } from '@playwright/test'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { expect, expiration_date, sample, test } from '../../harness/fixtures.js'
import { openUnhydrated } from '../../harness/unhydratedForm.js'
import { recordedEvents } from '../../harness/hostPage.js'

const { beneficiary_account } = documentedCheck.beneficiary

function selectionRange(field: Locator): Promise<(number | null)[]> {
  return field.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd])
}

async function typeInOrder(page: Page, texts: string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
}

test('keeps, formats and submits what was typed in tab order before hydration', async ({ page, stack }) => {
  const form = await openUnhydrated(page, stack)
  const year = expiration_date.slice(0, 2)
  await form.field('account').focus()
  const { account: _, expiration_date: _e, recipient_state, recipient_zip, recipient_phone, ...rest } = sample
  await typeInOrder(page, ['4111111111111111', `3${year}`, ...Object.values(rest)])
  await expect(form.field('recipient_state')).toBeFocused()
  await form.field('recipient_state').selectOption(recipient_state)
  await page.keyboard.press('Tab')
  await typeInOrder(page, [recipient_zip, recipient_phone])
  await expect(form.field('account')).toHaveValue('4111111111111111')

  await form.hydrate()
  await expect(form.field('account')).toHaveValue(sample.account)
  await expect(form.field('expiration_date')).toHaveValue(`03 / ${year}`)
  await expect(form.frame.getByRole('img', { name: 'Visa' })).toBeVisible()
  await expect.poll(async () => (await recordedEvents(page)).map(({ name }) => name)).toContain('change')
  await form.submit()
  await form.expectToken()
  expect(JSON.parse(stack.received.at(-1)?.body ?? '')).toMatchObject({
    account: '4111111111111111',
    expiration_date: `${year}03`,
    cvv: '123',
    recipient_address2: 'Apt 2',
    recipient_state: 'GA',
    recipient_phone: '1231231234',
  })
})

test('shows an error after hydration for a field left incomplete before it', async ({ page, stack }) => {
  const form = await openUnhydrated(page, stack)
  await form.field('recipient_zip').fill('787')
  await form.field('account').pressSequentially('4111')
  await form.hydrate()
  await expect(form.frame.getByText('Enter 5 or 9 digits.')).toBeVisible()
  await expect(form.field('account')).toBeFocused()
  // No error yet, because the card number still has the focus.
  await expect(form.field('account')).not.toHaveAttribute('aria-invalid', 'true')
})

test('keeps focus, caret and selection when it hydrates during typing', async ({ page, stack }) => {
  const form = await openUnhydrated(page, stack)
  const account = form.field('account')
  await account.pressSequentially('41112345111')
  for (let press = 0; press < 4; press += 1) await account.press('ArrowLeft')
  await account.press('Backspace')
  await form.hydrate()
  await expect(account).toBeFocused()
  await expect(account).toHaveValue('4111 2351 11')
  expect(await selectionRange(account)).toEqual([7, 7])
  await page.keyboard.type('9')
  await expect(account).toHaveValue('4111 2395 111')
  await expect.poll(async () => (await recordedEvents(page)).map(({ name }) => name)).toContain('focus')
  // Undo works for the text typed after hydration.
  await page.keyboard.press('Control+z')
  await expect(account).toHaveValue('4111 2351 11')
})

test('keeps a selection across the inserted gaps', async ({ page, stack }) => {
  const form = await openUnhydrated(page, stack)
  const account = form.field('account')
  await account.pressSequentially('4111222233')
  await account.evaluate((input: HTMLInputElement) => {
    input.setSelectionRange(3, 9)
  })
  await form.hydrate()
  await expect(account).toHaveValue('4111 2222 33')
  expect(await selectionRange(account)).toEqual([3, 11])
  await page.keyboard.press('Delete')
  await expect(account).toHaveValue('4113')
})

test('disables submit by button and Enter before hydration', async ({ page, stack }) => {
  const form = await openUnhydrated(page, stack)
  const messages: string[] = []
  page.on('console', (message) => messages.push(message.text()))
  const urls: string[] = []
  page.on('framenavigated', (frame) => {
    // Leave out the navigations of the empty frame inside the form.
    if (frame.parentFrame() === page.mainFrame()) urls.push(frame.url())
  })
  const button = form.frame.getByRole('button')
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await form.field('account').pressSequentially('4111111111111111')
  await form.field('account').press('Enter')
  await button.focus()
  await button.press('Enter')
  await expect(form.field('account')).toHaveValue('4111111111111111')
  await form.hydrate()
  await expect(button).toHaveAttribute('aria-disabled', 'false')
  await expect(form.field('account')).toHaveValue(sample.account)
  // The only navigation removes the session from the URL.
  expect(new Set(urls)).toEqual(new Set([`${stack.capture}/frame/demo?form=card`]))
  expect(messages).toEqual([])
})

test('keeps, formats and submits a check filled in before hydration', async ({ page, stack }) => {
  const form = await openUnhydrated(page, stack, {
    account_types: ['check', 'card'],
    check: { beneficiary_account },
  })
  const { beneficiary_account: _, ...beneficiary } = documentedCheck.beneficiary
  await form.fillCheck({ beneficiary })
  await form.frame.locator('[name="recipient_is_beneficiary"][value="0"]').check()
  const zip = form.field('beneficiary_zip')
  await zip.fill('')
  await zip.pressSequentially('303011234')
  await zip.press('ArrowLeft')
  await zip.press('ArrowLeft')
  await form.hydrate()
  await expect(zip).toBeFocused()
  await expect(zip).toHaveValue('30301-1234')
  expect(await selectionRange(zip)).toEqual([8, 8])
  await expect(form.field('beneficiary_state')).toHaveValue(beneficiary.beneficiary_state)
  await form.fillCheck({ recipient: documentedCheck.recipient })
  await form.submit()
  await form.confirm()
  await form.expectToken()
  const sent = JSON.parse(stack.received.at(-1)?.body ?? '') as typeof documentedCheck
  expect(sent).toMatchObject({
    recipient_is_beneficiary: 0,
    beneficiary: { ...beneficiary, beneficiary_zip: '30301-1234' },
    recipient: documentedCheck.recipient,
  })
})

test('does not overwrite text typed before hydration with the session’s values', async ({ page, stack }) => {
  const form = await openUnhydrated(page, stack, {
    recipient: { recipient_first_name: 'Alex', recipient_city: 'X' },
  })
  await form.field('recipient_first_name').fill('Sasha')
  await form.hydrate()
  await expect(form.field('recipient_city')).toHaveValue('X')
  await expect(form.field('recipient_first_name')).toHaveValue('Sasha')
})

test('shows a Spanish session in Spanish before hydration and keeps the input', async ({ page, stack }) => {
  const form = await openUnhydrated(page, stack, { locale: 'es-MX' })
  await expect(form.frame.getByText('Número de tarjeta')).toBeVisible()
  await form.field('account').pressSequentially('41111')
  await form.hydrate()
  await expect(form.field('account')).toHaveValue('4111 1')
  await expect(form.field('account')).toHaveAccessibleName('Número de tarjeta')

  const checked = await openUnhydrated(page, stack, {
    account_types: ['check'],
    check: { beneficiary_account },
    locale: 'es',
  })
  await checked.field('beneficiary_first_name').pressSequentially('José')
  await expect(checked.field('beneficiary_first_name')).toHaveAccessibleName('Nombre')
  await checked.hydrate()
  await expect(checked.field('beneficiary_first_name')).toHaveValue('José')
})

test('falls back to English and keeps the input when the catalog fails to load', async ({ page, stack }) => {
  await page.route(/\/assets\/es-/, (route) => route.abort())
  const form = await openUnhydrated(page, stack, { locale: 'es' })
  await form.field('account').pressSequentially('41111')
  await form.hydrate()
  await expect(form.field('account')).toHaveAccessibleName('Card number')
  await expect(form.field('account')).toHaveValue('4111 1')
})

import type { Page } from '@playwright/test'
import type { Capture, CaptureUpdate } from 'ingo-capture'
import { accounts } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm, type OpenForm } from '../../harness/openForm.js'
import { recordErrors } from '../../harness/recordErrors.js'

async function update(page: Page, changes: CaptureUpdate): Promise<void> {
  await page.evaluate((given) => {
    const capture = Reflect.get(window, 'capture') as Capture
    capture.update(given)
  }, changes)
}

/** Records requests for the Spanish catalog. */
function recordSpanishRequests(page: Page): string[] {
  const requests: string[] = []
  page.on('request', (request) => {
    if (/\/assets\/es-[^/]*\.js$/.test(request.url())) requests.push(request.url())
  })
  return requests
}

async function expectLanguage(form: OpenForm, language: 'en' | 'es'): Promise<void> {
  const [number, button] =
    language === 'es' ? ['Número de tarjeta', 'Guardar tarjeta'] : ['Card number', 'Save card']
  await expect(form.frame.locator('html')).toHaveAttribute('lang', language)
  await expect(form.field('account')).toHaveAccessibleName(number)
  await expect(form.frame.locator('button[type="submit"]')).toHaveText(button)
}

let lines: string[]
test.beforeEach(({ page }) => {
  lines = []
  page.on('console', (message) => lines.push(message.text()))
  page.on('pageerror', (error) => lines.push(error.message))
})

test.describe('a browser in English', () => {
  test.use({ locale: 'en-US' })

  test('loads the Spanish catalog once, and only when it is needed', async ({ page, stack }) => {
    const requests = recordSpanishRequests(page)
    const form = await openForm(page, stack)
    await expectLanguage(form, 'en')
    expect(requests).toEqual([])
    await update(page, { locale: 'es' })
    await expectLanguage(form, 'es')
    await update(page, { locale: 'en' })
    await expectLanguage(form, 'en')
    await update(page, { locale: 'es-US' })
    await expectLanguage(form, 'es')
    expect(requests).toHaveLength(1)
    expect(lines).toEqual([])
  })

  test('uses the session’s locale rather than the browser’s', async ({ page, stack }) => {
    await expectLanguage(await openForm(page, stack, { locale: 'es_MX' }), 'es')
  })

  test('uses the host page’s locale rather than the session’s', async ({ page, stack }) => {
    await expectLanguage(await openForm(page, stack, { locale: 'en' }, { locale: 'es-419' }), 'es')
  })

  for (const locale of ['tlh', 'es_', '-', '\u202Ees', '__proto__', '../es', 'x'.repeat(10_000)]) {
    test(`falls back to English for an unknown locale: ${locale.slice(0, 12)}`, async ({ page, stack }) => {
      const form = await openForm(page, stack, {}, { locale: 'es' })
      await expectLanguage(form, 'es')
      await update(page, { locale })
      await expectLanguage(form, 'en')
      expect(lines).toEqual([])
    })
  }

  test('works in English when the Spanish catalog fails to load', async ({ page, stack }) => {
    await page.route(/\/assets\/es-/, (route) => route.abort())
    const form = await openForm(page, stack, { locale: 'es' })
    await expectLanguage(form, 'en')
    await form.fillCard(sample)
    await form.submit()
    await form.expectToken()
  })
})

test.describe('a browser in Spanish', () => {
  test.use({ locale: 'es-MX' })

  test('shows Spanish without another locale', async ({ page, stack }) => {
    await expectLanguage(await openForm(page, stack), 'es')
    await expect(page.locator('iframe')).toHaveAttribute('title', 'Datos de la tarjeta')
  })

  test('uses the session’s locale', async ({ page, stack }) => {
    const form = await openForm(page, stack, { locale: 'en-US' }, { locale: 'es' })
    await expectLanguage(form, 'es')
    await update(page, { locale: undefined })
    await expectLanguage(form, 'en')
  })

  test('shows errors and success in Spanish', async ({ page, stack }) => {
    const form = await openForm(page, stack, { reveal: ['last_4'] })
    await form.submit()
    await form.expectError({ field: 'account', text: 'Ingrese el número de su tarjeta.' })
    await expect(form.frame.getByRole('status')).toHaveText('9 campos requieren su atención.')
    await form.fillCard({ ...sample, account: accounts.declined })
    await form.submit()
    await form.expectError({ text: /Su banco rechazó esta tarjeta.*Quedan 4 intentos\./ })
    await form.fillCard({ account: accounts.success, cvv: '123' })
    await form.submit()
    await form.expectToken()
    await expect(form.frame.getByRole('heading')).toHaveText('Tarjeta verificada')
    await expect(form.frame.getByText('Terminada en 1111')).toBeVisible()
  })
})

test('a live switch keeps input, focus and caret, and translates errors', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'en' })
  await form.submit()
  await form.expectError({ field: 'recipient_zip', text: 'Enter a ZIP code.' })
  const number = form.field('account')
  await number.pressSequentially(sample.account)
  for (let press = 0; press < 4; press += 1) await number.press('ArrowLeft')
  await update(page, { locale: 'es' })
  await expectLanguage(form, 'es')
  await form.expectError({ field: 'recipient_zip', text: 'Ingrese un código postal.' })
  await expect(number).toBeFocused()
  await expect(number).toHaveValue(sample.account)
  const caret = await number.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd])
  expect(caret).toEqual([15, 15])
  await page.keyboard.press('Backspace')
  await expect(number).toHaveValue('4111 1111 1111 111')
})

test('the host page’s messages replace the form’s by key, with placeholders, and live', async ({
  page,
  stack,
}) => {
  const form = await openForm(
    page,
    stack,
    { locale: 'en' },
    { messages: { 'button.submit': 'Get paid', 'fieldsToCheck.other': 'Look at {count} <b>places</b>' } },
  )
  const button = form.frame.locator('button[type="submit"]')
  await expect(button).toHaveText('Get paid')
  await form.submit()
  await expect(form.frame.getByRole('status')).toHaveText('Look at 9 <b>places</b>')
  await update(page, { messages: { 'label.account': 'Debit card number' } })
  await expect(button).toHaveText('Save card')
  await expect(form.field('account')).toHaveAccessibleName('Debit card number')
  expect(lines).toEqual([])
})

test('rejects an unknown or too long message by name', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'en' })
  const errors = await recordErrors(page)
  const long = 'Hush'.repeat(76)
  await update(page, {
    messages: { 'button.submit': 'Get paid', 'button.sumbit': 'Hush', 'label.cvv': long, 'a b': 'Hush' },
  })
  await expect.poll(async () => (await errors()).length).toBe(3)
  const rejected = await errors()
  expect(rejected.map(({ field }) => field)).toEqual([
    'messages.button.sumbit',
    'messages.label.cvv',
    'messages',
  ])
  for (const { code, retryable, field, message } of rejected) {
    expect({ code, retryable }).toEqual({ code: 'invalid_request', retryable: false })
    expect(message).toContain(field)
    expect(message).not.toContain('Hush')
  }
  // The valid messages apply, and the form still works.
  await expect(form.frame.locator('button[type="submit"]')).toHaveText('Get paid')
  await expect(form.field('cvv')).toHaveAccessibleName('Security code')
  await expect(page.locator('[data-capture-state]')).toHaveAttribute('data-capture-state', 'ready')
  expect(lines).toEqual([])
})

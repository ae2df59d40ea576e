/** One status of each of Ingo's families: what reaches the cardholder, in both languages. */
import { accounts } from 'ingo-capture/playwright'
import { retrieveSession } from 'ingo-capture/backend'
import { documentedCheck, documentedOpenBanking as open_banking } from '../../harness/ingoSamples.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { SECRET_KEY } from '../../harness/settings.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'what Ingo answers is the same in every engine')

type ExpectedMessages = { field?: 'account' | 'recipient_zip' | 'recipient_address1'; en: RegExp; es: RegExp }

/** Scenarios of the simulator. The last name chooses each one, so that the card passes the form's own validation. */
const errors: [scenario: string, status: number, messages: ExpectedMessages][] = [
  ['clock', 402, { en: /cannot be completed now/, es: /No se puede completar/ }],
  ['field-rejected', 600, { en: /wasn’t accepted/, es: /No se aceptó/ }],
  ['not-supported', 700, { en: /another card/, es: /Use otra tarjeta/ }],
  ['avs-zip', 753, { field: 'recipient_zip', en: /doesn’t match/, es: /No coincide/ }],
  ['avs', 755, { field: 'recipient_address1', en: /doesn’t match/, es: /No coincide/ }],
  ['check-digit', 1042, { field: 'account', en: /number wasn’t accepted/, es: /No se aceptó este número/ }],
  ['declined', 852, { en: /bank declined/, es: /banco rechazó/ }],
]

test('declines and errors: the cardholder’s message in both languages, and the backend’s status', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, { max_attempts: 20 })
  const setLocale = (locale: string) =>
    page.evaluate((tag) => {
      const { capture } = window as unknown as { capture: { update: (changes: object) => void } }
      capture.update({ locale: tag })
    }, locale)
  for (const [name, status, { field, ...messages }] of errors) {
    await test.step(`${status}`, async () => {
      await form.fillCard({ ...sample, recipient_last_name: name })
      await form.submit()
      await form.expectError({ field, text: messages.en })
      await setLocale('es')
      await form.expectError({ field, text: messages.es })
      await setLocale('en')
      await form.expectError({ field, text: messages.en })
      const seen = await retrieveSession({ url: stack.capture, secretKey: SECRET_KEY }, form.id)
      expect(seen).toMatchObject({ gateway: { status } })
      expect(seen).not.toHaveProperty('customer_account_token')
    })
  }
})

test('a rejected check or bank account has its own message, without a field error', async ({
  page,
  stack,
}) => {
  const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary
  const words = {
    en: { address: /address doesn’t match this account/, account: /to this account|account number wasn’t/ },
    es: { address: /dirección no coincide con esta cuenta/, account: /a esta cuenta|número de cuenta/ },
  }
  for (const locale of ['en', 'es'] as const) {
    const check = await openForm(page, stack, {
      account_types: ['check'],
      check: { beneficiary_account },
      locale,
    })
    await expect(check.frame.locator('html')).toHaveAttribute('lang', locale)
    for (const [beneficiary_last_name, text] of [
      ['avs-zip', words[locale].address],
      ['check-digit', words[locale].account],
    ] as const) {
      const { recipient } = documentedCheck
      await check.fillCheck({ beneficiary: { ...beneficiary, beneficiary_last_name }, recipient })
      await check.submit()
      await check.confirm()
      await check.expectError({ text })
      await expect(check.frame.locator('[aria-invalid="true"]')).toHaveCount(0)
      // The alert replaces the progress message.
      await expect(check.frame.getByRole('status')).toHaveText('')
    }
    const bank = await openForm(page, stack, { account_types: ['open-banking'], open_banking, locale })
    await expect(bank.frame.locator('html')).toHaveAttribute('lang', locale)
    await bank.fillCard({ open_banking_provider: 'string', account_id: 'avs-zip' })
    await bank.submit()
    await bank.expectError({ text: words[locale].address })
    await bank.fillCard({ account_id: 'check-digit' })
    await bank.submit()
    await bank.expectError({ text: words[locale].account })
    await expect(bank.frame.locator('[aria-invalid="true"]')).toHaveCount(0)
  }
})

test('a review ends the form with a neutral message; only the backend sees the status', async ({
  page,
  stack,
}) => {
  for (const [locale, sentence, reference] of [
    ['en', /couldn’t complete this now/, 'Reference: '],
    ['es', /No pudimos completarlo/, 'Referencia: '],
  ] as const) {
    const form = await openForm(page, stack, {}, { locale })
    await form.fillCard({ ...sample, recipient_last_name: 'review' })
    const responded = page.waitForResponse('**/v1/captures')
    await form.submit()
    await expect(form.frame.locator('.panel')).toContainText(sentence)
    // The reference that a cardholder can give to support is the beginning of the request id, which the log has too.
    const id = (await responded).headers()['x-request-id'] ?? ''
    await expect(form.frame.locator('.panel')).toContainText(reference + id.slice(0, 8))
    const seen = await retrieveSession({ url: stack.capture, secretKey: SECRET_KEY }, form.id)
    expect(seen).toMatchObject({ gateway: { status: 130 } })
    expect(seen).not.toHaveProperty('customer_account_token')
  }
})

test('returns a token for 100, a soft result and 101 after in progress', async ({ page, stack }) => {
  for (const name of ['success', 'avs-soft', 'in-progress'] as const) {
    const form = await openForm(page, stack)
    await form.fillCard({ ...sample, account: accounts[name] })
    await form.submit()
    await form.expectToken()
    await expect(form.frame.locator('.panel')).toContainText('Card verified')
    const seen = await retrieveSession({ url: stack.capture, secretKey: SECRET_KEY }, form.id)
    const status = { success: 100, 'avs-soft': 111, 'in-progress': 101 }[name]
    expect(seen).toMatchObject({ status: 'tokenized', gateway: { status } })
  }
})

for (const name of ['gateway-error', 'internal'] as const) {
  test(`${name}: keeps verifying with retries and shows no decline`, async ({ page, stack }) => {
    const participant_unique_id1 = crypto.randomUUID()
    let see: () => void = () => undefined
    const seen = new Promise<void>((done) => (see = done))
    let answers = 0
    // Remove the simulator's header, because Ingo lets no client repeat at once. The second response
    // waits for the checks below.
    await page.route('**/v1/captures', async (route) => {
      const response = await route.fetch()
      if (++answers > 1) await seen
      const { 'retry-after': _, ...headers } = response.headers()
      await route.fulfill({ response, headers })
    })
    const form = await openForm(page, stack, { participant_unique_id1 })
    await form.fillCard({ ...sample, account: accounts[name] })
    await form.submit()
    await expect(form.frame.getByRole('button')).toHaveText('Still verifying…')
    await expect(form.field('account')).not.toBeEditable()
    await expect(form.frame.getByRole('alert')).toHaveCount(0)
    see()
    const bodies = stack.received.flatMap(({ body }) => (body.includes(participant_unique_id1) ? body : []))
    expect(bodies.length).toBeGreaterThan(1)
    // The bodies differ only in their timestamp, because each repeat is signed at its own time.
    expect(new Set(bodies.map((body) => body.replace(/"timestamp":\d+,/, ''))).size).toBe(1)
  })
}

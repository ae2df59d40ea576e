/** The form after success. The host page gets only the values that the session reveals. */
import type { Page } from '@playwright/test'
import type { Capture, TokenEvent } from 'ingo-capture'
import { accounts } from 'ingo-capture/playwright'
import type { SessionInput } from 'ingo-capture/backend'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm, type OpenForm } from '../../harness/openForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'the panel has no input')

/** All values that a card's session can reveal and that the form shows. */
const reveal: SessionInput['reveal'] = ['payee_name', 'estimated_posting_time', 'estimated_posting_date']

/** The panel's lines below its heading. */
async function panelText(form: OpenForm): Promise<string> {
  return (await form.frame.locator('.panel > div').innerText()).replace(/\n+/g, '\n')
}

/** Mounts the session's form anew, as after a reload of the page; resolves to the token that it fires. */
function mountAgain(page: Page): Promise<TokenEvent> {
  return page.evaluate(() => {
    const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
    const second = IngoCapture.create({ url: Reflect.get(window, 'url') as string })
    const token = new Promise<TokenEvent>((resolve) => second.on('token', resolve))
    ;(Reflect.get(window, 'capture') as Capture).destroy()
    second.mount('#capture')
    return token
  })
}

for (const [locale, card, issuer] of [
  ['en', 'American Express ending in 0005', 'Example Bank. Usually arrives within 5 minutes.'],
  ['es', 'American Express terminada en 0005', 'Example Bank. Suele llegar en un plazo de 5 minutos.'],
] as const) {
  test(`${locale}: shows brand and last four; issuer and posting time if they are revealed; also after a reload`, async ({
    page,
    stack,
  }) => {
    for (const revealed of [[], reveal]) {
      const form = await openForm(page, stack, { locale, reveal: revealed })
      await form.fillCard({ ...sample, account: accounts['american-express'], cvv: '1234' })
      await form.submit()
      await form.expectToken()
      const expected = revealed.length > 0 ? `${card}\n${issuer}` : card
      await expect.poll(() => panelText(form)).toBe(expected)
      const token = await mountAgain(page)
      await form.expectToken()
      await expect.poll(() => panelText(form)).toBe(expected)
      expect(Object.keys(token).sort()).toEqual(
        ['account_type', 'customer_account_token', ...revealed].sort(),
      )
    }
  })
}

for (const [locale, fontSizeBase, width] of [
  ['es', '16px', 336],
  ['en', '20px', 360],
] as const) {
  test(`${locale}: shows the longest receipt whole at ${width} px in ${fontSizeBase}`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize({ width, height: 700 })
    const appearance = { variables: { fontSizeBase } }
    const form = await openForm(page, stack, { locale }, { appearance })
    await form.fillCard({ ...sample, account: accounts['american-express'], cvv: '1234' })
    await form.submit()
    await form.expectToken()
    const receipt = form.frame.locator('.panel .typed')
    await expect(receipt).toContainText('0005')
    expect(await receipt.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0)
  })
}

for (const locale of ['ar', 'fa']) {
  test(`${locale}: the receipt runs from right to left, although it starts with a brand in Latin letters`, async ({
    page,
    stack,
  }) => {
    const form = await openForm(page, stack, { locale })
    await form.fillCard(sample)
    await form.submit()
    await form.expectToken()
    const receipt = form.frame.locator('.panel .typed')
    await expect(receipt).toContainText('Visa')
    const [brand = NaN, digits = NaN] = await receipt.evaluate(({ firstChild }) =>
      ['Visa', '1111'].map((part) => {
        const start = firstChild?.textContent?.indexOf(part) ?? NaN
        const range = new Range()
        if (!firstChild) return NaN
        range.setStart(firstChild, start)
        range.setEnd(firstChild, start + part.length)
        return range.getBoundingClientRect().left
      }),
    )
    expect(brand).toBeGreaterThan(digits)
  })
}

test('shows a revealed posting date in the form’s language', async ({ page, stack }) => {
  const form = await openForm(page, stack, { locale: 'es', reveal: ['estimated_posting_date'] })
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  await expect.poll(() => panelText(form)).toMatch(/Llegada prevista: \d{1,2} de \w+ de \d{4}\./)
})

test('reveals the card type, the payee name and the limit to the host page', async ({ page, stack }) => {
  const form = await openForm(page, stack, { reveal: ['card_type', 'payee_name', 'push_max'] })
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  const token = await page.evaluate(() => (Reflect.get(window, 'capture') as Capture).submit())
  expect(token).toEqual({
    account_type: 'card',
    customer_account_token: token.customer_account_token,
    ...{ card_type: 'Debit', payee_name: 'Example Bank', push_max: '1500.00' },
  })
})

test('shows the gateway’s words as text, and an unknown narrative as English', async ({ page, stack }) => {
  const payee_name = '<img src=x onerror=alert(1)> Bank, N.A.'
  const narrative = `<b>Soon</b> ${'x'.repeat(100)}`
  await page.route('**/v1/captures', async (route) => {
    const response = await route.fetch()
    const answer = (await response.json()) as object
    await route.fulfill({ response, json: { ...answer, payee_name, estimated_posting_time: narrative } })
  })
  const form = await openForm(page, stack, { locale: 'es', reveal: ['payee_name', 'estimated_posting_time'] })
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  const panel = form.frame.locator('.panel')
  await expect(panel).toContainText(`${payee_name} `)
  await expect(panel.locator('[lang="en"]')).toHaveText(narrative)
  await expect(panel.locator('img, b')).toHaveCount(0)
  const overflow = await panel.evaluate((element) => element.scrollWidth - element.clientWidth)
  expect(overflow).toBe(0)
})

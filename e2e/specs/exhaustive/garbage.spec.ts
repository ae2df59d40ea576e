import type { Locator, Page } from '@playwright/test'
import { accounts, type CardField } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm, type OpenForm } from '../../harness/openForm.js'

test.skip(
  ({ browserName }) => browserName === 'firefox',
  'every engine runs the same validation, and each paste takes seconds in this one',
)

const texts: [name: string, text: string][] = [
  ['a lone high surrogate', 'A\ud83d'],
  ['a lone low surrogate', '\udc00B'],
  ['10,000 letters', 'x'.repeat(10_000)],
  ['10,000 digits', '4'.repeat(10_000)],
  ['right-to-left marks', '\u202e\u200f1234\u202c'],
  ['an emoji', '👩‍👩‍👧 Ana'],
  ['control characters', 'a\u0000b\u001bc\u007f'],
  ['markup', '<img src=x onerror=alert(1)>"\'`${7*7}{{count}}'],
  ['zero-width and combining marks', '\u200b\u200d\ufeff' + 'e' + '\u0301'.repeat(50)],
  ['lines and tabs', '\r\n\t1\u2028\u2029 2\n3'],
  ['object keys', '__proto__'],
  ['blanks alone', '\u00a0 \u3000 '],
]

/** The text fields. */
const fields = [
  'account',
  'expiration_date',
  'cvv',
  'recipient_first_name',
  'recipient_address1',
  'recipient_city',
  'recipient_zip',
  'recipient_phone',
] as const satisfies CardField[]

/** Pastes inside the page, from character codes, because a lone surrogate does not survive the transfer to the browser. */
async function paste(field: Locator, text: string): Promise<void> {
  const codes = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
  await field.focus()
  await field.evaluate((input: HTMLInputElement, units) => {
    const pasted = units.map((unit) => String.fromCharCode(unit)).join('')
    input.select()
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way to insert as a person does
    if (input.dispatchEvent(event)) document.execCommand('insertText', false, pasted)
  }, codes)
}

/** Submits. The form gets a token, or shows an error at each invalid field. Returns the names of those fields. */
async function submit(page: Page, { frame, ...form }: OpenForm): Promise<string[]> {
  await form.submit()
  const wrong = frame.locator('[aria-invalid="true"]')
  const tokenized = page.locator('[data-capture-state="tokenized"]')
  await expect.poll(async () => (await wrong.count()) + (await tokenized.count())).toBeGreaterThan(0)
  if ((await tokenized.count()) > 0) return []
  for (const field of await wrong.all()) await expect(field).toHaveAccessibleDescription(/\p{L}{3}/u)
  await expect(wrong.first()).toBeFocused()
  return wrong.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).name))
}

let lines: string[]
test.beforeEach(({ page }) => {
  lines = []
  page.on('console', (message) => lines.push(message.text()))
  page.on('pageerror', (error) => lines.push(error.message))
})
test.afterEach(() => {
  expect(lines).toEqual([])
})

for (const [name, text] of texts) {
  test(`${name} in every field: shows an error there or submits it`, async ({ page, stack }) => {
    const form = await openForm(page, stack)
    await form.fillCard(sample)
    for (const field of fields) await paste(form.field(field), text)
    let invalid = await submit(page, form)
    expect(invalid).toContain('account')
    // Fields without an error keep their text, which form, server and gateway accept. Once the card number is
    // corrected, the security code may turn out to be wrong.
    for (let round = 1; round <= 2 && invalid.length > 0; round++) {
      const corrected = Object.entries(sample).filter(([field]) => invalid.includes(field))
      await form.fillCard(Object.fromEntries(corrected))
      invalid = await submit(page, form)
    }
    expect(invalid).toEqual([])
  })
}

test('garbage in every field at once shows an error at every field', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  for (const field of fields) await paste(form.field(field), 'ñ\u0007')
  await form.submit()
  for (const field of fields) await form.expectError({ field })
})

test('sends a name with marks and an emoji as it was typed', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, recipient_first_name: '', recipient_last_name: '李小龍' })
  // Typed, because the form may split a first name that is filled at once, like a full name.
  await form.field('recipient_first_name').pressSequentially('Ana 🌵 José')
  await form.submit()
  await form.expectToken()
  const sent = JSON.parse(stack.received.at(-1)?.body ?? '{}') as Record<string, string>
  expect(sent).toMatchObject({ recipient_first_name: 'Ana 🌵 José', recipient_last_name: '李小龍' })
})

const YEAR_MS = 365.25 * 86_400_000
for (const years of [-10, 10]) {
  test(`with a device clock ${years} years off: rejects expired cards by the server’s clock and accepts others`, async ({
    page,
    stack,
  }) => {
    await page.clock.install({ time: Date.now() + years * YEAR_MS })
    const form = await openForm(page, stack)
    expect(await form.frame.locator('html').evaluate(() => new Date().getUTCFullYear())).toBe(
      new Date(Date.now() + years * YEAR_MS).getUTCFullYear(),
    )
    await form.fillCard({ ...sample, account: accounts.mastercard, expiration_date: '01 / 20' })
    await form.submit()
    await form.expectError({ field: 'expiration_date', text: /expired|vencid/i })
    await form.fillCard(sample)
    await form.submit()
    await form.expectToken()
  })
}

test('shows no expiry error from a wrong device clock before the session is open', async ({
  page,
  stack,
}) => {
  await page.clock.install({ time: Date.now() + 10 * YEAR_MS })
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/v1/session', async (route) => {
    await released
    await route.continue()
  })
  const opening = openForm(page, stack)
  const expiry = page.frameLocator('iframe').locator('[name="expiration_date"]')
  await expiry.fill(sample.expiration_date)
  await expiry.blur()
  release()
  const form = await opening
  await expect(form.field('expiration_date')).toHaveAttribute('aria-invalid', 'false')
})

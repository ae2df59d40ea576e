/** The choice between payment methods. */
import type { Capture } from 'ingo-capture'
import { expect, sample, test } from '../../harness/fixtures.js'
import { recordFrameHeights } from '../../harness/frameHeights.js'
import { openForm } from '../../harness/openForm.js'

test.skip(
  ({ browserName }) => browserName !== 'chromium',
  'its fields are the card’s, which every engine types into',
)

const check = { beneficiary_account: '3000000038' }

test('a change of the method keeps name and address, clears the card, and loads each method when needed', async ({
  page,
  stack,
}) => {
  const scripts: string[] = []
  page.on('request', (request) => scripts.push(new URL(request.url()).pathname))
  const loaded = () => scripts.filter((path) => path.includes('/assets/methods-')).length
  const alone = await openForm(page, stack)
  await alone.fillCard(sample)
  expect(loaded()).toBe(0)

  const form = await openForm(page, stack, { account_types: ['card', 'check'], check })
  expect(loaded()).toBe(1)
  const choice = (name: string) => form.frame.getByRole('radio', { name })
  await expect(choice('Debit card')).toBeChecked()
  await form.fillCard(sample)
  // With the arrow keys, as in any radio group.
  await choice('Debit card').focus()
  await page.keyboard.press('ArrowRight')
  await expect(choice('Check by mail')).toBeChecked()
  await expect(form.field('account')).toHaveCount(0)
  await expect(form.field('beneficiary_first_name')).toHaveValue('Alex')
  await expect(form.field('beneficiary_state')).toHaveValue('GA')
  await expect(form.field('beneficiary_address2')).toHaveValue('Apt 2')
  await form.field('beneficiary_city').fill('Elsewhere')
  await choice('Debit card').check()
  for (const name of ['account', 'expiration_date', 'cvv'] as const)
    await expect(form.field(name)).toHaveValue('')
  await form.field('account').press('Control+z')
  await expect(form.field('account')).toHaveValue('')
  await expect(form.field('recipient_city')).toHaveValue('Elsewhere')
  await expect(form.field('recipient_zip')).toHaveValue('00000')
  await form.fillCard({ account: sample.account, expiration_date: sample.expiration_date, cvv: '123' })
  await form.submit()
  await form.expectToken()
  expect(JSON.parse(stack.received.at(-1)?.body ?? '')).toMatchObject({
    account_type: 'CA',
    recipient_first_name: 'Alex',
    recipient_city: 'Elsewhere',
  })
})

test('keeps a check’s recipient across methods until the form is cleared', async ({ page, stack }) => {
  const form = await openForm(page, stack, { account_types: ['check', 'card'], check })
  const choose = (name: string) => form.frame.getByRole('radio', { name }).check()
  await form.fillCheck({ recipient: { recipient_line1: 'Harbor & Pine', recipient_city: 'Elsewhere' } })
  await choose('Debit card')
  await expect(form.field('recipient_city')).toHaveValue('')
  await choose('Check by mail')
  await expect(form.field('recipient_line1')).toHaveValue('Harbor & Pine')
  await expect(form.field('recipient_city')).toHaveValue('Elsewhere')
  await choose('Debit card')
  await page.evaluate(() => {
    const { capture } = window as unknown as { capture: { clear: () => void } }
    capture.clear()
  })
  await choose('Check by mail')
  await expect(form.field('recipient_line1')).toHaveValue('')
})

test('a method shows its posting time only if the session has one, in the cardholder’s language', async ({
  page,
  stack,
}) => {
  const methods = { account_types: ['card' as const, 'check' as const], check }
  for (const [locale, given, card, mailed] of [
    ['en', undefined, 'Paid to your card', 'Printed and mailed'],
    ['en', 'Payment will post within 5 minutes.', 'Usually within 5 minutes', 'Printed and mailed'],
    ['es', 'Payment will post 7-10 Days', 'Suele llegar en 7–10 días', 'Se imprime y se envía'],
    ['es', 'Same day, <b>mostly</b>', 'Same day, <b>mostly</b>', 'Se imprime y se envía'],
  ] as const) {
    const estimated_posting_times = given && { card: given }
    const form = await openForm(page, stack, { ...methods, locale, estimated_posting_times })
    const option = (name: string | RegExp) => form.frame.getByRole('radio', { name, exact: true })
    await expect(option(/^(Debit card|Tarjeta de débito)$/)).toHaveAccessibleDescription(card)
    await expect(option(/^(Check by mail|Cheque por correo)$/)).toHaveAccessibleDescription(mailed)
    await expect(form.frame.locator('small[lang="en"]')).toHaveCount(given?.startsWith('Same') ? 1 : 0)
  }
})

for (const width of [360, 768]) {
  test(`reserves the height of a check form and of a choice: ${width} px`, async ({ page, stack }) => {
    await page.setViewportSize({ width, height: 900 })
    const heights = await recordFrameHeights(page)
    for (const account_types of [['check'], ['card', 'check']] as const) {
      const form = await openForm(page, stack, { account_types: [...account_types], check })
      await expect(form.frame.locator('legend').first()).toBeVisible()
      // The frame's messages arrive in order, so a height change would have arrived by now.
      const changed = page.evaluate(() => {
        const { capture } = window as unknown as { capture: Capture }
        return new Promise<void>((resolve) => {
          capture.once('change', () => {
            resolve()
          })
        })
      })
      await form.field(account_types[0] === 'check' ? 'beneficiary_zip' : 'recipient_zip').fill('30301')
      await changed
      expect(await heights()).toHaveLength(1)
    }
  })
}

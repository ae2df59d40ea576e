/** The inputs for password managers that fill a month and a year, and not a whole expiration date. */
import { expect, expiration_date, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

const year = expiration_date.slice(0, 2)

type Fill = { month: string; year: string; events: string[] }

/** Runs in the frame: sets both values, as a password manager does. */
function fillParts({ month, year, events }: Fill): void {
  for (const [part, text] of Object.entries({ month, year })) {
    const input = document.querySelector<HTMLInputElement>(`input[autocomplete="billing cc-exp-${part}"]`)
    if (!input) throw new Error(`There is no input for the ${part}.`)
    input.value = text
    for (const event of events) input.dispatchEvent(new Event(event, { bubbles: true }))
  }
}

test('fills the expiration date from a month and a year', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  const date = form.field('expiration_date')
  const parts = form.frame.locator('input[autocomplete^="billing cc-exp-"]')
  const fill = (given: Fill) => page.mainFrame().childFrames()[0]?.evaluate(fillParts, given)
  await expect(parts).toHaveCount(2)
  await fill({ month: '1', year: `20${year}`, events: ['input', 'change'] })
  await expect(date).toHaveValue(`01 / ${year}`)
  await expect(date).toHaveAttribute('aria-invalid', 'false')
  // A password manager that fills another card, and fires only `change`.
  await fill({ month: '11', year, events: ['change'] })
  await expect(date).toHaveValue(`11 / ${year}`)
  await fill({ month: '13', year, events: ['input'] })
  await expect(form.frame.getByText('Check the month.')).toBeVisible()
  for (const part of await parts.all()) await expect(part).toHaveValue('')
  // The Tab key skips both inputs.
  await form.field('account').focus()
  for (const next of ['expiration_date', 'cvv'] as const) {
    await page.keyboard.press('Tab')
    await expect(form.field(next)).toBeFocused()
  }
  await form.fillCard({ ...sample, expiration_date: '' })
  await fill({ month: '10', year: `20${year}`, events: [] })
  await form.submitByHost()
  await form.expectToken()
  expect(JSON.parse(stack.received.at(-1)?.body ?? '')).toMatchObject({ expiration_date: `${year}10` })
})

/** Scripts change values during a submit, or change the options of a select. The form sends what is shown. */
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { setValue } from '../../harness/setValue.js'
import type { Stack } from '../../harness/stack.js'

function lastBody(stack: Stack): Record<string, unknown> {
  return JSON.parse(stack.received.at(-1)?.body ?? '') as Record<string, unknown>
}

for (const way of ['property', 'setter', 'input'] as const) {
  test(`shows what was sent if a script sets other values after the submit: ${way}`, async ({
    page,
    stack,
  }) => {
    const form = await openForm(page, stack)
    await form.fillCard({ ...sample, account: '4000 0000 0000 8526' })
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/v1/captures', async (route) => {
      await held
      await route.continue()
    })
    const [frame] = page.mainFrame().childFrames()
    await frame?.evaluate((how) => {
      const change = (name: string, value: string) => {
        const control = document.getElementsByName(name)[0] as HTMLInputElement
        const type = Object.getPrototypeOf(control) as object
        if (how === 'setter') Object.getOwnPropertyDescriptor(type, 'value')?.set?.call(control, value)
        else control.value = value
        if (how === 'input') control.dispatchEvent(new Event('input', { bubbles: true }))
      }
      document.addEventListener('submit', () => {
        change('account', '5555555555554444')
        change('recipient_city', 'Springfield')
        change('recipient_state', 'CA')
      })
    }, way)
    await form.submit()
    const expectSent = async () => {
      await expect(form.field('account')).toHaveValue('4000 0000 0000 8526')
      await expect(form.field('recipient_city')).toHaveValue(sample.recipient_city)
      await expect(form.field('recipient_state')).toHaveValue(sample.recipient_state)
      await expect(form.frame.getByRole('img', { name: 'Visa' })).toBeVisible()
    }
    await expectSent()
    release()
    await expect(form.frame.getByRole('alert')).not.toBeEmpty()
    await expectSent()
    expect(lastBody(stack)).toMatchObject({
      account: '4000000000008526',
      recipient_city: sample.recipient_city,
    })
  })
}

test('sends the state that is shown after a script rewrites the options’ values or texts', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  const select = form.field('recipient_state')
  const rewrite = (change: { value?: string; text?: string }) =>
    select.evaluate((control: HTMLSelectElement, to) => {
      Object.assign(control.selectedOptions[0] as HTMLOptionElement, to)
    }, change)
  await rewrite({ value: 'CA' })
  await setValue(page, 'cvv', '')
  await form.submitByHost()
  await form.expectError({ field: 'cvv' })
  await expect(select).toHaveValue('GA')
  // Then the cardholder chooses an option whose value a script has removed.
  await select.evaluate((control: HTMLSelectElement) => {
    for (const option of control.options) option.value = option.text === 'Texas' ? '' : 'CA'
  })
  await select.selectOption({ label: 'Texas' })
  await expect(select).toHaveValue('TX')
  // The placeholder is not a state.
  await select.selectOption({ index: 0 })
  await rewrite({ value: 'CA' })
  await setValue(page, 'cvv', '123')
  await form.submitByHost()
  await form.expectError({ field: 'recipient_state' })
  await select.selectOption('GA')
  await rewrite({ text: 'California' })
  await form.submitByHost()
  await form.expectToken()
  expect(lastBody(stack)).toMatchObject({ recipient_state: 'CA' })
})

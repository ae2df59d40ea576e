/** Other scripts replace controls, or stop their events. The form still sends what is shown. */
import type { Frame, Page } from '@playwright/test'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

function findFrame(page: Page): Frame | undefined {
  return page.frames().find((frame) => frame.url().includes('/frame/'))
}

/** Changes by another script that React does not notice. */
const takeovers: [what: string, change: () => void, shown: Record<string, string>][] = [
  [
    'in a copy of the input',
    () => {
      const [input] = document.getElementsByName('account') as NodeListOf<HTMLInputElement>
      const copy = input?.cloneNode(true) as HTMLInputElement
      copy.value = '5555555555554444'
      input?.replaceWith(copy)
    },
    { account: '5555555555554444' },
  ],
  [
    'in an input with another name',
    () => {
      const [input] = document.getElementsByName('account') as NodeListOf<HTMLInputElement>
      if (input) Object.assign(input, { name: 'other', value: '5555555555554444' })
      const [city] = document.getElementsByName('recipient_city') as NodeListOf<HTMLInputElement>
      city?.removeAttribute('name')
      if (city) city.value = 'Springfield'
    },
    { account: '5555555555554444', recipient_city: 'Springfield' },
  ],
  [
    'in another element',
    () => {
      const area = document.createElement('textarea')
      Object.assign(area, { name: 'recipient_city', value: 'Springfield' })
      document.getElementsByName('recipient_city')[0]?.replaceWith(area)
    },
    { recipient_city: 'Springfield' },
  ],
  [
    'in a copy of the form',
    () => {
      const copy = document.forms[0]?.cloneNode(true) as HTMLFormElement
      document.forms[0]?.replaceWith(copy)
      ;(copy.elements.namedItem('account') as HTMLInputElement).value = '5555555555554444'
      ;(copy.elements.namedItem('recipient_state') as HTMLSelectElement).value = 'CA'
    },
    { account: '5555555555554444', recipient_state: 'CA' },
  ],
  [
    'in a copy of the whole page',
    () => {
      document.body.replaceWith(document.body.cloneNode(true))
      ;(document.getElementsByName('account')[0] as HTMLInputElement).value = '5555555555554444'
      ;(document.getElementsByName('recipient_state')[0] as HTMLSelectElement).value = 'CA'
    },
    { account: '5555555555554444', recipient_state: 'CA' },
  ],
  [
    'while a script stops the input events',
    () => {
      window.addEventListener(
        'input',
        (event) => {
          event.stopImmediatePropagation()
        },
        true,
      )
      const [input] = document.getElementsByName('account') as NodeListOf<HTMLInputElement>
      if (input) input.value = '5555555555554444'
      input?.dispatchEvent(new Event('input', { bubbles: true }))
      const [state] = document.getElementsByName('recipient_state') as NodeListOf<HTMLSelectElement>
      if (state) state.value = 'CA'
    },
    { account: '5555555555554444', recipient_state: 'CA' },
  ],
]
for (const [what, change, shown] of takeovers) {
  for (const when of ['at once', 'later']) {
    test(`sends what is shown ${what}, submitted ${when}`, async ({ page, stack }) => {
      const form = await openForm(page, stack)
      await form.fillCard(sample)
      await findFrame(page)?.evaluate(change)
      if (when === 'later') await page.waitForTimeout(300)
      await form.submitByHost()
      await form.expectToken()
      expect(JSON.parse(stack.received.at(-1)?.body ?? '')).toMatchObject(shown)
    })
  }
}

test('restores a control that another script removes or replaces, with text and focus', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  await findFrame(page)?.evaluate(() => {
    document.getElementsByName('recipient_zip')[0]?.remove()
    const [input] = document.getElementsByName('cvv') as NodeListOf<HTMLInputElement>
    const copy = input?.cloneNode() as HTMLInputElement
    input?.replaceWith(copy)
    copy.focus()
  })
  await expect(form.field('recipient_zip')).toHaveValue(sample.recipient_zip)
  await expect(form.field('cvv')).toBeFocused()
  await form.field('cvv').fill('12')
  await form.field('recipient_zip').focus()
  await expect(form.frame.locator('.cvv .note')).not.toBeEmpty()
})

import type { CDPSession, Locator, Page } from '@playwright/test'
import type { Appearance, Capture } from 'ingo-capture'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openUnhydrated } from '../../harness/unhydratedForm.js'
import { openForm } from '../../harness/openForm.js'

const card = {
  number: '4111111111111111',
  name: 'Alex Rivera',
  expiryMonth: '12',
  expiryYear: '2030',
  cvc: '123',
}
const address = {
  fields: [
    { name: 'NAME_FULL', value: 'Alex Rivera' },
    { name: 'NAME_FIRST', value: 'Alex' },
    { name: 'NAME_LAST', value: 'Rivera' },
    { name: 'ADDRESS_HOME_STREET_ADDRESS', value: '100 Innovation Way\nApt 2' },
    { name: 'ADDRESS_HOME_LINE1', value: '100 Innovation Way' },
    { name: 'ADDRESS_HOME_LINE2', value: 'Apt 2' },
    { name: 'ADDRESS_HOME_CITY', value: 'Anytown' },
    { name: 'ADDRESS_HOME_STATE', value: 'Georgia' },
    { name: 'ADDRESS_HOME_ZIP', value: '30301' },
    { name: 'ADDRESS_HOME_COUNTRY', value: 'US' },
  ],
}

const annotation = { type: 'behaviour', description: 'autofill' }
test.beforeEach(({ browserName }) => {
  test.skip(browserName !== 'chromium', 'only Chromium’s driver can fill in a stored card')
})

/**
 * Fills the form with stored data from its field `first`, and waits until this field and `last` have a value.
 * Fills again if nothing was filled: Chromium drops a fill of a form that it has not parsed yet, and a fill that
 * a second one overtakes.
 */
async function autofill(page: Page, first: Locator, last: Locator, stored: object): Promise<void> {
  await expect(async () => {
    await triggerAutofill(page, await first.evaluate((input: HTMLInputElement) => input.name), stored)
    for (const field of [first, last]) await expect(field).not.toHaveValue('', { timeout: 2000 })
  }).toPass()
}

async function triggerAutofill(page: Page, field: string, stored: object): Promise<void> {
  const frame = page.mainFrame().childFrames()[0]
  if (!frame) throw new Error('There is no form on the page.')
  const session: CDPSession = await page.context().newCDPSession(frame)
  await session.send('Autofill.enable')
  const { frameTree } = await session.send('Page.getFrameTree')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: `[name="${field}"]`,
  })
  const { node } = await session.send('DOM.describeNode', { nodeId })
  await session.send(
    'Autofill.trigger' as never,
    { fieldId: node.backendNodeId, frameId: frameTree.frame.id, ...stored } as never,
  )
  await session.detach()
}

test('autofills a stored card, again after a clear', { annotation }, async ({ page, stack }) => {
  const form = await openForm(page, stack)
  // Chromium fills these inputs too. The form must ignore them, because Chromium also fills the whole date.
  const parts = form.frame.locator('input[autocomplete^="billing cc-exp-"]')
  await expect(parts).toHaveCount(2)
  for (const _round of [1, 2]) {
    await form.field('account').click()
    await autofill(page, form.field('account'), form.field('cvv'), { card })
    await expect(form.field('account')).toHaveValue('4111 1111 1111 1111')
    await expect(form.field('expiration_date')).toHaveValue('12 / 30')
    await expect(form.field('cvv')).toHaveValue('123')
    for (const part of await parts.all()) await expect(part).toHaveValue('')
    for (const name of ['account', 'expiration_date', 'cvv'] as const) {
      await expect(form.field(name)).toHaveAttribute('aria-invalid', 'false')
      if (name !== 'expiration_date') await expect(form.field(name)).toHaveAttribute('autocomplete', 'off')
    }
    for (const name of ['account', 'expiration_date', 'cvv'] as const) await form.field(name).fill('')
  }
})

test('keeps values that were autofilled before hydration', { annotation }, async ({ page, stack }) => {
  const form = await openUnhydrated(page, stack)
  await form.field('account').click()
  await autofill(page, form.field('account'), form.field('cvv'), { card })
  await autofill(page, form.field('recipient_first_name'), form.field('recipient_state'), { address })
  await form.hydrate()
  await expect(form.field('account')).toHaveValue('4111 1111 1111 1111')
  await expect(form.field('expiration_date')).toHaveValue('12 / 30')
  await expect(form.field('cvv')).toHaveValue('123')
  await expect(form.field('recipient_last_name')).toHaveValue('Rivera')
  await expect(form.field('recipient_state')).toHaveValue('GA')
  for (const name of ['account', 'expiration_date', 'cvv'] as const) {
    await expect(form.field(name)).toHaveAttribute('aria-invalid', 'false')
  }
})

test('autofills a stored address with the state’s code', { annotation }, async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.field('recipient_first_name').click()
  await autofill(page, form.field('recipient_first_name'), form.field('recipient_state'), { address })
  for (const name of [
    'recipient_first_name',
    'recipient_last_name',
    'recipient_address1',
    'recipient_address2',
    'recipient_city',
    'recipient_state',
  ] as const) {
    await expect(form.field(name)).toHaveValue(sample[name])
  }
  await expect(form.field('recipient_zip')).toHaveValue('30301')
})

/** A rule that shows the focus by a shadow instead of an outline. */
const shadowAlone = { 'input:focus': { outlineWidth: '0', boxShadow: '0 0 0 3px rgb(15 118 110)' } } as const
const looks: [name: string, appearance: Appearance, ring: RegExp][] = [
  ['default', {}, /^2px .* 0px 0px 0px 4px,/],
  ['dark', { colorScheme: 'dark' }, /^2px .* 0px 0px 0px 4px,/],
  ['night', { theme: 'night' }, /^2px .* 0px 0px 0px 4px,/],
  ['flat', { theme: 'flat' }, /^2px .* 0px 0px 0px 4px,/],
  ['none', { theme: 'none' }, /^2px rgba\(0, 0, 0, 0\) 0px 0px 0px 0px,/],
  ['default, rules', { rules: shadowAlone }, /^0px rgb\(15, 118, 110\) 0px 0px 0px 3px,/],
  ['flat, rules', { theme: 'flat', rules: shadowAlone }, /^0px rgb\(15, 118, 110\) 0px 0px 0px 3px,/],
  ['none, rules', { theme: 'none', rules: shadowAlone }, /^0px rgb\(15, 118, 110\) 0px 0px 0px 3px,/],
  [
    'none, no shadow',
    { theme: 'none', rules: { input: { boxShadow: 'none' }, 'input:hover': { boxShadow: 'none' } } },
    /^2px rgba\(0, 0, 0, 0\) 0px 0px 0px 0px,/,
  ],
]

test('an autofilled field has the theme’s background and shows its focus, in every theme and with rules', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  const account = form.field('account')
  await account.click()
  await autofill(page, account, form.field('cvv'), { card })
  await account.hover()
  const style = () =>
    account.evaluate((input) => {
      const { outlineWidth, outlineStyle, boxShadow } = getComputedStyle(input)
      if (!input.matches(':autofill:focus')) return 'not autofilled, or without the focus'
      return `${outlineStyle === 'none' ? '0px' : outlineWidth} ${boxShadow}`
    })
  for (const [name, appearance, ring] of looks) {
    await page.evaluate((changed) => {
      const capture = Reflect.get(window, 'capture') as Capture
      capture.update({ appearance: changed })
    }, appearance)
    const { theme } = appearance
    await form.frame.locator(theme ? `html[data-theme="${theme}"]` : 'html:not([data-theme])').waitFor()
    await expect.poll(style, { message: name }).toMatch(ring)
    // The form's inset shadow covers the browser's own tint.
    await expect.poll(style, { message: name }).toMatch(/ 0px 0px 0px 100px inset$/)
  }
})

import type { CDPSession, Locator, Page } from '@playwright/test'
import { expect, sample, test } from '../harness/fixtures.js'
import { openUnhydrated } from '../harness/unhydratedForm.js'
import { openForm } from '../harness/openForm.js'

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
 * Triggers it again when nothing was filled: Chromium drops a fill of a form that it hasn't parsed yet,
 * and one that a second fill overtakes.
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
  for (const _round of [1, 2]) {
    await form.field('account').click()
    await autofill(page, form.field('account'), form.field('cvv'), { card })
    await expect(form.field('account')).toHaveValue('4111 1111 1111 1111')
    await expect(form.field('expiration_date')).toHaveValue('12 / 30')
    await expect(form.field('cvv')).toHaveValue('123')
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

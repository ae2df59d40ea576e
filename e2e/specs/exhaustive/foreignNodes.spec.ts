/** Extensions put nodes of their own into the form's document, before and after hydration. */
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { openUnhydrated } from '../../harness/unhydratedForm.js'

for (const [what, change] of [
  [
    'a button beside each input',
    (): void => {
      for (const input of document.querySelectorAll('input')) {
        input.setAttribute('data-lpignore', 'true')
        input.after(document.createElement('grammarly-extension'))
      }
      document.body.prepend(document.createElement('div'))
      document.documentElement.setAttribute('data-extension', '')
    },
  ],
  [
    'nodes before, into and behind the form',
    (): void => {
      const root = document.querySelector('#root')
      const form = root?.querySelector('form')
      root?.prepend(document.createElement('div'), 'text', document.createComment('comment'))
      root?.append(document.createElement('template'))
      form?.prepend(document.createElement('div'))
      form?.append('text')
      for (const label of document.querySelectorAll('label')) label.append(document.createElement('i'))
    },
  ],
  [
    'an element around each input',
    (): void => {
      for (const input of document.querySelectorAll('input')) {
        const wrapper = document.createElement('span')
        const focused = document.activeElement === input
        input.replaceWith(wrapper)
        wrapper.append(input)
        if (focused) input.focus()
      }
    },
  ],
] as const) {
  test(`keeps texts, focus and caret when an extension adds ${what} before hydration`, async ({
    page,
    stack,
  }) => {
    const form = await openUnhydrated(page, stack)
    await form.field('recipient_city').fill('Anytown')
    await form.field('account').focus()
    await page.keyboard.type('4111')
    await form.frame.locator('body').evaluate(change)
    await form.hydrate()
    await expect(form.field('account')).toBeFocused()
    await page.keyboard.type('111111111111')
    await expect(form.field('account')).toHaveValue(sample.account)
    await expect(form.field('recipient_city')).toHaveValue('Anytown')
  })

  test(`still works when an extension adds ${what} after hydration`, async ({ page, stack }) => {
    const form = await openForm(page, stack)
    await form.field('account').focus()
    await page.keyboard.type('4111')
    await form.frame.locator('body').evaluate(change)
    await expect(form.field('account')).toBeFocused()
    await page.keyboard.type('111111111111')
    await form.fillCard({ ...sample, account: '4111 1111 1111 1112' })
    await form.fillCard(sample)
    await form.submit()
    await form.expectToken()
  })
}

test('keeps texts, focus and caret when an extension adds fields with the same names before the form', async ({
  page,
  stack,
}) => {
  const form = await openUnhydrated(page, stack)
  await form.field('recipient_city').fill('Anytown')
  await form.field('account').focus()
  await page.keyboard.type('4111')
  await form.frame.locator('body').evaluate((body) => {
    for (const name of ['account', 'recipient_city']) {
      const decoy = Object.assign(document.createElement('input'), { name, hidden: true })
      document.querySelector('#root')?.prepend(decoy)
      body.prepend(decoy.cloneNode())
    }
  })
  await form.hydrate()
  const account = form.frame.locator('input#account')
  await expect(account).toBeFocused()
  await page.keyboard.type('111111111111')
  await expect(account).toHaveValue(sample.account)
  await expect(form.frame.locator('input#recipient_city')).toHaveValue('Anytown')
})

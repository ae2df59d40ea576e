/** Another script in the frame removes the form or an element around it, or replaces them by a copy. */
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

for (const [what, change] of [
  [
    'the body is replaced by a copy',
    (): void => {
      document.body.replaceWith(document.body.cloneNode(true))
    },
  ],
  [
    'the document is replaced by a copy',
    (): void => {
      document.documentElement.replaceWith(document.documentElement.cloneNode(true))
    },
  ],
  [
    'the content of its element is written anew',
    (): void => {
      const element = document.querySelector('.capture')
      element?.replaceChildren(...[...element.children].map((child) => child.cloneNode(true)))
    },
  ],
  [
    'everything in its element is removed',
    (): void => {
      document.querySelector('.capture')?.replaceChildren()
    },
  ],
  [
    'everything in the root is removed',
    (): void => {
      document.querySelector('#root')?.replaceChildren()
    },
  ],
  [
    'the root is written anew, and all empty frames are removed',
    (): void => {
      const root = document.querySelector('#root')
      root?.replaceChildren(...[...root.children].map((child) => child.cloneNode(true)))
      root?.replaceWith(root.cloneNode(true))
      for (const frame of document.querySelectorAll('iframe')) frame.remove()
    },
  ],
  [
    'the root is removed, and a copy of it is appended later',
    async (): Promise<void> => {
      const root = document.querySelector('#root')
      const copy = root?.cloneNode(true)
      root?.remove()
      await new Promise((done) => setTimeout(done))
      if (copy) document.body.append(copy)
    },
  ],
] as const) {
  test(`the form is put back when ${what}`, async ({ page, stack }) => {
    const form = await openForm(page, stack)
    await form.fillCard(sample)
    const before = await form.events()
    await form.field('recipient_city').press('End')
    await form.field('recipient_city').press('ArrowLeft')
    await form.frame.locator('html').evaluate(change)
    await expect(form.frame.locator('form')).toHaveCount(1)
    await expect(form.field('account')).toHaveValue(sample.account)
    await expect(form.field('recipient_state')).toHaveValue('GA')
    await page.keyboard.type('x')
    await expect(form.field('recipient_city')).toHaveValue('Anytowxn')
    await form.field('recipient_zip').fill('303011234')
    await expect(form.field('recipient_zip')).toHaveValue('30301-1234')
    await form.submit()
    await form.expectToken()
    expect((await form.events()).filter((name) => name === 'ready')).toEqual(
      before.filter((name) => name === 'ready'),
    )
  })
}

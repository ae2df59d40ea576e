/** Page translation and extensions change the form's document. The form still works, and keeps all texts. */
import type { Frame, Page } from '@playwright/test'
import type { Capture } from 'ingo-capture'
import type { CaptureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { mountForm, newSession, openHost } from '../../harness/hostPage.js'
import { openForm } from '../../harness/openForm.js'

/** Replaces each text node by an element with another text, as page translation does. */
async function translate(form: CaptureFrame): Promise<void> {
  await form.frame.locator('#root').evaluate((root) => {
    const texts: Text[] = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      const [outer, inner] = [
        document.createElement('font' as string),
        document.createElement('font' as string),
      ]
      inner.append(`ES ${text.data}`)
      outer.append(inner)
      text.replaceWith(outer)
    }
  })
}

function findFrame(page: Page): Frame | undefined {
  return page.frames().find((frame) => frame.url().includes('/frame/'))
}

/** Elements that have a text next to another node. After a translation, React could neither update nor remove that text. */
async function mixedTexts(page: Page): Promise<string[]> {
  return (
    (await findFrame(page)?.evaluate(() =>
      [...document.querySelectorAll('#root *')]
        .filter(
          ({ childNodes }) => childNodes.length > 1 && [...childNodes].some(({ nodeType }) => nodeType === 3),
        )
        .map(({ outerHTML }) => outerHTML),
    )) ?? ['no frame']
  )
}

test('after a translation a wrong number can be corrected, and the card submitted', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  const failures: string[] = []
  page.on('pageerror', ({ message }) => failures.push(message))
  await form.fillCard({ ...sample, account: '4111 1111 1111 1112' })
  await form.field('cvv').focus()
  await translate(form)
  await form.submit()
  await translate(form)
  await form.field('account').fill('4111 1111 1111 1111')
  await form.submit()
  await form.expectToken()
  expect(await form.events()).toContain('token')
  expect(failures).toEqual([])
})

test('a translated form changes its language and shows a decline', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, account: '4000 0000 0000 8526' })
  await translate(form)
  await page.evaluate(() => {
    ;(Reflect.get(window, 'capture') as Capture).update({ locale: 'es' })
  })
  await expect(form.frame.getByText('Número de tarjeta')).toBeVisible()
  await translate(form)
  await form.submit()
  await expect(form.frame.getByRole('alert')).not.toBeEmpty()
  await translate(form)
  await form.fillCard(sample)
  await form.submit()
  await expect(form.frame.getByRole('heading', { level: 2 })).toHaveCount(1)
  await expect.poll(() => form.events()).toContain('token')
})

test('no text stands beside an element, in any state', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  expect(await mixedTexts(page)).toEqual([])
  await form.submit()
  await expect(form.field('account')).toHaveAttribute('aria-invalid', 'true')
  expect(await mixedTexts(page)).toEqual([])
  await form.fillCard({ ...sample, account: '4000 0000 0000 8526' })
  await form.submit()
  await expect(form.frame.getByRole('alert')).not.toBeEmpty()
  expect(await mixedTexts(page)).toEqual([])
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect(await mixedTexts(page)).toEqual([])
})

test('a form whose elements were removed is rebuilt with texts, focus and caret', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, account: '4111 1111 1111 1112' })
  await form.field('cvv').focus()
  // React removes the elements of this error when the number is corrected.
  await form.frame
    .locator('.account .note > *')
    .first()
    .evaluate((icon) => {
      icon.remove()
    })
  const account = form.field('account')
  await account.press('End')
  await account.press('Backspace')
  await expect(form.frame.locator('#root')).toHaveAttribute('data-rebuilt', '')
  await expect(account).toBeFocused()
  await expect(account).toHaveValue('4111 1111 1111 111')
  await page.keyboard.type('1')
  await expect(account).toHaveValue(sample.account)
  await expect(form.field('recipient_state')).toHaveValue('GA')
  await form.submit()
  await form.expectToken()
})

test('a form whose elements are removed during a submit still delivers the token', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  const sent = page.waitForRequest('**/v1/captures')
  await page.route('**/v1/captures', async (route) => {
    await form.frame.locator('button[type="submit"]').evaluate((button) => {
      button.replaceChildren()
    })
    await route.continue()
  })
  await form.submit()
  await sent
  await expect.poll(() => form.events()).toContain('token')
  await form.expectToken()
})

test('an unchanged document hydrates without being rebuilt', async ({ page, stack }) => {
  await openHost(page, stack, {})
  for (const session of [{}, { locale: 'es' }]) {
    await mountForm(page, await newSession(stack, session))
    await page.locator('#capture[data-capture-state="ready"]').waitFor()
    expect(await findFrame(page)?.evaluate(() => document.querySelector('[data-rebuilt]') !== null)).toBe(
      false,
    )
  }
})

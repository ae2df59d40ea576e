/** On-screen keyboards: text that arrives in one piece, suggestions, input methods, and ignored carets. */
import type { Page } from '@playwright/test'
import { expect, expiration_date, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import type { Stack } from '../../harness/stack.js'

const year = expiration_date.slice(0, 2)

function lastBody(stack: Stack): Record<string, unknown> {
  return JSON.parse(stack.received.at(-1)?.body ?? '') as Record<string, unknown>
}

test('a second fill of the expiration date replaces the first, in every format', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, expiration_date: '' })
  const field = form.field('expiration_date')
  const forms = [`20${year}-11`, `20${year}11`, `20${year}/11`, `11/20${year}`, `11-${year}`, `11${year}`]
  for (const text of forms) {
    for (const command of ['insertText', 'event']) {
      await field.fill('01 / 29')
      await field.selectText()
      if (command === 'insertText') await page.keyboard.insertText(text)
      else {
        await field.evaluate((input: HTMLInputElement, data) => {
          input.value = data
          input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data }))
        }, text)
      }
      expect(await field.inputValue(), `${text} by ${command}`).toBe(`11 / ${year}`)
    }
  }
  await field.press('ControlOrMeta+z')
  await expect(field).toHaveValue('01 / 29')
  await field.press('ControlOrMeta+Shift+z')
  await form.submitByHost()
  await form.expectToken()
  expect(lastBody(stack).expiration_date).toBe(`${year}11`)
})

test('no name is split while a name has the focus, and no part of it is lost', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  const { recipient_first_name: _, recipient_last_name: __, ...rest } = sample
  await form.fillCard(rest)
  const [first, last] = [form.field('recipient_first_name'), form.field('recipient_last_name')]
  const replace = (text: string) =>
    first.evaluate((input: HTMLInputElement, value) => {
      input.value = value
      const inputType = 'insertReplacementText'
      input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data: value }))
    }, text)
  await first.pressSequentially('Mary An')
  await replace('Mary Ann')
  // Longer than a browser waits before it also fills the last name.
  await page.waitForTimeout(300)
  await expect(first).toHaveValue('Mary Ann')
  await first.press('Tab')
  await page.waitForTimeout(300)
  await page.keyboard.type('Smith')
  await form.submitByHost()
  await form.expectToken()
  expect(lastBody(stack)).toMatchObject({
    recipient_first_name: 'Mary Ann',
    recipient_last_name: 'Smith',
  })

  await openForm(page, stack)
  // A full name that is filled into the focused field is split once both names have lost the focus.
  await first.focus()
  await replace('Mary Ann O’Brien')
  await first.press('Tab')
  await page.waitForTimeout(300)
  await expect(last).toHaveValue('')
  await last.press('Tab')
  await expect(first).toHaveValue('Mary Ann')
  await expect(last).toHaveValue('O’Brien')
})

test('keeps the order of a keyboard’s digits if it ignores the caret that the form sets', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, account: '', expiration_date: '', recipient_zip: '' })
  const keys = { account: '4111111111111111', expiration_date: `11${year}`, recipient_zip: '303011234' }
  for (const [name, text] of Object.entries(keys) as [keyof typeof keys, string][]) {
    const field = form.field(name)
    await field.focus()
    for (const [count, digit] of Array.from(text).entries()) {
      await field.evaluate((input: HTMLInputElement, caret) => {
        input.setSelectionRange(caret, caret)
      }, count)
      await page.keyboard.press(digit)
    }
    await field.blur()
  }
  await expect(form.field('account')).toHaveValue('4111 1111 1111 1111')
  await expect(form.field('expiration_date')).toHaveValue(`11 / ${year}`)
  await expect(form.field('recipient_zip')).toHaveValue('30301-1234')
  await form.submitByHost()
  await form.expectToken()
  expect(lastBody(stack)).toMatchObject({ account: keys.account, expiration_date: `${year}11` })
})

test.describe('an input method', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'only Chromium’s driver has an input method')

  test('the brand and `change` follow during a composition, and a submit sends what is shown', async ({
    page,
    stack,
  }) => {
    const form = await openForm(page, stack)
    await form.fillCard({ ...sample, account: '', expiration_date: '' })
    const compose = await startComposing(page)
    await form.field('account').focus()
    const before = (await form.events()).length
    await compose('3782')
    await expect(form.frame.getByRole('img', { name: 'American Express' })).toBeVisible()
    await expect.poll(async () => (await form.events()).slice(before)).toContain('change')
    await compose('5555555555554444')
    await expect(form.field('account')).toHaveValue('5555555555554444')
    await form.field('expiration_date').focus()
    await compose(`11${year}`)
    await form.submitByHost()
    await form.expectToken()
    expect(lastBody(stack)).toMatchObject({ account: '5555555555554444', expiration_date: `${year}11` })
  })

  for (const [name, text, kept, shown] of [
    ['account', '41112222', '4111', '411|2 222'],
    ['expiration_date', `11${year}`, '11 /', `1| / ${year}`],
    ['recipient_zip', '303011234', '30301', '3030|1-234'],
  ] as const) {
    test(`a Backspace over the gap of ${name} deletes a digit when it arrives as a composition`, async ({
      page,
      stack,
    }) => {
      const form = await openForm(page, stack)
      const compose = await startComposing(page)
      const field = form.field(name)
      await field.pressSequentially(text)
      // Like an on-screen keyboard, compose the text before the caret again, without its last character.
      await compose(kept, [0, kept.length + 1])
      await page.keyboard.insertText(kept)
      await expect
        .poll(() =>
          field.evaluate((input: HTMLInputElement) => {
            const at = input.selectionStart ?? 0
            return `${input.value.slice(0, at)}|${input.value.slice(at)}`
          }),
        )
        .toBe(shown)
    })
  }

  for (const [name, text, shown] of [
    ['account', '4111111', '4111 111'],
    ['expiration_date', `11${year}`, `11 / ${year}`],
    ['recipient_zip', '303011234', '30301-1234'],
  ] as const) {
    test(`${name} keeps every digit when a composition commits them without the gap`, async ({
      page,
      stack,
    }) => {
      const form = await openForm(page, stack)
      const compose = await startComposing(page)
      const field = form.field(name)
      await field.pressSequentially(text)
      await expect(field).toHaveValue(shown)
      await compose(text, [0, shown.length])
      await page.keyboard.insertText(text)
      await expect(field).toHaveValue(shown)
      await field.press('Backspace')
      await expect(field).toHaveValue(shown.slice(0, -1))
    })
  }
})

/** Returns a function that composes a text in the focused field. With a range, the text replaces that range. */
async function startComposing(page: Page) {
  const frame = page.mainFrame().childFrames()[0]
  if (!frame) throw new Error('There is no form on the page.')
  const session = await page.context().newCDPSession(frame)
  return (text: string, [replacementStart, replacementEnd]: readonly number[] = []) =>
    session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
      ...(replacementEnd !== undefined && { replacementStart, replacementEnd }),
    })
}

/** The form keeps no card number and no CVV in its memory once they are not needed (PCI DSS 3.3.1). */
import type { Page } from '@playwright/test'
import { accounts, type CaptureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { findHeapTexts } from '../../harness/heapTexts.js'
import { openForm } from '../../harness/openForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'only Chromium shows a test the memory of a page')

/** Begins with 0, so that it differs from the numbers that the memory has as texts. */
const CVV = '039'

/** Types the card by the keyboard, because a script that sets a value would itself keep the text. */
async function typeCard(page: Page, form: CaptureFrame, account: string): Promise<void> {
  const { account: _, cvv: _cvv, ...others } = sample
  await form.fillCard(others)
  for (const [name, text] of [
    ['account', account],
    ['cvv', CVV],
  ] as const) {
    await form.field(name).focus()
    await page.keyboard.type(text)
  }
}

/** The kinds of typed texts that are left. The card number counts with and without blanks, and without its last digits. */
async function findTyped(page: Page, account: string): Promise<string[]> {
  const digits = account.replace(/\D/g, '').slice(0, 12).replace(/\d/g, '$& ?')
  const [frame] = page.mainFrame().childFrames()
  if (!frame) throw new Error('There is no frame.')
  const texts = await findHeapTexts(frame, new RegExp(`^${CVV}$|${digits}`))
  return [...new Set(texts.map((text) => (text === CVV ? 'cvv' : 'account')))].sort()
}

test('after a token, the form’s memory has neither the card number nor the CVV', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  expect(await findTyped(page, sample.account)).toEqual([])
  await typeCard(page, form, sample.account)
  expect(await findTyped(page, sample.account)).toEqual(['account', 'cvv'])
  await form.submit()
  await form.expectToken()
  await expect.poll(() => findTyped(page, sample.account)).toEqual([])
})

test('after a decline the form’s memory has no CVV, and after clear() no card number', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await typeCard(page, form, accounts.declined)
  await form.submit()
  await form.expectError({})
  await expect.poll(() => findTyped(page, accounts.declined)).toEqual(['account'])
  await page.evaluate(() => {
    const { capture } = window as unknown as { capture: { clear: () => void } }
    capture.clear()
  })
  await expect.poll(() => findTyped(page, accounts.declined)).toEqual([])
})

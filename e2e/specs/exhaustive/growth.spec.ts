/** The compact layout: its height, and that an error moves nothing that the cardholder is using. */
import type { Locator } from '@playwright/test'
import { expect, sample, test } from '../../harness/fixtures.js'
import { recordFrameHeights } from '../../harness/frameHeights.js'
import { waitUntilStill } from '../../harness/measureLayout.js'
import { openForm } from '../../harness/openForm.js'

/** Longer than the sum of the form's wait before a row grows, and of the row's transition. */
const SETTLED_MS = 800

const top = async (locator: Locator) => (await locator.boundingBox())?.y ?? NaN
const height = async (locator: Locator) => (await locator.boundingBox())?.height ?? NaN

for (const [width, most] of [
  [600, 660],
  [360, 780],
] as const) {
  test(`a card with its address takes at most ${most} px at ${width} px`, async ({ page, stack }) => {
    await page.setViewportSize({ width, height: 900 })
    const form = await openForm(page, stack)
    await expect(form.frame.locator('.control > :is(input, select):not([aria-hidden])')).toHaveCount(11)
    expect(await height(page.locator('iframe'))).toBeLessThanOrEqual(most)
  })
}

test('an error above the focused field moves nothing; its row grows once that field is left', async ({
  page,
  stack,
}) => {
  await page.setViewportSize({ width: 360, height: 900 })
  const heights = await recordFrameHeights(page)
  const form = await openForm(page, stack)
  const [reserved = ''] = await heights()
  const name = form.field('recipient_first_name')
  const note = form.frame.locator('#expiration_date-note')
  await form.field('expiration_date').pressSequentially('1')
  const before = await top(name)
  await name.focus()
  await expect(note).toHaveText('The expiration date is incomplete.')
  await page.waitForTimeout(SETTLED_MS)
  expect(Math.abs((await top(name)) - before)).toBeLessThanOrEqual(1)
  expect(await heights()).toEqual([reserved])

  const account = form.field('account')
  const above = await top(account)
  await account.focus()
  await expect.poll(() => height(note)).toBeGreaterThan(32)
  await waitUntilStill(page, form)
  expect(Math.abs((await top(account)) - above)).toBeLessThanOrEqual(1)
  expect(await top(name)).toBeGreaterThan(before + 16)
  // The frame's height has followed in steps, each of them upwards.
  const grown = (await heights()).map(parseFloat)
  expect(grown).toEqual([...grown].sort((a, b) => a - b))
  expect(grown.at(-1)).toBe(Math.ceil(await height(form.frame.locator('.capture'))))
})

test('a refused submit marks its first wrong field alone: a halo, and its label', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.submit()
  await expect(form.field('account')).toBeFocused()
  const style = (id: string) =>
    form.frame.locator(`#${id}`).evaluate((field) => {
      const label = document.querySelector(`label[for="${field.id}"]`)
      return { halo: getComputedStyle(field).boxShadow, label: label && getComputedStyle(label).color }
    })
  await expect.poll(async () => (await style('account')).halo).toContain('0px 0px 0px 4px')
  const [first, second] = [await style('account'), await style('expiration_date')]
  expect(first.label).toBe('rgb(180, 35, 24)')
  expect(second.label).toBe('rgb(17, 24, 39)')
  expect(second.halo).not.toContain('4px')
})

test('in a low window a refused submit shows its first wrong field with its label and its error', async ({
  page,
  stack,
}) => {
  await page.setViewportSize({ width: 360, height: 240 })
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, recipient_address1: '' })
  for (const field of ['recipient_address1', 'account'] as const) {
    if (field === 'account') await form.fillCard({ account: '4111', recipient_address1: 'Street 1' })
    await form.frame.getByRole('button').scrollIntoViewIfNeeded()
    await form.submit()
    await expect(form.field(field)).toBeFocused()
    await expect(form.frame.locator(`label[for="${field}"]`)).toBeInViewport({ ratio: 1 })
    await expect(form.frame.locator(`#${field}-note`)).toBeInViewport({ ratio: 1 })
  }
})

test('grows in one step with reduced motion', async ({ page, stack, browserName }) => {
  test.skip(browserName !== 'chromium', 'only Chromium’s media can be emulated here')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const heights = await recordFrameHeights(page)
  const form = await openForm(page, stack)
  await form.submit()
  await expect(form.field('account')).toBeFocused()
  await expect.poll(heights).toHaveLength(2)
  await waitUntilStill(page, form)
  expect(await heights()).toHaveLength(2)
})

test('an error that a press causes does not move the pressed button away', async ({ page, stack }) => {
  await page.setViewportSize({ width: 360, height: 900 })
  const form = await openForm(page, stack)
  const button = form.frame.getByRole('button', { name: 'Save card' })
  await button.scrollIntoViewIfNeeded()
  const phone = form.field('recipient_phone')
  await phone.pressSequentially('1')
  const { x = 0, y = 0, width = 0 } = (await button.boundingBox()) ?? {}
  // Press near the upper edge: if a row above grew, the button would move down and away from the mouse.
  await page.mouse.move(x + width / 2, y + 4)
  await page.mouse.down()
  await expect(phone).toHaveAttribute('aria-invalid', 'true')
  await page.waitForTimeout(SETTLED_MS)
  expect(await top(button)).toBe(y)
  await page.mouse.up()
  await expect.poll(form.events).toContain('submit')
})

/** Where texts and tab stops of a check's form and review stand. */
import type { Appearance } from 'ingo-capture'
import type { CaptureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../../harness/fixtures.js'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { resizeWindow, waitUntilStill } from '../../harness/measureLayout.js'
import { openForm } from '../../harness/openForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'the style sheet is the same in every engine')

const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary
const session = { account_types: ['check' as const], check: { beneficiary_account } }

/** In px, from the text below the payee to the next text or field. */
function measureGap({ frame }: CaptureFrame): Promise<number> {
  return frame.locator('#recipient_line1-note').evaluate((note) => {
    const box = (selector: string) => {
      const range = document.createRange()
      const element = document.querySelector(selector)
      if (element) range.selectNodeContents(element)
      return range.getBoundingClientRect()
    }
    const label = getComputedStyle(document.querySelector('[for="recipient_address1"]') ?? note)
    const next = document.getElementById('recipient_address1')?.getBoundingClientRect().top ?? NaN
    const top = label.position === 'absolute' ? next : box('[for="recipient_address1"]').top
    return top - box(`#${note.id} > span`).bottom
  })
}

function readTop({ frame }: CaptureFrame, name: string): Promise<number> {
  return frame.locator(`#${name}`).evaluate((field) => field.getBoundingClientRect().top)
}

for (const layout of ['compact', 'spacious'] as const)
  for (const labels of ['above', 'floating'] as const)
    for (const locale of ['en', 'ar'] as const) {
      test(`the payee’s hint and error do not touch the next field: ${layout}, labels ${labels}, ${locale}`, async ({
        page,
        stack,
      }) => {
        const appearance: Appearance = { layout, labels }
        const form = await openForm(page, stack, session, { appearance, locale })
        await form.fillCheck({ beneficiary, recipient: {} })
        await waitUntilStill(page, form)
        for (const width of [360, 1280]) {
          await resizeWindow(page, form, width)
          await waitUntilStill(page, form)
          expect(await measureGap(form), `hint, ${width} px`).toBeGreaterThanOrEqual(4)
        }
        const before = await readTop(form, 'recipient_address1')
        await form.submit()
        await expect(form.frame.locator('#recipient_line1-note')).toHaveClass(/whole/)
        await waitUntilStill(page, form)
        expect(await readTop(form, 'recipient_address1'), 'moved by the error').toBeCloseTo(before, 0)
        for (const width of [360, 1280]) {
          await resizeWindow(page, form, width)
          await waitUntilStill(page, form)
          expect(await measureGap(form), `error, ${width} px`).toBeGreaterThanOrEqual(4)
        }
      })
    }

test('the address of a review is a tab stop only while it scrolls', async ({ page, stack }) => {
  const form = await openForm(page, stack, session)
  await resizeWindow(page, form, 1280)
  const address1 = 'Long Street '.repeat(11).trim()
  const changed = { beneficiary_address1: address1, beneficiary_address2: '' }
  await form.fillCheck({ beneficiary: { ...beneficiary, ...changed } })
  await form.submit()
  const address = form.frame.locator('.read-back address')
  const heading = form.frame.locator('#read-back-heading')
  const edit = form.frame.locator('.read-back .second')
  await expect(heading).toBeFocused()
  for (const [width, scrolls] of [
    [1280, false],
    [360, true],
    [1280, false],
  ] as const) {
    await resizeWindow(page, form, width)
    const hidden = () => address.evaluate((box) => box.scrollHeight - box.clientHeight)
    await expect.poll(async () => (await hidden()) > 0).toBe(scrolls)
    if (scrolls) await expect(address).toHaveAttribute('tabindex', '0')
    else await expect(address).not.toHaveAttribute('tabindex')
    await heading.focus()
    await page.keyboard.press('Tab')
    await expect(scrolls ? address : edit).toBeFocused()
  }
})

/** If its page hides the form, the form asks once before it sends. Only Chromium detects a cover of a cross-site frame. */
import type { Capture } from 'ingo-capture'
import type { CaptureFrame } from 'ingo-capture/playwright'
import type { SessionInput } from 'ingo-capture/backend'
import {
  BODY,
  expectQuestion,
  LAYER,
  open,
  openEmpty,
  pressTwice,
  setStyle,
  waitForVisibility,
  waitUntilJudged,
  warnings,
} from '../../harness/coveredForm.js'
import { expect, test } from '../../harness/fixtures.js'
import { recordedEvents } from '../../harness/hostPage.js'
import { documentedCheck } from '../../harness/ingoSamples.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'it has no IntersectionObserver v2')

const CHECK: Partial<SessionInput> = {
  account_types: ['check'],
  check: { beneficiary_account: documentedCheck.beneficiary.beneficiary_account },
}

/** The style of a layer over the button, or over the last `part` px of it. */
async function coverOverButton(form: CaptureFrame, part?: number): Promise<string> {
  const button = form.frame.locator('button[type="submit"]')
  await button.scrollIntoViewIfNeeded()
  const { x = 0, y = 0, width = 0, height = 0 } = (await button.boundingBox()) ?? {}
  const covered = part ?? width
  const left = x + width - covered
  return `position: fixed; z-index: 9; left: ${left}px; top: ${y}px; width: ${covered}px; height: ${height}px`
}

test('a layer that lets clicks through makes the button ask, until the form is shown', async ({
  page,
  stack,
}) => {
  const form = await open(page, stack)
  const before = stack.received.length
  await setStyle(page, form, '#veil', `${LAYER} pointer-events: none; background: #fff`)
  const button = form.frame.locator('button[type="submit"]')
  await pressTwice(button)
  await expectQuestion(page, form)
  expect(stack.received.length).toBe(before)
  await setStyle(page, form, '#veil', '')
  await expect(button).toHaveText('Save card')
  await form.submit()
  await form.expectToken()
  expect((await recordedEvents(page)).filter(({ name }) => name === 'loaderror')).toEqual([])
})

test('a nearly invisible form asks; a second press sends it', async ({ page, stack }) => {
  const form = await open(page, stack)
  await setStyle(page, form, '#capture', 'opacity: 0.02')
  await form.submit()
  await expectQuestion(page, form)
  // Longer than a double click.
  await new Promise((done) => setTimeout(done, 600))
  await form.submit()
  await form.expectToken()
  expect(await warnings(page)).toEqual(['occluded'])
})

for (const [part, css] of [
  ['a third of the form', `${LAYER} bottom: 55%; background: #fff`],
  ['its button', ''],
] as const) {
  test(`asks when ${part} is covered`, async ({ page, stack }) => {
    const form = await open(page, stack)
    await setStyle(page, form, '#veil', css || (await coverOverButton(form)))
    await form.field('recipient_phone').press('Enter')
    await expectQuestion(page, form)
  })
}

test('asks under an opacity of 0.99, because the browser can’t detect a layer over the form', async ({
  page,
  stack,
}) => {
  const form = await open(page, stack)
  await setStyle(page, form, '#capture', 'opacity: 0.99')
  await setStyle(page, form, '#veil', `${LAYER} pointer-events: none; background: #fff`)
  await form.submit()
  await expectQuestion(page, form)
})

test('asks nothing for a chat bubble over a corner', async ({ page, stack }) => {
  const form = await open(page, stack)
  await form.frame.locator('button[type="submit"]').scrollIntoViewIfNeeded()
  await setStyle(page, form, '#veil', `${LAYER} inset: 10px 10px auto auto; width: 60px; height: 60px`)
  await form.field('recipient_phone').press('Enter')
  await form.expectToken()
  expect(await warnings(page)).toEqual([])
})

for (const [what, id, css] of [
  ['an opacity of 0.99', '#capture', 'opacity: 0.99'],
  ['an opacity of 0.9', '#capture', 'opacity: 0.9'],
  ['a shadow', '#capture', 'filter: drop-shadow(0 1px 2px #0006)'],
  ['a slight turn', '#capture', 'transform: rotate(0.1deg)'],
  ['a backdrop filter', '#capture', 'backdrop-filter: blur(4px)'],
  ['a container of notifications', '#veil', `${LAYER} pointer-events: none`],
  [
    'a label over its edge',
    '#veil',
    'position: absolute; top: 0; height: 16px; width: 90px; background: #fff',
  ],
  [
    'a small layer that lets clicks through',
    '#veil',
    `${LAYER} inset: 60px auto auto 60px; width: 80px; height: 30px; background: #000; pointer-events: none`,
  ],
] as const) {
  test(`asks nothing under ${what}`, async ({ page, stack }) => {
    const form = await open(page, stack)
    await page.evaluate(() => {
      scrollTo(0, 0)
    })
    await setStyle(page, form, id, css)
    await form.field('recipient_phone').press('Enter')
    await form.expectToken()
    expect(await warnings(page)).toEqual([])
  })
}

test('asks under a fading filter and under a shadow together', async ({ page, stack }) => {
  const form = await open(page, stack)
  await setStyle(page, form, '#capture', 'filter: drop-shadow(0 1px 2px #0006) opacity(0.05)')
  await form.field('recipient_phone').press('Enter')
  await expectQuestion(page, form)
})

test('asks nothing in a dialog that scrolls below its own header', async ({ page, stack }) => {
  const header =
    '<header style="position: sticky; z-index: 1; top: 0; height: 56px; background: #eee">Card</header>'
  const dialog = 'width: 640px; height: 420px; padding: 0; overflow: auto'
  const form = await open(
    page,
    stack,
    `<dialog style="${dialog}">${header}<div id="capture"></div></dialog>
    <script>document.querySelector('dialog').showModal()</script>`,
  )
  await form.frame.locator('button[type="submit"]').scrollIntoViewIfNeeded()
  await waitForVisibility(form, 'covered')
  await waitUntilJudged(form)
  await form.submit()
  await form.expectToken()
  expect(await warnings(page)).toEqual([])
})

test('a check asks at the button that confirms the address, not at the button before the review', async ({
  page,
  stack,
}) => {
  const { beneficiary_account: _, ...beneficiary } = documentedCheck.beneficiary
  const form = await openEmpty(page, stack, BODY, CHECK)
  await form.fillCheck({ beneficiary })
  const before = stack.received.length
  await setStyle(page, form, '#veil', `${LAYER} pointer-events: none; background: #fff`)
  await form.submit()
  await expect(form.frame.locator('.read-back')).toBeVisible()
  expect(await warnings(page)).toEqual([])
  await form.confirm()
  await expectQuestion(page, form, form.frame.locator('.read-back button').last())
  expect(stack.received.length).toBe(before)
  // Longer than a double click.
  await new Promise((done) => setTimeout(done, 600))
  await form.confirm()
  await form.expectToken()
})

test('the page can’t replace the question’s text', async ({ page, stack }) => {
  const messages = { 'button.covered': 'Continue', 'button.submit': 'Win' }
  const form = await open(page, stack, BODY, { messages })
  await expect(form.frame.locator('button[type="submit"]')).toHaveText('Win')
  await setStyle(page, form, '#veil', LAYER)
  await form.field('recipient_phone').press('Enter')
  await expectQuestion(page, form)
})

test('asks nothing for a chat bubble over the end of the button', async ({ page, stack }) => {
  const form = await open(page, stack)
  await setStyle(page, form, '#veil', await coverOverButton(form, 60))
  await form.submit()
  await form.expectToken()
  expect(await warnings(page)).toEqual([])
})

test('the page’s own submit() sends a covered form', async ({ page, stack }) => {
  const form = await open(page, stack)
  await setStyle(page, form, '#veil', LAYER)
  await page.evaluate(() => (Reflect.get(window, 'capture') as Capture).submit())
  await form.expectToken()
  expect(await warnings(page)).toEqual([])
})

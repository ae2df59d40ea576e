/** A form that its page hides asks once more before it is sent. Only Chromium detects what covers a cross-site frame. */
import type { Page } from '@playwright/test'
import type { Capture } from 'ingo-capture'
import { captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../harness/fixtures.js'
import { recordedEvents, newSession, openHost } from '../harness/hostPage.js'
import type { Stack } from '../harness/stack.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'it has no IntersectionObserver v2')

/** Longer than the form must be hidden, the observer's delay and the page's answer together. */
const HIDDEN_MS = 2000
const QUESTION = 'Show this form fully to continue'
const LAYER = 'position: fixed; z-index: 9; inset: 0;'
type Visibility = 'seen' | 'covered' | 'out of view'

/** Opens a filled form. */
async function open(page: Page, stack: Stack): Promise<CaptureFrame> {
  const given = JSON.stringify({ url: await newSession(stack) })
  await openHost(page, stack, {
    body: '<div id="capture"></div><div id="veil"></div><div style="height: 4000px"></div>',
    script: `listen(window.capture = IngoCapture.create(${given})).mount('#capture')`,
  })
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(sample)
  return form
}

/** Sets the style of an element of the page, and waits until the form knows how long it has been so. */
async function setStyle(page: Page, form: CaptureFrame, id: string, css: string): Promise<void> {
  await page.locator(id).evaluate((element, style) => {
    element.setAttribute('style', style)
  }, css)
  await waitForVisibility(form, css === '' ? 'seen' : 'covered')
  // Nothing signals that the form's own watch has come to a result, so wait in real time.
  if (css !== '') await new Promise((done) => setTimeout(done, HIDDEN_MS))
}

/** Waits until an observer in the frame, beside the form's own, reports this visibility. */
async function waitForVisibility(form: CaptureFrame, expected: Visibility): Promise<void> {
  await form.frame.locator('body').evaluate(
    (body, wanted) =>
      new Promise<void>((resolve) => {
        const options: object = { trackVisibility: true, delay: 100 }
        const observer = new IntersectionObserver((entries) => {
          const { isIntersecting, isVisible } = entries.at(-1) as IntersectionObserverEntry & {
            isVisible: boolean
          }
          if ((isIntersecting ? (isVisible ? 'seen' : 'covered') : 'out of view') !== wanted) return
          observer.disconnect()
          resolve()
        }, options)
        observer.observe(body)
      }),
    expected,
  )
}

/** The style of a layer over the button, or over as many px of its end. */
async function coverOverButton(form: CaptureFrame, part?: number): Promise<string> {
  const button = form.frame.locator('button[type="submit"]')
  await button.scrollIntoViewIfNeeded()
  const { x = 0, y = 0, width = 0, height = 0 } = (await button.boundingBox()) ?? {}
  const covered = part ?? width
  const left = x + width - covered
  return `position: fixed; z-index: 9; left: ${left}px; top: ${y}px; width: ${covered}px; height: ${height}px`
}

async function warnings(page: Page): Promise<string[]> {
  return (await recordedEvents(page)).flatMap(({ name, code }) => (name === 'warning' ? [code] : []))
}

async function expectQuestion(page: Page, form: CaptureFrame): Promise<void> {
  const button = form.frame.locator('button[type="submit"]')
  await expect(button).toHaveText(QUESTION)
  await expect(form.frame.getByRole('status')).toHaveText(QUESTION)
  await expect.poll(() => warnings(page)).toEqual(['occluded'])
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
}

test('a layer that lets clicks through makes the button ask, until the form is shown', async ({
  page,
  stack,
}) => {
  const form = await open(page, stack)
  const before = stack.received.length
  await setStyle(page, form, '#veil', `${LAYER} pointer-events: none; background: #fff`)
  await form.frame.locator('button[type="submit"]').dblclick()
  await expectQuestion(page, form)
  expect(stack.received.length).toBe(before)
  await setStyle(page, form, '#veil', '')
  await expect(form.frame.locator('button[type="submit"]')).toHaveText('Save card')
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

for (const [cover, id, css] of [
  ['a chat bubble over a corner', '#veil', `${LAYER} inset: 10px 10px auto auto; width: 60px; height: 60px`],
  ['an opacity of 0.95', '#capture', 'opacity: 0.95'],
] as const) {
  test(`asks nothing for ${cover}`, async ({ page, stack }) => {
    const form = await open(page, stack)
    await form.frame.locator('button[type="submit"]').scrollIntoViewIfNeeded()
    await setStyle(page, form, id, css)
    await form.field('recipient_phone').press('Enter')
    await form.expectToken()
    expect(await warnings(page)).toEqual([])
  })
}

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

/** A covered form reports `occluded` to the page. Only Chromium detects what covers a cross-site frame. */
import type { Page } from '@playwright/test'
import { captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../harness/fixtures.js'
import { recordedEvents, newSession, openHost } from '../harness/hostPage.js'
import type { Stack } from '../harness/stack.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'it has no IntersectionObserver v2')

const REPORT_DELAY_MS = 10_000
/** The delay of every IntersectionObserver here. */
const OBSERVER_DELAY_MS = 100
const COVER_ALL = 'position: fixed; inset: 0; z-index: 9'
type Visibility = 'seen' | 'covered' | 'out of view'

async function open(page: Page, stack: Stack, options = {}): Promise<CaptureFrame> {
  await page.clock.install()
  const given = JSON.stringify({ url: await newSession(stack), ...options })
  await openHost(page, stack, {
    body: '<div id="capture"></div><div id="veil"></div><div style="height: 4000px"></div>',
    script: `listen(window.capture = IngoCapture.create(${given})).mount('#capture')`,
  })
  const form = captureFrame(page)
  await form.waitReady()
  return form
}

/** Sets the style of an element of the page, then waits until the browser reports this visibility. */
async function setStyle(
  page: Page,
  form: CaptureFrame,
  id: string,
  css: string,
  expected: Visibility,
): Promise<void> {
  await page.locator(id).evaluate((element, style) => {
    element.setAttribute('style', style)
  }, css)
  await waitForVisibility(form, expected)
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

async function loadErrors(page: Page): Promise<string[]> {
  return (await recordedEvents(page)).flatMap(({ name, code }) => (name === 'loaderror' ? [code] : []))
}

/** Waits longer than the report's delay, then for a later message of the frame: earlier ones have arrived by then. */
async function expectNoLoadError(page: Page, form: CaptureFrame): Promise<void> {
  // Nothing signals that the form's own observer has been notified, so wait in real time.
  await new Promise((done) => setTimeout(done, 10 * OBSERVER_DELAY_MS))
  await page.clock.runFor(2 * REPORT_DELAY_MS)
  const focusEvents = async () => (await recordedEvents(page)).filter(({ name }) => name === 'focus').length
  const before = await focusEvents()
  await form.field('account').evaluate((field) => {
    field.blur()
    field.focus({ preventScroll: true })
  })
  await expect.poll(focusEvents).toBeGreaterThan(before)
  expect(await loadErrors(page)).toEqual([])
}

test('reports a transparent layer over the form once, and the form still works', async ({ page, stack }) => {
  const form = await open(page, stack)
  await setStyle(page, form, '#veil', COVER_ALL, 'covered')
  await page.clock.runFor(REPORT_DELAY_MS)
  await expect.poll(() => loadErrors(page)).toEqual(['occluded'])
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
  await setStyle(page, form, '#veil', '', 'seen')
  await setStyle(page, form, '#veil', COVER_ALL, 'covered')
  await page.clock.runFor(2 * REPORT_DELAY_MS)
  await setStyle(page, form, '#veil', '', 'seen')
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect(await loadErrors(page)).toEqual(['occluded'])
})

test('reports a nearly invisible form', async ({ page, stack }) => {
  const form = await open(page, stack)
  await setStyle(page, form, '#capture', 'opacity: 0.02', 'covered')
  await page.clock.runFor(REPORT_DELAY_MS)
  await expect.poll(() => loadErrors(page)).toEqual(['occluded'])
})

test('reports nothing for a visible form, a short cover, a form out of view, or a cover during input', async ({
  page,
  stack,
}) => {
  const form = await open(page, stack, { appearance: { labels: 'floating' } })
  await waitForVisibility(form, 'seen')
  await expectNoLoadError(page, form)
  await setStyle(page, form, '#veil', COVER_ALL, 'covered')
  await page.clock.runFor(REPORT_DELAY_MS / 2)
  await setStyle(page, form, '#veil', '', 'seen')
  await expectNoLoadError(page, form)
  await page.evaluate(() => {
    window.scrollTo(0, 3000)
  })
  await waitForVisibility(form, 'out of view')
  await setStyle(page, form, '#veil', COVER_ALL, 'out of view')
  await expectNoLoadError(page, form)
  await page.evaluate(() => {
    window.scrollTo(0, 0)
  })
  await setStyle(page, form, '#veil', 'position: fixed; inset: 0 0 auto; height: 99px', 'covered')
  await form.field('cvv').press('1')
  await expectNoLoadError(page, form)
})

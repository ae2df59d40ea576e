/** A form that is covered: the page hears of it. Only Chromium tells what lies over a frame of another site. */
import type { Page } from '@playwright/test'
import { captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../harness/fixtures.js'
import { heardOn, newSession, openHost } from '../harness/hostPage.js'
import type { Stack } from '../harness/stack.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'it has no IntersectionObserver v2')

const PATIENCE_MS = 10_000
/** Of every observer here. */
const DELAY_MS = 100
const OVER_ALL = 'position: fixed; inset: 0; z-index: 9'
type Seen = 'seen' | 'covered' | 'out of view'

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

/** Sets the style of what lies over the page, or of the form's place; then waits until the browser says so. */
async function dress(page: Page, form: CaptureFrame, id: string, css: string, seen: Seen): Promise<void> {
  await page.locator(id).evaluate((element, style) => {
    element.setAttribute('style', style)
  }, css)
  await expectSeen(form, seen)
}

/** By an observer beside the form's own. */
async function expectSeen(form: CaptureFrame, seen: Seen): Promise<void> {
  await form.frame.locator('body').evaluate(
    (body, expected) =>
      new Promise<void>((resolve) => {
        const options: object = { trackVisibility: true, delay: 100 }
        const observer = new IntersectionObserver((entries) => {
          const { isIntersecting, isVisible } = entries.at(-1) as IntersectionObserverEntry & {
            isVisible: boolean
          }
          if ((isIntersecting ? (isVisible ? 'seen' : 'covered') : 'out of view') !== expected) return
          observer.disconnect()
          resolve()
        }, options)
        observer.observe(body)
      }),
    seen,
  )
}

async function told(page: Page): Promise<string[]> {
  return (await heardOn(page)).flatMap(({ name, code }) => (name === 'loaderror' ? [code] : []))
}

/** Longer than any patience; then another word from the frame: what it had to say before has come. */
async function expectSilence(page: Page, form: CaptureFrame): Promise<void> {
  // The browser tells each observer at its own pace, and nothing tells when the form's own has been told: only
  // here, and by the real clock, time has to pass.
  await new Promise((done) => setTimeout(done, 10 * DELAY_MS))
  await page.clock.runFor(2 * PATIENCE_MS)
  const words = async () => (await heardOn(page)).filter(({ name }) => name === 'focus').length
  const before = await words()
  await form.field('account').evaluate((field) => {
    field.blur()
    field.focus({ preventScroll: true })
  })
  await expect.poll(words).toBeGreaterThan(before)
  expect(await told(page)).toEqual([])
}

test('told: a transparent layer over the form, once; the form goes on', async ({ page, stack }) => {
  const form = await open(page, stack)
  await dress(page, form, '#veil', OVER_ALL, 'covered')
  await page.clock.runFor(PATIENCE_MS)
  await expect.poll(() => told(page)).toEqual(['occluded'])
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
  await dress(page, form, '#veil', '', 'seen')
  await dress(page, form, '#veil', OVER_ALL, 'covered')
  await page.clock.runFor(2 * PATIENCE_MS)
  await dress(page, form, '#veil', '', 'seen')
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect(await told(page)).toEqual(['occluded'])
})

test('told: a form that is made nearly invisible', async ({ page, stack }) => {
  const form = await open(page, stack)
  await dress(page, form, '#capture', 'opacity: 0.02', 'covered')
  await page.clock.runFor(PATIENCE_MS)
  await expect.poll(() => told(page)).toEqual(['occluded'])
})

test('not told: nothing over it, over it for a moment, out of view, over it while it is used', async ({
  page,
  stack,
}) => {
  const form = await open(page, stack, { appearance: { labels: 'floating' } })
  await expectSeen(form, 'seen')
  await expectSilence(page, form)
  await dress(page, form, '#veil', OVER_ALL, 'covered')
  await page.clock.runFor(PATIENCE_MS / 2)
  await dress(page, form, '#veil', '', 'seen')
  await expectSilence(page, form)
  await page.evaluate(() => {
    window.scrollTo(0, 3000)
  })
  await expectSeen(form, 'out of view')
  await dress(page, form, '#veil', OVER_ALL, 'out of view')
  await expectSilence(page, form)
  await page.evaluate(() => {
    window.scrollTo(0, 0)
  })
  await dress(page, form, '#veil', 'position: fixed; inset: 0 0 auto; height: 99px', 'covered')
  await form.field('cvv').press('1')
  await expectSilence(page, form)
})

/** A form that its page covers, for the specs about the question on its button. */
import type { Locator, Page } from '@playwright/test'
import type { CaptureFrame } from 'ingo-capture/playwright'
import { findForm } from './findForm.js'
import { expect, sample } from './fixtures.js'
import { newSession, openHost, recordedEvents } from './hostPage.js'
import type { Stack } from './stack.js'

/** How long the form must be hidden before it asks, in ms. */
const HIDDEN_MS = 1000
const QUESTION = 'Show this form fully to continue'
/** The style of a layer over the whole window. */
export const LAYER = 'position: fixed; z-index: 9; inset: 0;'
type Visibility = 'seen' | 'covered' | 'out of view'
type Observed = Window & { visibility?: Visibility; reports?: number }

/** A page that scrolls, with the form and an element that can cover it. */
export const BODY = '<div id="capture"></div><div id="veil"></div><div style="height: 4000px"></div>'

/** Opens a form on a page with this body. */
export async function openEmpty(page: Page, stack: Stack, body = BODY, session = {}, options = {}) {
  const given = JSON.stringify({ url: await newSession(stack, session), ...options })
  await page.addInitScript(countReports)
  await openHost(page, stack, {
    body,
    script: `listen(window.capture = IngoCapture.create(${given})).mount('#capture')`,
  })
  const form = findForm(page)
  await form.waitReady()
  await form.frame.locator('body').evaluate(observeVisibility)
  return form
}

/** Opens a filled form. */
export async function open(page: Page, stack: Stack, body = BODY, options = {}): Promise<CaptureFrame> {
  const form = await openEmpty(page, stack, body, {}, options)
  await form.fillCard(sample)
  return form
}

/** Sets the style of an element of the page. If it covers the form, waits until the form has noticed. */
export async function setStyle(page: Page, form: CaptureFrame, id: string, css: string): Promise<void> {
  await page.locator(id).evaluate((element, style) => {
    element.setAttribute('style', style)
  }, css)
  await waitForVisibility(form, css === '' ? 'seen' : 'covered')
  if (css !== '') await waitUntilJudged(form)
}

/**
 * Waits until the form has judged the page as it is now. While the browser reports a cover, the form asks the page several
 * times a second for the elements over it. The first report may be of an earlier state. If the second one shows that the
 * form is hidden, the form asks its question after a second.
 */
export async function waitUntilJudged(form: CaptureFrame): Promise<void> {
  await form.frame.locator('body').evaluate(async (_body, hiddenMs) => {
    const next = async () => {
      const before = (window as Observed).reports
      // Chromium informs an observer only when it paints a frame, so ask for frames.
      while ((window as Observed).reports === before)
        await Promise.race([new Promise(requestAnimationFrame), new Promise((done) => setTimeout(done, 50))])
    }
    await next()
    await next()
    const end = performance.now() + hiddenMs
    do await next()
    while (performance.now() < end)
  }, HIDDEN_MS)
}

/** Counts the page's reports in the frame, each once the form has received it. Runs before the form's scripts. */
function countReports(): void {
  if (window.parent === window) return
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the port as `this`
  const { addEventListener: add } = MessagePort.prototype
  const count = ({ data }: Event & { data?: { methodPath?: string[] } }) => {
    const { reports = 0 } = window as Observed
    if (data?.methodPath?.[0] === 'cover') (window as Observed).reports = reports + 1
  }
  MessagePort.prototype.addEventListener = function (...given: Parameters<typeof add>) {
    add.apply(this, given)
    // Not twice, because it is the same function each time.
    add.call(this, 'message', count)
  }
}

/** Waits until an observer in the frame reports this visibility. */
export async function waitForVisibility(form: CaptureFrame, expected: Visibility): Promise<void> {
  const read = () => form.frame.locator('body').evaluate(() => (window as Observed).visibility)
  await expect.poll(read).toBe(expected)
}

/**
 * Observes the frame's visibility as the form does, and begins at about the same time: Chromium informs an older
 * observer up to a second later than a new one.
 */
function observeVisibility(body: Element): void {
  const options: object = { trackVisibility: true, delay: 100 }
  const observer = new IntersectionObserver((entries) => {
    const { isIntersecting, isVisible } = entries.at(-1) as IntersectionObserverEntry & { isVisible: boolean }
    ;(window as Observed).visibility = isIntersecting ? (isVisible ? 'seen' : 'covered') : 'out of view'
  }, options)
  observer.observe(body)
}

/** A double click whose second press comes right after the first, however long the browser takes for that one. */
export async function pressTwice(button: Locator): Promise<void> {
  await button.evaluate((element: HTMLButtonElement) => {
    const pressAgain = () => {
      element.click()
    }
    element.addEventListener('click', () => setTimeout(pressAgain), { once: true })
  })
  await button.click()
}

/** The codes of the page's warnings so far. */
export async function warnings(page: Page): Promise<string[]> {
  return (await recordedEvents(page)).flatMap(({ name, code }) => (name === 'warning' ? [code] : []))
}

/** Expects that the button shows the question, that a screen reader gets it, and that the page got one warning. */
export async function expectQuestion(
  page: Page,
  form: CaptureFrame,
  button = form.frame.locator('button[type="submit"]'),
): Promise<void> {
  await expect(button).toHaveText(QUESTION)
  await expect(form.frame.getByRole('status')).toHaveText(QUESTION)
  await expect.poll(() => warnings(page)).toEqual(['occluded'])
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
}

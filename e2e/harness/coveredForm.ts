/** A form that its page covers, for the specs about the question on its button. */
import type { Page } from '@playwright/test'
import type { CaptureFrame } from 'ingo-capture/playwright'
import { findForm } from './findForm.js'
import { expect, sample } from './fixtures.js'
import { newSession, openHost, recordedEvents } from './hostPage.js'
import type { Stack } from './stack.js'

/**
 * Longer than the whole wait for the question: the time that the form must be hidden, the observer's
 * delay, and the page's reply.
 */
export const HIDDEN_MS = 2000
const QUESTION = 'Show this form fully to continue'
/** The style of a layer over the whole window. */
export const LAYER = 'position: fixed; z-index: 9; inset: 0;'
type Visibility = 'seen' | 'covered' | 'out of view'
type Observed = Window & { visibility?: Visibility }

/** A page that scrolls, with the form and an element that can cover it. */
export const BODY = '<div id="capture"></div><div id="veil"></div><div style="height: 4000px"></div>'

/** Opens a form on a page with this body. */
export async function openEmpty(page: Page, stack: Stack, body = BODY, session = {}, options = {}) {
  const given = JSON.stringify({ url: await newSession(stack, session), ...options })
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
  // The form's own watch signals no result, so wait in real time.
  if (css !== '') await new Promise((done) => setTimeout(done, HIDDEN_MS))
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

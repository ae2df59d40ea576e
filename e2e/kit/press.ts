import type { Locator } from '@playwright/test'
import { checkTimeout } from './arguments.js'

/** How long to wait, in ms. */
export type Waiting = { timeout?: number | undefined }

/**
 * Presses an element of the page or of the form once its scroll is painted. Playwright scrolls and clicks at once, and until
 * the next frames are painted Chromium delivers the click by the old places: a button below the form loses it to a field.
 */
export async function press(target: Locator, waiting: Waiting = {}): Promise<void> {
  if (typeof (target as Partial<Locator> | undefined)?.evaluate !== 'function') {
    throw new TypeError("press takes a locator: press(page.locator('#pay')).")
  }
  checkTimeout(waiting.timeout)
  // By script: Playwright waits until the element is still, and a frame out of sight may paint nothing for seconds.
  await target.evaluate(
    (element) => {
      element.scrollIntoView({ block: 'center', behavior: 'instant' })
    },
    undefined,
    waiting,
  )
  await target.page().evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve))
      }),
  )
  await target.click(waiting)
}

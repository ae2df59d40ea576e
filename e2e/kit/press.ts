import type { Locator } from '@playwright/test'
import { checkTimeout } from './arguments.js'

/** How long to wait, in ms. */
export type Waiting = { timeout?: number | undefined }

/**
 * Presses an element of the page or of the form once its scroll is painted. Playwright clicks right after it
 * scrolls. Until the next frames are painted, Chromium uses the old places, so that a click on a button below
 * the form hits a field.
 */
export async function press(target: Locator, waiting: Waiting = {}): Promise<void> {
  if (typeof (target as Partial<Locator> | undefined)?.evaluate !== 'function') {
    throw new TypeError("press takes a locator: press(page.locator('#pay')).")
  }
  checkTimeout(waiting.timeout)
  // Scrolls by a script. Playwright would wait until the element is still, but an invisible frame may
  // paint nothing for seconds.
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

/** Records the heights of the form's frame. A single height means that the page never moved. */
import type { Page } from '@playwright/test'

/** Records from the next navigation on; the result returns the heights so far. */
export async function recordFrameHeights(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const heights = new Set<string>()
    new MutationObserver(() => {
      const frame = document.querySelector('iframe')
      if (frame) heights.add(frame.style.height)
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['style'] })
    Object.assign(window, { heights })
  })
  return () => page.evaluate(() => [...(Reflect.get(window, 'heights') as Set<string>)])
}

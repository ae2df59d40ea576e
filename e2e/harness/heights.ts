/** Every height that the frame has had on its page since the navigation: one, if nothing jumped. */
import type { Page } from '@playwright/test'

export async function watchHeights(page: Page): Promise<() => Promise<string[]>> {
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

import type { Page } from '@playwright/test'

/** A screenshot of the page as JPEG. Typed values and tokens are covered. */
export async function takeScreenshot(page: Page, tokens: string[]): Promise<Buffer> {
  const typed = page.frames().map((frame) => frame.locator('input, select, textarea'))
  return page.screenshot({
    type: 'jpeg',
    quality: 60,
    mask: [...typed, ...tokens.map((token) => page.getByText(token))],
    maskColor: '#8a8f98',
    animations: 'disabled',
    timeout: 10_000,
  })
}

import type { Page } from '@playwright/test'

/** A picture of the page as JPEG, in which what was typed and the tokens are covered. */
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

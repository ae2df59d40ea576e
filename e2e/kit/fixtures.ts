import type { Fixtures, Locator, PlaywrightTestArgs } from '@playwright/test'
import { captureFrame, type CaptureFrame } from './captureFrame.js'

export type CaptureFixtures = {
  /** The page's capture. It records tokens from the start of the test. */
  capture: CaptureFrame
  /** The capture's selector or locator, for a page with several: `test.use({ captureTarget: '#payout' })`. */
  captureTarget: string | Locator | undefined
}

/** For your own `test`: `export const test = base.extend(captureFixtures)`. */
export const captureFixtures: Fixtures<CaptureFixtures, object, PlaywrightTestArgs> = {
  captureTarget: [undefined, { option: true }],
  capture: async ({ page, captureTarget }, use) => use(captureFrame(page, captureTarget)),
}

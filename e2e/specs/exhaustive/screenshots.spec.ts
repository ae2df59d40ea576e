/**
 * Compares the form's most important states with the pictures in `e2e/screenshots`, at 360 px on the demo's
 * page of all states. After an intended change: `npm run test:exhaustive -- screenshots --update-snapshots`,
 * and look at each picture.
 */
import { existsSync } from 'node:fs'
import { debian } from '../../engines/browsers.js'
import { expect, test } from '../../harness/fixtures.js'

test.skip(
  ({ browserName }) => browserName !== 'chromium' || !existsSync(debian.chromium),
  'the pictures are made with Debian’s Chromium and its font',
)

/** The forms of this page are on the page's own origin, so their sandbox does not separate them. */
const SAME_ORIGIN = /can escape its sandboxing/
test.beforeEach(({ expectedErrors }) => {
  expectedErrors.push(SAME_ORIGIN)
})

/** A dependency of Debian's Chromium. */
const FONT = 'DejaVu Sans'

/** State, theme, and the language if it is not English. Each picture shows something that no other picture does. */
const pictures: [state: string, look: string, locale?: string][] = [
  ['empty', 'default'],
  ['filled', 'flat'],
  ['focus', 'none'],
  ['focus-invalid', 'default'],
  ['missing', 'night', 'ar'],
  ['invalid', 'none-dark', 'de'],
  ['declined', 'flat-dark', 'de'],
  ['not-payable', 'default', 'ru'],
  ['promises', 'default'],
  ['readonly', 'default-dark', 'fa'],
  ['success', 'default'],
  ['exhausted', 'night'],
  ['expired', 'default'],
  ['restart', 'flat-dark', 'fr'],
  ['review', 'none', 'ar'],
  ['conflict', 'flat'],
  ['closed', 'default'],
  ['check', 'default', 'fi'],
  ['check-review', 'flat-dark'],
]

for (const [state, look, locale = 'en'] of pictures) {
  test(`${state}, ${look}, ${locale}`, async ({ page, stack }) => {
    await page.setViewportSize({ width: 700, height: 1400 })
    await page.goto(`${stack.shop}/states?${new URLSearchParams({ state, look, locale, width: '360' })}`)
    const cell = page.locator('figure')
    await expect(cell).toHaveAttribute('data-shown', 'true')
    // A fixed font, because the system's font differs between machines.
    await cell
      .frameLocator('iframe')
      .locator('html')
      .evaluate((html, font) => {
        html.style.setProperty('--font-typed', font)
        html.style.setProperty('--font-family', font)
      }, FONT)
    await expect(cell.locator('.ground')).toHaveScreenshot(`${state}-${look}-${locale}.png`)
  })
}

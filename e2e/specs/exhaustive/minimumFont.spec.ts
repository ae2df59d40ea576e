/** The cardholder's browser has a smallest font size, a setting for weak eyes. */
import { installedProjects } from '../../engines/browsers.js'
import { expect, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

const [chromium] = installedProjects('chromium')
const { launchOptions = {} } = chromium?.use ?? {}
// The largest that Chromium's settings offer.
const setting = '--blink-settings=minimumFontSize=24'

test.use({ launchOptions: { ...launchOptions, args: [...(launchOptions.args ?? []), setting] } })
test.skip(({ browserName }) => browserName !== 'chromium', 'the setting is a switch of Chromium’s')

for (const appearance of [{}, { layout: 'spacious' }] as const) {
  test(`shows labels and errors whole, ${JSON.stringify(appearance)}`, async ({ page, stack }) => {
    await page.setViewportSize({ width: 360, height: 900 })
    const form = await openForm(page, stack, {}, { appearance })
    const texts = form.frame.locator('label, .note span')
    const findCut = () =>
      texts.evaluateAll((all) =>
        all
          .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
          .map(({ textContent }) => textContent),
      )
    await expect(texts.first()).toHaveText('Card number')
    await form.submit()
    await expect(form.frame.getByText('Enter your card number.')).toBeVisible()
    await expect.poll(findCut).toEqual([])
  })
}

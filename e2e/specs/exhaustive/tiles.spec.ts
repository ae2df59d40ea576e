/** The choice between payment methods fits into the space that is reserved for it. */
import type { AccountType } from '../../../contract/session.js'
import { languages } from '../../../contract/languages.js'
import { methods as english } from '../../../widget/frame/i18n/en/methods.js'
import { loadMessages } from '../../../widget/frame/i18n/load.js'
import type { Translation } from '../../../widget/frame/i18n/translation.js'
import { expect, test } from '../../harness/fixtures.js'
import { recordFrameHeights } from '../../harness/frameHeights.js'
import { documentedOpenBanking } from '../../harness/ingoSamples.js'
import { resizeWindow } from '../../harness/measureLayout.js'
import { openForm } from '../../harness/openForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'a layout by widths of text')

/** Without a Khmer font, the width of its placeholder boxes means nothing. */
const drawn = languages.filter((language) => language !== 'km')

for (const [account_types, widths] of [
  [
    ['card', 'check'],
    [320, 539, 540, 639, 640],
  ],
  [
    ['card', 'check', 'open-banking'],
    [320, 600, 799, 800, 1280],
  ],
] satisfies [AccountType[], number[]][]) {
  test(`${account_types.join()}: fit into their space in every language, on both sides of each breakpoint`, async ({
    page,
    stack,
  }) => {
    const texts = await Promise.all(
      drawn.map(async (language) => {
        const { methods }: Translation = { ...english, ...(await loadMessages(language)) }
        const types = ['card', 'check', 'open-banking'] as const
        return {
          language,
          legend: methods.legend,
          names: types.map((type) => methods[type]),
          notes: types.map((type) => methods.note[type]),
        }
      }),
    )
    const heights = await recordFrameHeights(page)
    await page.setViewportSize({ width: 700, height: 900 })
    const form = await openForm(page, stack, {
      account_types,
      check: { beneficiary_account: '3000000038' },
      ...(account_types.length > 2 && { open_banking: documentedOpenBanking }),
    })
    // The SDK has reserved this height.
    expect(await heights()).toHaveLength(1)
    const place = form.frame.locator('.methods')
    for (const width of widths) {
      await resizeWindow(page, form, width)
      const outgrown = await place.evaluate((section, all) => {
        const set = (selector: string, list: string[]) => {
          for (const [index, element] of section.querySelectorAll(selector).entries())
            element.textContent = list[index] ?? ''
        }
        return all
          .filter(({ legend, names, notes }) => {
            set('legend', [legend])
            set('[id$=name]', names)
            set('small', notes)
            const { minHeight, height } = getComputedStyle(section)
            return height !== minHeight
          })
          .map(({ language }) => language)
      }, texts)
      expect(outgrown, `${width} px`).toEqual([])
    }
    // A cardholder may set a larger text spacing (WCAG 1.4.12), which needs more space. The card's
    // heading keeps its distance.
    const distance = await place.evaluate((section) => {
      const [legend, options] = section.querySelectorAll('legend, .options')
      if (legend) legend.textContent = 'How would you like to be paid? '.repeat(20)
      return section.getBoundingClientRect().bottom - (options?.getBoundingClientRect().bottom ?? NaN)
    })
    expect(distance).toBeGreaterThanOrEqual(20)
  })
}

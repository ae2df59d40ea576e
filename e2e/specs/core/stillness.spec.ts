/** Hydration moves nothing on the page or in the form. */
import type { CardField } from 'ingo-capture/playwright'
import type { SessionInput } from 'ingo-capture/backend'
import { expect, test } from '../../harness/fixtures.js'
import { recordFrameHeights } from '../../harness/frameHeights.js'
import { documentedOpenBanking as open_banking } from '../../harness/ingoSamples.js'
import { openUnhydrated } from '../../harness/unhydratedForm.js'

const recipient = {
  recipient_first_name: 'Alex',
  recipient_business_name: 'Rivera',
  recipient_zip: '00000',
}
const check = { beneficiary_account: '3000000038', beneficiary: { beneficiary_city: 'Rivera' } }
for (const [name, width, session, known] of [
  ['a card', 360, { recipient, accepted_brands: ['visa'] }, 'recipient_business_name'],
  ['a card', 1280, { recipient, accepted_brands: ['visa'] }, 'recipient_business_name'],
  ['a check', 360, { account_types: ['check'], check }, 'beneficiary_city'],
  [
    'a choice that begins with a card',
    300,
    { account_types: ['card', 'check'], recipient, check },
    'recipient_business_name',
  ],
  [
    'a choice of three',
    600,
    { account_types: ['card', 'check', 'open-banking'], recipient, check, open_banking },
    'recipient_business_name',
  ],
  ['a choice that begins with a check', 360, { account_types: ['check', 'card'], check }, 'beneficiary_city'],
  ['a choice that begins with a check', 768, { account_types: ['check', 'card'], check }, 'beneficiary_city'],
] satisfies [string, number, Partial<SessionInput>, CardField][]) {
  test(`nothing moves when the form hydrates and its session opens: ${name}, ${width} px`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize({ width, height: 1400 })
    const heights = await recordFrameHeights(page)
    const form = await openUnhydrated(page, stack, session)
    const boxes = () =>
      form.frame
        .locator('form :is(label, .control, input:not([aria-hidden]), select, button, h2)')
        .evaluateAll((elements) =>
          elements.map((element) => {
            const { x, y, width: wide, height } = element.getBoundingClientRect()
            return [element.id || element.textContent, x, y, wide, height]
          }),
        )
    await expect(form.field(known)).toBeVisible()
    const before = await boxes()
    expect(before.length).toBeGreaterThan(28)
    await form.hydrate()
    await expect(form.field(known)).toHaveValue('Rivera')
    await expect(form.frame.locator('html')).toHaveAttribute('data-scheme')
    expect(await boxes()).toEqual(before)
    expect(await heights()).toHaveLength(1)
  })
}

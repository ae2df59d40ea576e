import { expect, expiration_date, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

const TEN_YEARS = 10 * 366 * 86_400_000
const annotation = { type: 'behaviour', description: 'expiry-clock' }

for (const [wrong, offset] of [
  ['ahead', TEN_YEARS],
  ['behind', -TEN_YEARS],
] as const) {
  test(
    `with a device clock ten years ${wrong}: accepts a valid expiry and rejects an expired one`,
    {
      annotation,
    },
    async ({ page, stack }) => {
      await page.clock.setFixedTime(Date.now() + offset)
      const form = await openForm(page, stack)
      const expiry = form.field('expiration_date')
      await expiry.fill(`${expiration_date.slice(2)}/${expiration_date.slice(0, 2)}`)
      await expiry.blur()
      await expect(expiry).toHaveAttribute('aria-invalid', 'false')
      await expiry.fill('12/19')
      await expect(expiry).toHaveAttribute('aria-invalid', 'true')
    },
  )
}

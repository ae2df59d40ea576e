/** A page whose `renew` gives no session that can replace the ended one. */
import { expect, sample, test } from '../../harness/fixtures.js'
import { openRenewable, sleep, type Way } from '../../harness/renewable.js'

const refused: [Way, RegExp | undefined][] = [
  ['reject', undefined],
  ['null', undefined],
  ['number', /"renew" .+ is not an absolute URL/],
  ['truncate', /"renew" .+ is missing the part after #/],
  ['otherMerchant', /"renew" .+ of another merchant/],
  ['otherForm', /"renew" .+ for another form/],
  ['same', undefined],
]

for (const [way, message] of refused) {
  test(`ends once with expired if the page gives no session that can take its place, and says why: ${way}`, async ({
    page,
    stack,
  }) => {
    const form = await openRenewable(page, stack, way)
    await sleep(page, 31)
    await expect.poll(() => form.count('expired')).toBe(1)
    await sleep(page, 1)
    expect(await form.count('expired')).toBe(1)
    const [error] = (await form.events()).filter(({ name }) => name === 'error')
    if (message) expect(error?.message).toMatch(message)
    else expect(error).toBeUndefined()
    await form.expectError({ code: 'session_expired' })
  })
}

test('an expired form asks the page once more when the cardholder starts again', async ({ page, stack }) => {
  const form = await openRenewable(page, stack, 'rejectAtFirst')
  await form.fillCard({ account: sample.account })
  await sleep(page, 31)
  const panel = form.frame.getByRole('region', { name: 'Time is up' })
  await expect(panel).toContainText('What you entered was removed for your security.')
  const start = panel.getByRole('button', { name: 'Start again' })
  await start.click()
  await expect(panel).toContainText('Please reload the page.')
  await form.give()
  await start.click()
  await expect(form.field('account')).toHaveValue('')
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect(await form.status(form.ids.length - 1)).toBe('tokenized')
})

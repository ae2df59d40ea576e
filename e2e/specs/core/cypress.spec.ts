/** The form under Cypress, whose proxy rewrites scripts so that a page in a frame takes itself for the top page. */
import { captureFrame } from 'ingo-capture/playwright'
import { rewriteForCypress } from '../../harness/cypressRewrite.js'
import { expect, sample, test } from '../../harness/fixtures.js'

test.skip(
  ({ browserName }) => browserName !== 'chromium',
  'Cypress rewrites scripts alike for every engine; Firefox’s driver rejects a navigation that is answered with 404',
)

test('works while Cypress rewrites each comparison of a window with its parent', async ({ page, stack }) => {
  const rewritten = {
    'window.parent===window': 'window.self===window',
    'self!==window.top': 'self!==window.self',
  }
  for (const [before, after] of Object.entries(rewritten)) expect(rewriteForCypress(before)).toBe(after)
  let scripts = 0
  await page.route(/\/frame\/|\.js$/, async (route) => {
    const response = await route.fetch()
    scripts++
    await route.fulfill({ response, body: rewriteForCypress(await response.text()) })
  })
  await page.goto(stack.shop)
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(sample)
  await form.submit()
  expect(await form.expectToken()).toMatchObject({ account_type: 'card' })
  expect(scripts).toBeGreaterThan(2)
})

test('a form that is opened without a page says so, even if its scripts are rewritten', async ({
  page,
  stack,
}) => {
  await page.goto(stack.shop)
  const address = await page.locator('iframe').first().getAttribute('src')
  await page.route(/\/frame\//, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: rewriteForCypress(await response.text()) })
  })
  await page.goto(String(address).split('#')[0] ?? '')
  await expect(page.locator('body')).toContainText('This form works only inside the page it belongs to')
})

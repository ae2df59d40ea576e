/** The form's network requests: few with a cold cache, none with a warm one. */
import type { Frame, Page } from '@playwright/test'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../../harness/fixtures.js'
import { mountForm, newSession, openHost } from '../../harness/hostPage.js'

function childFrame(page: Page): Frame {
  const [frame] = page.mainFrame().childFrames()
  if (!frame) throw new Error('There is no frame.')
  return frame
}

/** Paths of the frame's resources that came over the network, in the browser's order. */
function fetchedPaths(page: Page): Promise<string[]> {
  return childFrame(page).evaluate(() => {
    const entries = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
    return (
      (entries as PerformanceResourceTiming[])
        // Without the chunks that load after the form, for which nothing waits: its guard, its endings, its renewal,
        // the funnel and the parts of the expiration date.
        .filter(
          ({ transferSize, name }) =>
            transferSize > 0 && !/\/v1\/|watchCover|endings|renewSession|funnel|expiryParts/.test(name),
        )
        .map(({ name }) => new URL(name).pathname.replace(/-[\w-]{8}\.js$/, '.js'))
    )
  })
}

test('takes two requests with a cold cache, and none for a second form', async ({ page, stack }) => {
  await openHost(page, stack, {})
  await mountForm(page, await newSession(stack))
  await captureFrame(page).waitReady()
  expect(await fetchedPaths(page)).toEqual(['/frame/demo', '/frame/assets/index.js'])
  await mountForm(page, await newSession(stack))
  await captureFrame(page).waitReady()
  expect(await fetchedPaths(page)).toEqual([])
})

test('takes three requests for a check form, and the check’s chunk does not wait for the script', async ({
  page,
  stack,
}) => {
  // The script loads only once the check's chunk has been requested.
  const requested = page.waitForRequest(/\/assets\/methods-/)
  await page.route(/\/assets\/index-/, async (route) => {
    await requested
    await route.fallback()
  })
  const check = { beneficiary_account: '3000000038' }
  await openHost(page, stack, {})
  await mountForm(page, await newSession(stack, { account_types: ['check'], check }))
  await captureFrame(page).waitReady()
  const scripts = ['/frame/assets/index.js', '/frame/assets/methods.js']
  expect((await fetchedPaths(page)).sort()).toEqual([...scripts, '/frame/demo'])
})

test('takes no request after preload(), which removes its frame', async ({ page, stack }) => {
  const warmed = page.waitForEvent('requestfinished', (request) => /assets\/index-/.test(request.url()))
  await openHost(page, stack, { script: `IngoCapture.preload('${stack.capture}')` })
  await warmed
  await expect(page.locator('iframe')).toBeHidden()
  await mountForm(page, await newSession(stack))
  await captureFrame(page).waitReady()
  await expect(page.locator('iframe')).toHaveCount(1)
  expect(await fetchedPaths(page)).toEqual([])
})

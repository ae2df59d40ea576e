/** What a form asks the network for: little when it comes for the first time, nothing when it comes again. */
import type { Frame, Page } from '@playwright/test'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../harness/fixtures.js'
import { mount } from '../harness/held.js'
import { newSession, openHost } from '../harness/hostPage.js'

function frameOf(page: Page): Frame {
  const [frame] = page.mainFrame().childFrames()
  if (!frame) throw new Error('There is no frame.')
  return frame
}

/** What of the frame came over the network, by name; in the order of the browser's own account. */
function fetchedBy(page: Page): Promise<string[]> {
  return frameOf(page).evaluate(() => {
    const entries = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
    return (entries as PerformanceResourceTiming[])
      .filter(({ transferSize, name }) => transferSize > 0 && !name.includes('/v1/'))
      .map(({ name }) => new URL(name).pathname.replace(/-[\w-]{8}\.js$/, '.js'))
  })
}

test('cold it takes two requests, and a second form none before it can be typed into', async ({
  page,
  stack,
}) => {
  await openHost(page, stack, {})
  await mount(page, await newSession(stack))
  await captureFrame(page).waitReady()
  expect(await fetchedBy(page)).toEqual(['/frame/demo', '/frame/assets/index.js'])
  await mount(page, await newSession(stack))
  await captureFrame(page).waitReady()
  expect(await fetchedBy(page)).toEqual([])
})

test('a form that begins with a check takes three, none of which waits for the script', async ({
  page,
  stack,
}) => {
  // Its chunk is asked for while the script has not come.
  const asked = page.waitForRequest(/\/assets\/methods-/)
  await page.route(/\/assets\/index-/, async (route) => {
    await asked
    await route.fallback()
  })
  const check = { beneficiary_account: '3000000038' }
  await openHost(page, stack, {})
  await mount(page, await newSession(stack, { account_types: ['check'], check }))
  await captureFrame(page).waitReady()
  const scripts = ['/frame/assets/index.js', '/frame/assets/methods.js']
  expect((await fetchedBy(page)).sort()).toEqual([...scripts, '/frame/demo'])
})

test('after preload() the first form takes none either, and what warmed it up is gone', async ({
  page,
  stack,
}) => {
  const warmed = page.waitForEvent('requestfinished', (request) => /assets\/index-/.test(request.url()))
  await openHost(page, stack, { script: `IngoCapture.preload('${stack.capture}')` })
  await warmed
  await expect(page.locator('iframe')).toBeHidden()
  await mount(page, await newSession(stack))
  await captureFrame(page).waitReady()
  await expect(page.locator('iframe')).toHaveCount(1)
  expect(await fetchedBy(page)).toEqual([])
})

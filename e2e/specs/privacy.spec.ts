import type { Frame, Page } from '@playwright/test'
import { captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../harness/fixtures.js'
import { openForm } from '../harness/openForm.js'

/** The frame's document, for what no locator can tell. */
function frameOf(page: Page): Frame {
  const [frame] = page.mainFrame().childFrames()
  if (!frame) throw new Error('There is no frame.')
  return frame
}

async function expectEmpty(form: CaptureFrame): Promise<void> {
  await expect(form.field('account')).toBeVisible()
  for (const input of await form.frame.locator('input, select').all()) await expect(input).toHaveValue('')
}

/** Notes in every document who as much as touches a place that outlives it: a frame may not be let in there. */
function watchStores(): void {
  const touched: string[] = []
  Object.assign(window, { touched })
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel']) {
    Object.defineProperty(window, name, { get: () => void touched.push(name) })
  }
  const cookie = { get: () => '', set: () => void touched.push('cookie') }
  Object.defineProperty(Document.prototype, 'cookie', cookie)
}

test('no value attribute ever holds what is typed, and success leaves no field', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  const inputs = await form.frame.locator('input').all()
  expect(inputs.length).toBeGreaterThan(9)
  for (const input of inputs) {
    await expect(input).not.toHaveValue('')
    expect(await input.getAttribute('value')).toBeNull()
  }
  await expect(form.frame.locator('option[selected]')).toHaveCount(0)
  await form.submit()
  await form.expectToken()
  await expect(form.frame.locator('input, select, textarea')).toHaveCount(0)
})

test('nothing is stored, at either origin, and no channel is opened', async ({ page, stack }) => {
  await page.addInitScript(watchStores)
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  for (const frame of [page.mainFrame(), frameOf(page)]) {
    expect(await frame.evaluate(() => Reflect.get(window, 'touched') as unknown)).toEqual([])
    // It would have been noticed.
    expect(await frame.evaluate(() => [localStorage, Reflect.get(window, 'touched') as unknown])).toEqual([
      undefined,
      ['localStorage'],
    ])
  }
  expect(await page.context().cookies()).toEqual([])
})

test('the session is gone from the frame’s address and history', async ({ page, stack }) => {
  await openForm(page, stack)
  const seen = await frameOf(page).evaluate(() => ({
    hash: location.hash,
    url: document.URL,
    length: history.length,
    state: history.state as unknown,
  }))
  expect(seen).toMatchObject({ hash: '', state: null })
  expect(seen.url).not.toContain('#')
  expect(frameOf(page).url()).not.toContain('#')
})

test('whoever comes back finds empty fields', async ({ page, stack }) => {
  await page.goto(stack.shop)
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(sample)
  await page.goto(`${stack.shop}/icon.svg`)
  await page.goBack()
  await form.waitReady()
  await expectEmpty(form)
})

test('a page that the browser kept alive has empty fields too', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  // What the browser does to a page that it puts aside, and takes out again.
  await frameOf(page).evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await expectEmpty(form)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
})

import type { Frame, Page } from '@playwright/test'
import type { CaptureFrame } from 'ingo-capture/playwright'
import { findForm } from '../../harness/findForm.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

/** The frame, for reads that a locator can't do. */
function childFrame(page: Page): Frame {
  const [frame] = page.mainFrame().childFrames()
  if (!frame) throw new Error('There is no frame.')
  return frame
}

async function expectEmpty(form: CaptureFrame): Promise<void> {
  await expect(form.field('account')).toBeVisible()
  for (const input of await form.frame.locator('input, select').all()) await expect(input).toHaveValue('')
}

/** Records, in every document, each access to a storage that outlives the document. */
function recordStorageAccess(): void {
  const touched: string[] = []
  Object.assign(window, { touched })
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel']) {
    Object.defineProperty(window, name, { get: () => void touched.push(name) })
  }
  const cookie = { get: () => '', set: () => void touched.push('cookie') }
  Object.defineProperty(Document.prototype, 'cookie', cookie)
}

test('no value attribute holds what is typed, and success removes all fields', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  const inputs = await form.frame.locator('input:not([aria-hidden])').all()
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

test('stores nothing at either origin and opens no channel', async ({ page, stack }) => {
  await page.addInitScript(recordStorageAccess)
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  for (const frame of [page.mainFrame(), childFrame(page)]) {
    expect(await frame.evaluate(() => Reflect.get(window, 'touched') as unknown)).toEqual([])
    // Shows that the recorder works: it notices an access.
    expect(await frame.evaluate(() => [localStorage, Reflect.get(window, 'touched') as unknown])).toEqual([
      undefined,
      ['localStorage'],
    ])
  }
  expect(await page.context().cookies()).toEqual([])
})

test('removes the session from the frame’s URL and history', async ({ page, stack }) => {
  await openForm(page, stack)
  const seen = await childFrame(page).evaluate(() => ({
    hash: location.hash,
    url: document.URL,
    length: history.length,
    state: history.state as unknown,
  }))
  expect(seen).toMatchObject({ hash: '', state: null })
  expect(seen.url).not.toContain('#')
  expect(childFrame(page).url()).not.toContain('#')
})

test('fields are empty after navigating back', async ({ page, stack }) => {
  await page.goto(stack.shop)
  const form = findForm(page)
  await form.waitReady()
  await form.fillCard(sample)
  await page.goto(`${stack.shop}/icon.svg`)
  await page.goBack()
  await form.waitReady()
  await expectEmpty(form)
})

test('fields are empty after a return from the back/forward cache', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  // The events of a page that enters and leaves the back/forward cache.
  await childFrame(page).evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
  await expectEmpty(form)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
})

/** Single-page apps mount and unmount for hours, so unmounting must not leak. */
import type { CDPSession, Page } from '@playwright/test'
import { findForm } from '../../harness/findForm.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { mountForm, newSession, openHost } from '../../harness/hostPage.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'only Chromium counts what a page holds')

/** Counts the page's pending timers and open ports. */
const COUNT_RESOURCES = `
window.resources = { timers: new Set(), ports: new Set() }
const { setTimeout: set, clearTimeout: clear } = window
window.setTimeout = (call, ...rest) => {
  const id = set((...given) => { resources.timers.delete(id); call(...given) }, ...rest)
  resources.timers.add(id)
  return id
}
window.clearTimeout = (id) => { resources.timers.delete(id); clear(id) }
const { start, close } = MessagePort.prototype
MessagePort.prototype.start = function () { resources.ports.add(this); start.call(this) }
MessagePort.prototype.close = function () { resources.ports.delete(this); close.call(this) }
`

/** Mounts and destroys captures, every twentieth once it is ready. Resolves to the events that fired after a destroy. */
function mountRepeatedly(page: Page, url: string, times: number): Promise<string[]> {
  return page.evaluate(
    async ([session, count]) => {
      const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
      const late: string[] = []
      for (let turn = 0; turn < count; turn += 1) {
        const capture = IngoCapture.create({ url: session })
        let destroyed = false
        for (const name of ['ready', 'change', 'error', 'loaderror', 'resize'] as const) {
          capture.on(name, () => {
            if (destroyed) late.push(name)
          })
        }
        const ready = new Promise<void>((resolve) => {
          capture.on('ready', () => {
            resolve()
          })
        })
        capture.mount('#capture')
        if (turn % 20 === 0) await ready
        capture.destroy()
        destroyed = true
      }
      return late
    },
    [url, times] as const,
  )
}

async function countResources(page: Page, cdp: CDPSession) {
  await cdp.send('HeapProfiler.collectGarbage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const counted = ['Documents', 'Frames', 'JSEventListeners', 'Nodes']
  const own = await page.evaluate(() => {
    const resources = Reflect.get(window, 'resources') as Record<'timers' | 'ports', Set<unknown>>
    return { timers: resources.timers.size, ports: resources.ports.size, frames: window.length }
  })
  return {
    ...Object.fromEntries(
      metrics.filter(({ name }) => counted.includes(name)).map(({ name, value }) => [name, value]),
    ),
    ...own,
  }
}

test('leaves no listener, frame, port or timer after 200 mounts, and fires no late event', async ({
  page,
  stack,
}) => {
  // A busy machine takes a second for each frame.
  test.slow()
  const url = await newSession(stack)
  await page.addInitScript({ content: `if (window.parent === window) {${COUNT_RESOURCES}}` })
  await openHost(page, stack, {})
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  // Warm up first: compiled code and the like stay allocated.
  await mountRepeatedly(page, url, 21)
  const before = await countResources(page, cdp)
  expect(before).toMatchObject({ timers: 0, ports: 0, frames: 0 })
  expect(await mountRepeatedly(page, url, 200)).toEqual([])
  await expect.poll(() => countResources(page, cdp)).toEqual(before)
})

test('mounts one form into a clone of its host, as in Turbo’s cache', async ({ page, stack }) => {
  await openHost(page, stack, {})
  await mountForm(page, await newSession(stack))
  const form = findForm(page, '#capture')
  await form.waitReady()
  await page.evaluate(() => {
    const host = document.querySelector('#capture')
    host?.replaceWith(host.cloneNode(true))
  })
  // Turbo has dropped the old page, and with it the script that mounted the first form.
  await page.evaluate(
    (url) => {
      const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
      IngoCapture.create({ url }).mount('#capture')
    },
    await newSession(stack),
  )
  await form.waitReady()
  await expect(page.locator('iframe')).toHaveCount(1)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
})

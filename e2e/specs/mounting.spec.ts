/** Single-page apps mount and unmount for hours: nothing may be left of it. */
import type { CDPSession, Page } from '@playwright/test'
import { expect, test } from '../harness/fixtures.js'
import { newSession, openHost } from '../harness/hostPage.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'only Chromium counts what a page holds')

/** Timers that wait and ports that are open, as the page itself uses them. */
const COUNTING = `
window.held = { timers: new Set(), ports: new Set() }
const { setTimeout: set, clearTimeout: clear } = window
window.setTimeout = (call, ...rest) => {
  const id = set((...given) => { held.timers.delete(id); call(...given) }, ...rest)
  held.timers.add(id)
  return id
}
window.clearTimeout = (id) => { held.timers.delete(id); clear(id) }
const { start, close } = MessagePort.prototype
MessagePort.prototype.start = function () { held.ports.add(this); start.call(this) }
MessagePort.prototype.close = function () { held.ports.delete(this); close.call(this) }
`

/** Mounts and destroys so many captures, every twentieth once it is ready; resolves to what fired too late. */
function mountOften(page: Page, url: string, times: number): Promise<string[]> {
  return page.evaluate(
    async ([session, count]) => {
      const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
      const late: string[] = []
      for (let turn = 0; turn < count; turn += 1) {
        const capture = IngoCapture.create({ url: session })
        let over = false
        for (const name of ['ready', 'change', 'error', 'loaderror', 'resize'] as const) {
          capture.on(name, () => {
            if (over) late.push(name)
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
        over = true
      }
      return late
    },
    [url, times] as const,
  )
}

async function holdings(page: Page, cdp: CDPSession) {
  await cdp.send('HeapProfiler.collectGarbage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const counted = ['Documents', 'Frames', 'JSEventListeners', 'Nodes']
  const own = await page.evaluate(() => {
    const held = Reflect.get(window, 'held') as Record<'timers' | 'ports', Set<unknown>>
    return { timers: held.timers.size, ports: held.ports.size, frames: window.length }
  })
  return {
    ...Object.fromEntries(
      metrics.filter(({ name }) => counted.includes(name)).map(({ name, value }) => [name, value]),
    ),
    ...own,
  }
}

test('after 200 mounts and unmounts no listener, frame, port or timer is left, and nothing fires late', async ({
  page,
  stack,
}) => {
  const url = await newSession(stack)
  await page.addInitScript({ content: `if (window.parent === window) {${COUNTING}}` })
  await openHost(page, stack, {})
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  // What is made once and kept, such as compiled code, is made now.
  await mountOften(page, url, 21)
  const before = await holdings(page, cdp)
  expect(before).toMatchObject({ timers: 0, ports: 0, frames: 0 })
  expect(await mountOften(page, url, 200)).toEqual([])
  await expect.poll(() => holdings(page, cdp)).toEqual(before)
})

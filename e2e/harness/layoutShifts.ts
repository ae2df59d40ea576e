/** The layout shifts of the host page, as Chromium reports them and web vitals count them. */
import { expect, type Page } from '@playwright/test'

/** `at`: on the clock of the page's `performance.now()`. `hadRecentInput`: web vitals don't count it. */
export type Shift = { value: number; at: number; hadRecentInput: boolean }

/**
 * Records from the next navigation on. The result returns the shifts so far. The browser reports shifts some frames
 * late, but in order. So the result causes a shift on purpose and waits for its report: then all earlier ones have been
 * reported, and the measurement is known to work.
 */
export async function recordShifts(page: Page): Promise<() => Promise<Shift[]>> {
  await page.addInitScript(() => {
    const shifts: Shift[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & Omit<Shift, 'at'>
        shifts.push({ value, at: entry.startTime, hadRecentInput })
      }
    }).observe({ type: 'layout-shift', buffered: true })
    Object.assign(window, { shifts })
  })
  const all = () => page.evaluate(() => Reflect.get(window, 'shifts') as Shift[])
  return async () => {
    const before = await page.evaluate(() => {
      const now = performance.now()
      const pushing = Object.assign(document.createElement('div'), { textContent: 'a' })
      const container = document.querySelector('main') ?? document.body
      container.prepend(pushing)
      return now
    })
    await expect.poll(async () => (await all()).some(({ at }) => at >= before)).toBe(true)
    return (await all()).filter(({ at }) => at < before)
  }
}

/** The sum of the shifts between two times that web vitals count. */
export function sumShifts(shifts: Shift[], from: number, to: number): number {
  return shifts
    .filter(({ at, hadRecentInput }) => at >= from && at < to && !hadRecentInput)
    .reduce((sum, { value }) => sum + value, 0)
}

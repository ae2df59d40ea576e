/** Measures where the form stands on its page, for `layout.spec.ts`. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import type { CaptureFrame } from 'ingo-capture/playwright'

/** A row of the table in `docs/evidence/layout.md`, which `npm run docs:layout` collects. */
export type LayoutRow = { what: string; where: string; limit: string; figure: string }

export function reportLayout(row: LayoutRow): void {
  test.info().annotations.push({ type: 'layout', description: JSON.stringify(row) })
}

async function box(locator: Locator) {
  const { x = NaN, y = NaN, width = NaN, height = NaN } = (await locator.boundingBox()) ?? {}
  return { x, y, width, height }
}

/** The height of the form's frame, in px. */
export async function frameHeight(page: Page): Promise<number> {
  return (await box(page.locator('iframe'))).height
}

/** Waits until no animation runs, and the page's frame is as high as its content. */
export async function waitUntilStill(page: Page, { frame }: CaptureFrame): Promise<void> {
  const content = frame.locator('.capture')
  await expect(async () => {
    expect(await content.evaluate(() => document.getAnimations().length)).toBe(0)
    expect(await frameHeight(page)).toBe(Math.ceil((await box(content)).height))
  }).toPass()
}

/** Makes the window this wide, in px, and waits until the form has the width that its element has then. */
export async function resizeWindow(page: Page, { frame }: CaptureFrame, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  const own = await box(page.locator('iframe'))
  await expect.poll(() => frame.locator('html').evaluate(() => innerWidth)).toBe(own.width)
}

/**
 * In px: the distances between the rows of each section, and between the edges of labels or fields and
 * those of their element.
 */
export async function measureRows(page: Page, { frame }: CaptureFrame) {
  const { x, width } = await box(page.locator('#capture'))
  const own = await box(page.locator('iframe'))
  const edges = [x - own.x, x + width - own.x] as const
  return frame.locator('form').evaluate((form, [left, right]) => {
    const pitches = [...form.querySelectorAll('section')].flatMap((section) => {
      const controls = [...section.querySelectorAll('.control > :is(input, select):not([aria-hidden])')]
      const tops = [...new Set(controls.map((control) => control.getBoundingClientRect().top))]
      tops.sort((a, b) => a - b)
      return tops.slice(1).map((top, index) => top - (tops[index] ?? NaN))
    })
    const aligned = [...form.querySelectorAll('label[for="account"], #account, #recipient_phone, button')]
    const offsets = aligned.flatMap((element) => {
      const found = element.getBoundingClientRect()
      return [Math.abs(found.left - left), Math.abs(found.right - right)]
    })
    const { scrollWidth, clientWidth } = document.documentElement
    return { pitches, offset: Math.max(...offsets), overflow: scrollWidth - clientWidth }
  }, edges)
}

/** Records the field's place on the page in each animation frame. The result returns how far it has moved since, in px. */
export async function recordMoves(page: Page, field: Locator): Promise<() => Promise<number>> {
  const { y: before } = await box(page.locator('iframe'))
  await field.evaluate((element) => {
    const tops: number[] = []
    Object.assign(window, { tops })
    const record = () => {
      tops.push(element.getBoundingClientRect().top)
      requestAnimationFrame(record)
    }
    record()
  })
  return async () => {
    const tops = await field.evaluate(() => Reflect.get(window, 'tops') as number[])
    const { y: after } = await box(page.locator('iframe'))
    return Math.max(...tops) - Math.min(...tops) + Math.abs(after - before)
  }
}

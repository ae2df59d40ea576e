/** How the form lies on its page: geometry, which is the same with every machine's fonts. */
import type { Page } from '@playwright/test'
import type { Appearance, Capture } from 'ingo-capture'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../harness/fixtures.js'
import { watchHeights } from '../harness/heights.js'
import { openForm, type OpenForm } from '../harness/openForm.js'

const widths = [360, 768, 1280]
const layouts: Appearance[] = [
  {},
  { labels: 'floating' },
  { layout: 'compact' },
  { layout: 'compact', labels: 'floating' },
  { theme: 'flat' },
  { theme: 'none' },
]

type Box = { x: number; y: number; width: number; height: number }

async function controlsOf(form: OpenForm): Promise<Record<string, Box>> {
  return form.frame.locator('form').evaluate((element) => {
    const controls = [
      ...element.querySelectorAll<HTMLElement>('.control > :is(input, select):not([aria-hidden])'),
    ]
    return Object.fromEntries(
      controls.map((control) => {
        const { x, y, width, height } = control.getBoundingClientRect()
        return [control.id, { x, y, width, height }]
      }),
    )
  })
}

for (const width of widths) {
  for (const appearance of layouts) {
    const name =
      [appearance.theme, appearance.layout, appearance.labels].filter(Boolean).join(', ') || 'default'
    test(`${width} px, ${name}: the height was reserved; fields are equally high, aligned, and stay where they are`, async ({
      page,
      stack,
    }) => {
      await page.setViewportSize({ width, height: 900 })
      const heights = await watchHeights(page)
      const form = await openForm(page, stack, {}, { appearance })
      await expect(form.frame.locator('html')).toHaveAttribute('data-scheme', 'light')
      const content = await form.frame.locator('.capture').boundingBox()
      expect(await heights()).toEqual([`${content?.height ?? 0}px`])

      const before = await controlsOf(form)
      const boxes = Object.values(before)
      expect(boxes).toHaveLength(11)
      expect(new Set(boxes.map(({ height }) => height)).size).toBe(1)
      const lefts = boxes.map(({ x }) => x)
      const rights = boxes.map((box) => box.x + box.width)
      const left = Math.min(...lefts)
      const right = Math.max(...rights)
      // Every row begins and ends where the others do.
      for (const row of new Set(boxes.map(({ y }) => y))) {
        const inRow = boxes.filter(({ y }) => y === row)
        expect(Math.min(...inRow.map(({ x }) => x))).toBe(left)
        expect(Math.max(...inRow.map((box) => box.x + box.width))).toBeCloseTo(right, 1)
      }
      // Rows are evenly apart, but for the heading between the sections.
      const tops = [...new Set(boxes.map(({ y }) => y))].sort((a, b) => a - b)
      const steps = tops.slice(1).map((top, index) => Math.round(top - (tops[index] ?? 0)))
      expect(new Set(steps).size).toBeLessThanOrEqual(width < 400 ? 4 : 2)

      await form.submit()
      await expect(form.field('recipient_zip')).toHaveAttribute('aria-invalid', 'true')
      expect(await controlsOf(form)).toEqual(before)
    })
  }
}

test('marks and pictograms are centred in their fields', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.field('account').fill('4111')
  const middle = (box: Box | null) => (box ? box.y + box.height / 2 : NaN)
  for (const [field, mark] of [
    ['account', '.mark'],
    ['cvv', '.icon.card'],
    ['recipient_state', '.chevron'],
  ] as const) {
    const control = await form.field(field).boundingBox()
    const icon = await form.frame.locator(`.field.${field} ${mark}`).boundingBox()
    expect(Math.abs(middle(control) - middle(icon))).toBeLessThanOrEqual(1)
    expect((control?.x ?? 0) + (control?.width ?? 0) - (icon?.x ?? 0) - (icon?.width ?? 0)).toBeCloseTo(11, 0)
  }
})

test('a form mounted in a hidden element has its height as soon as it is shown', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  const reserved = await page.locator('iframe').evaluate((frame) => frame.style.height)
  await page.evaluate(() => {
    const capture = Reflect.get(window, 'capture') as Capture
    capture.unmount()
    const host = document.querySelector<HTMLElement>('#capture')
    host?.style.setProperty('display', 'none')
    capture.mount('#capture')
  })
  await form.waitReady()
  await page.locator('#capture').evaluate((host: HTMLElement) => host.style.removeProperty('display'))
  await expect(form.field('account')).toBeVisible()
  await expect(page.locator('iframe')).toHaveCSS('height', reserved)
  await form.field('account').fill('4111')
  await expect(form.field('account')).toHaveValue('4111')
})

type Shift = { value: number; at: number }

/** Every layout shift of the page, as the browser counts them. */
async function watchShifts(page: Page): Promise<() => Promise<Shift[]>> {
  await page.addInitScript(() => {
    const shifts: Shift[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts.push({ value: Reflect.get(entry, 'value') as number, at: entry.startTime })
      }
    }).observe({ type: 'layout-shift', buffered: true })
    Object.assign(window, { shifts })
  })
  return () => page.evaluate(() => Reflect.get(window, 'shifts') as Shift[])
}

for (const width of widths) {
  test(`the shop’s page doesn’t shift from its navigation until the form is ready, ${width} px`, async ({
    page,
    stack,
    browserName,
  }) => {
    test.skip(browserName !== 'chromium', 'only Chromium reports layout shifts')
    // The whole page is in sight: what happens below counts too.
    await page.setViewportSize({ width, height: 2400 })
    const shifts = await watchShifts(page)
    // The list of test cards comes when the simulator has answered: it is the shop's, and not the form's.
    await page.route('**/testCards.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    )
    await page.goto(stack.shop)
    await captureFrame(page).waitReady()
    // The browser reports a shift some frames later, but in order. So one is made on purpose: when it has
    // been told, all that came before has been told too, and the measure is known to measure.
    const before = await page.evaluate(() => {
      const now = performance.now()
      document
        .querySelector('main')
        ?.prepend(Object.assign(document.createElement('div'), { textContent: 'a', id: 'pushed' }))
      return now
    })
    await expect.poll(async () => (await shifts()).some(({ at }) => at >= before)).toBe(true)
    const earlier = (await shifts()).filter(({ at }) => at < before)
    expect(earlier.reduce((sum, { value }) => sum + value, 0)).toBeLessThan(0.001)
  })
}

/** The form's geometry, which doesn't depend on the machine's fonts. */
import type { Appearance, Capture } from 'ingo-capture'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../../harness/fixtures.js'
import { recordFrameHeights } from '../../harness/frameHeights.js'
import { recordShifts, sumShifts } from '../../harness/layoutShifts.js'
import { openForm, type OpenForm } from '../../harness/openForm.js'

const widths = [360, 768, 1280]
const layouts: Appearance[] = [
  {},
  { labels: 'floating' },
  { layout: 'spacious' },
  { layout: 'spacious', labels: 'floating' },
  { theme: 'flat' },
  { theme: 'none' },
]

type Box = { x: number; y: number; width: number; height: number }

async function controlBoxes(form: OpenForm): Promise<Record<string, Box>> {
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
    test(`${width} px, ${name}: reserves the height; fields have equal heights and distances, and align`, async ({
      page,
      stack,
    }) => {
      // The window is higher than the form with its errors, because Firefox's scrollbar would make the form narrower.
      await page.setViewportSize({ width, height: 1200 })
      const heights = await recordFrameHeights(page)
      const form = await openForm(page, stack, {}, { appearance })
      await expect(form.frame.locator('html')).toHaveAttribute('data-scheme', 'light')
      const content = await form.frame.locator('.capture').boundingBox()
      expect(await heights()).toEqual([`${content?.height ?? 0}px`])

      const before = await controlBoxes(form)
      const boxes = Object.values(before)
      expect(boxes).toHaveLength(11)
      expect(new Set(boxes.map(({ height }) => height)).size).toBe(1)
      const lefts = boxes.map(({ x }) => x)
      const rights = boxes.map((box) => box.x + box.width)
      const left = Math.min(...lefts)
      const right = Math.max(...rights)
      // Every row has the same left and right edge.
      for (const row of new Set(boxes.map(({ y }) => y))) {
        const inRow = boxes.filter(({ y }) => y === row)
        expect(Math.min(...inRow.map(({ x }) => x))).toBe(left)
        expect(Math.max(...inRow.map((box) => box.x + box.width))).toBeCloseTo(right, 1)
      }
      // Rows have even distances, except at the heading between sections.
      const tops = [...new Set(boxes.map(({ y }) => y))].sort((a, b) => a - b)
      const steps = tops.slice(1).map((top, index) => Math.round(top - (tops[index] ?? 0)))
      expect(new Set(steps).size).toBeLessThanOrEqual(2)

      await form.submit()
      await expect(form.field('recipient_zip')).toHaveAttribute('aria-invalid', 'true')
      await expect(form.field('account')).toBeFocused()
      const after = await controlBoxes(form)
      if (appearance.layout === 'spacious') expect(after).toEqual(before)
      else expect(after.account).toEqual(before.account)
    })
  }
}

for (const width of widths) {
  test(`${width} px: labels, fields and the button align with the page’s text, and nothing scrolls sideways`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    const form = await openForm(page, stack)
    const scrolls = () =>
      page.locator('html').evaluate((root: Element) => root.scrollWidth - root.clientWidth)
    expect(await scrolls()).toBe(0)
    await page.locator('body').evaluate((body) => {
      body.style.padding = '0 16px'
    })
    const host = await page.locator('#capture').boundingBox()
    const [left, right] = [host?.x ?? NaN, (host?.x ?? NaN) + (host?.width ?? NaN)]
    expect(await scrolls()).toBe(0)
    await expect.poll(async () => (await form.field('account').boundingBox())?.x).toBe(left)
    for (const part of [
      'label[for="account"]',
      '#account',
      '#recipient_phone',
      'button[type="submit"]',
      'h2',
    ]) {
      const box = await form.frame.locator(part).first().boundingBox()
      expect(box?.x).toBe(left)
      if (part !== 'h2') expect(box?.width).toBeCloseTo(right - left, 0)
    }
  })
}

test('icons are centered in their fields', async ({ page, stack }) => {
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

test('a form mounted in a hidden element has its height once it is shown', async ({ page, stack }) => {
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

for (const width of widths) {
  test(`the shop’s page doesn’t shift from its navigation until the form is ready, ${width} px`, async ({
    page,
    stack,
    browserName,
  }) => {
    test.skip(browserName !== 'chromium', 'only Chromium reports layout shifts')
    // The window shows the whole page, so that shifts at its end count too.
    await page.setViewportSize({ width, height: 2400 })
    const shifts = await recordShifts(page)
    // Without the shop's list of test cards, which appears late and is no part of the form.
    await page.route('**/testCards.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: '' }),
    )
    await page.goto(stack.shop)
    await captureFrame(page).waitReady()
    expect(sumShifts(await shifts(), 0, Infinity)).toBeLessThan(0.001)
  })
}

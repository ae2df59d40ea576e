/** The system's preferences: color scheme, motion, forced colors. */
import { expect, test } from '../harness/fixtures.js'
import { openForm } from '../harness/openForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'only Chromium’s media can be emulated here')

test('`auto` follows the page behind the form, also live', async ({ page, stack }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  const form = await openForm(page, stack, {}, { appearance: { colorScheme: 'auto' } })
  const html = form.frame.locator('html')
  await expect(html).toHaveCSS('color-scheme', 'light')
  await page.evaluate(() => {
    const changed = new Promise((resolve) => {
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', resolve, { once: true })
    })
    Object.assign(window, { changed })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('@media (prefers-color-scheme: dark) { #capture { background: #111 } }')
    document.adoptedStyleSheets = [sheet]
  })
  await page.emulateMedia({ colorScheme: 'light' })
  // Wait until the page has noticed; a quick switch back would be no change.
  await page.evaluate(() => Reflect.get(window, 'changed') as Promise<unknown>)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(html).toHaveCSS('color-scheme', 'dark')
  await expect(page.locator('iframe')).toHaveCSS('color-scheme', 'dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(html).toHaveCSS('color-scheme', 'light')
})

test('stops all animation with reduced motion', async ({ page, stack }) => {
  const form = await openForm(page, stack, {}, { appearance: { labels: 'floating' } })
  const moving = () =>
    form.frame.locator('.capture').evaluate(
      (capture) =>
        [...capture.querySelectorAll('*')].filter((element) => {
          const { animationName, transitionDuration } = getComputedStyle(element)
          return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration)
        }).length,
    )
  expect(await moving()).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await moving()).toBe(0)
})

test('forced colors: fields have borders, focus has a ring, and no label covers a placeholder', async ({
  page,
  stack,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const form = await openForm(page, stack, {}, { appearance: { theme: 'flat', labels: 'floating' } })
  const field = form.field('expiration_date')
  const style = (pseudo?: string) =>
    field.evaluate((element, which) => {
      const { borderTopColor, borderTopWidth, outlineWidth, opacity } = getComputedStyle(element, which)
      return { borderTopColor, borderTopWidth, outlineWidth, opacity }
    }, pseudo)
  const canvas = await form.frame.locator('html').evaluate((html) => {
    html.style.outlineColor = 'Canvas'
    return getComputedStyle(html).outlineColor
  })
  expect((await style()).borderTopWidth).toBe('1px')
  expect((await style()).borderTopColor).not.toBe(canvas)
  expect((await style()).borderTopColor).not.toBe('rgba(0, 0, 0, 0)')
  expect((await style('::placeholder')).opacity).toBe('0')
  await field.focus()
  expect((await style()).outlineWidth).toBe('3px')
  await form.submit()
  expect((await style()).borderTopWidth).toBe('2px')
})

/** The system's preferences: color scheme, motion, forced colors. */
import type { Locator } from '@playwright/test'
import { expect, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'only Chromium’s media can be emulated here')

test('`auto` follows the page behind the form, and its changes', async ({ page, stack }) => {
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
  // Wait until the page has noticed the change, because a quick change back would go unnoticed.
  await page.evaluate(() => Reflect.get(window, 'changed') as Promise<unknown>)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(html).toHaveCSS('color-scheme', 'dark')
  await expect(page.locator('iframe')).toHaveCSS('color-scheme', 'dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(html).toHaveCSS('color-scheme', 'light')
})

for (const [background, dark] of [
  ['oklch(0.145 0 0)', true],
  ['oklch(0.98 0 0)', false],
  // People see green as bright.
  ['rgb(0 190 0)', false],
  ['lab(12 1 -1)', true],
  ['color(display-p3 0.9 0.9 0.9)', false],
  ['color(srgb 0.1 0.1 0.1)', true],
  ['color-mix(in oklab, black, white 10%)', true],
  ['hsl(220 20% 96%)', false],
] as const) {
  test(`\`auto\` reads the background ${background}`, async ({ page, stack }) => {
    await page.emulateMedia({ colorScheme: dark ? 'light' : 'dark' })
    const form = await openForm(page, stack, {}, { appearance: { colorScheme: 'auto' } })
    await page.evaluate((color) => {
      document.documentElement.style.colorScheme = 'light dark'
      document.body.style.background = color
    }, background)
    await expect(form.frame.locator('html')).toHaveCSS('color-scheme', dark ? 'dark' : 'light')
  })
}

test('`auto` follows the page’s own switch: a class, a style sheet, a transition', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, {}, { appearance: { colorScheme: 'auto' } })
  await form.field('account').fill('4111')
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      'body { background: #fff; transition: background 200ms } .dark body { background: #09090b }',
    )
    document.adoptedStyleSheets = [sheet]
    document.documentElement.classList.add('dark')
  })
  const html = form.frame.locator('html')
  await expect(html).toHaveCSS('color-scheme', 'dark')
  await page.evaluate(() => {
    document.adoptedStyleSheets = []
    document.body.style.background = '#fff'
  })
  await expect(html).toHaveCSS('color-scheme', 'light')
  await expect(form.field('account')).toHaveValue('4111')
})

for (const [what, style] of [
  ['`data-theme`', '[data-theme="dark"] body { background: oklch(0.2 0 0) }'],
  ['`color-scheme` alone', '[data-theme="dark"] { color-scheme: dark } body { background: none !important }'],
] as const) {
  test(`\`auto\` follows the page’s own switch on a light system: ${what}`, async ({ page, stack }) => {
    await page.emulateMedia({ colorScheme: 'light' })
    const form = await openForm(page, stack, {}, { appearance: { colorScheme: 'auto' } })
    const html = form.frame.locator('html')
    await expect(html).toHaveCSS('color-scheme', 'light')
    await page.evaluate((rules) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`html { background: none !important } ${rules}`)
      document.adoptedStyleSheets = [sheet]
      document.documentElement.dataset.theme = 'dark'
    }, style)
    await expect(html).toHaveCSS('color-scheme', 'dark')
  })
}

test('`auto` follows the meta tag of a page without colors, and ignores the scheme of an element that paints nothing', async ({
  page,
  stack,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  const form = await openForm(page, stack, {}, { appearance: { colorScheme: 'auto' } })
  const html = form.frame.locator('html')
  await page.evaluate(() => {
    const tag = Object.assign(document.createElement('meta'), { name: 'color-scheme', content: 'dark' })
    document.head.append(tag)
    document.body.style.background = 'none'
    document.documentElement.style.cssText = 'background: none; color-scheme: normal'
  })
  await expect(html).toHaveCSS('color-scheme', 'dark')
  await page.evaluate(() => {
    document.querySelector('meta[name=color-scheme]')?.remove()
    document.body.style.colorScheme = 'dark'
  })
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

test('forced colors: the chosen method and the focused method look different', async ({ page, stack }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const check = { beneficiary_account: '3000000038' }
  const form = await openForm(page, stack, { account_types: ['card', 'check'], check })
  const [first, second] = [form.frame.locator('.option').nth(0), form.frame.locator('.option').nth(1)]
  const outline = (option: Locator) =>
    option.evaluate((element) => {
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element)
      return outlineStyle === 'none' ? 'none' : `${outlineWidth} ${outlineOffset}`
    })
  expect([await outline(first), await outline(second)]).toEqual(['2px -2px', 'none'])
  await first.locator('input').focus()
  await page.keyboard.press('Shift')
  // Four pixels in all, because the frame has no more space around its content.
  expect(await outline(first)).toBe('3px 1px')
  const colors = await form.frame
    .locator('.option .icon, .option small')
    .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).color))
  expect(new Set(colors).size, 'the pictures have the forced color of the text').toBe(1)
})

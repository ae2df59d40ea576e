import type { Page } from '@playwright/test'
import type { Appearance, Capture } from 'ingo-capture'
import { measureContrasts } from '../../harness/contrast.js'
import { expect, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

function update(page: Page, appearance: Appearance | undefined) {
  return page.evaluate((given) => {
    ;(Reflect.get(window, 'capture') as Capture).update({ appearance: given })
  }, appearance)
}

test('changes the theme during typing without losing keys, caret or focus', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  const account = form.field('account')
  const html = form.frame.locator('html')
  await account.pressSequentially('41113')
  await account.press('ArrowLeft')
  const appearances: (Appearance | undefined)[] = [
    { theme: 'night', labels: 'floating' },
    { theme: 'flat', layout: 'compact', variables: { colorPrimary: '#a21caf', fontSizeBase: '18px' } },
    undefined,
  ]
  for (const [index, appearance] of appearances.entries()) {
    await update(page, appearance)
    await account.press(String(index))
    if (appearance?.theme) await expect(html).toHaveAttribute('data-theme', appearance.theme)
    else await expect(html).not.toHaveAttribute('data-theme')
  }
  await expect(account).toBeFocused()
  await account.press('9')
  await expect(account).toHaveValue('4111 0129 3')
  await expect(html).not.toHaveAttribute('data-labels')
  await expect(html).toHaveAttribute('style', '')
})

test('applies valid variables and rejects each invalid one by name', async ({ page, stack }) => {
  const foreignRequests: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('evil')) foreignRequests.push(request.url())
  })
  const form = await openForm(page, stack)
  await page.evaluate(() => {
    const capture = Reflect.get(window, 'capture') as Capture
    const rejected: unknown[] = []
    capture.on('error', ({ code, field, retryable }) => rejected.push({ code, field, retryable }))
    Object.assign(window, { rejected })
    capture.update({
      appearance: {
        theme: 'bootstrap' as 'flat',
        variables: {
          colorPrimary: '#a21caf',
          colorText: 'url(https://evil.example/x)',
          colorBackground: 'red; background: url(//evil.example)',
          fontSizeBase: '12px',
        },
      },
    })
  })
  await expect(form.frame.getByRole('button', { name: 'Save card' })).toHaveCSS(
    'background-color',
    'rgb(162, 28, 175)',
  )
  const fields = ['theme', 'variables.colorText', 'variables.colorBackground', 'variables.fontSizeBase']
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'rejected') as unknown[]))
    .toEqual(
      fields.map((name) => ({ code: 'invalid_request', field: `appearance.${name}`, retryable: false })),
    )
  await expect(form.field('account')).toHaveCSS('font-size', '16px')
  expect(foreignRequests).toEqual([])
})

test('works without an invalid font and reports an error to the page', async ({
  page,
  stack,
  expectedErrors,
}) => {
  expectedErrors.push(/OTS parsing error|downloadable font/)
  const form = await openForm(page, stack, {}, { fonts: [{ family: 'Brand', src: '/icon.svg' }] })
  await expect.poll(form.events).toContain('error')
  await form.field('account').fill('4111')
  await expect(form.field('account')).toHaveValue('4111')
})

const schemes: [string, Appearance][] = [
  ['default', {}],
  ['default in the dark', { colorScheme: 'dark' }],
  ['night', { theme: 'night' }],
  ['flat', { theme: 'flat' }],
  ['flat in the dark', { theme: 'flat', colorScheme: 'dark' }],
  ['none', { theme: 'none' }],
  ['none in the dark', { theme: 'none', colorScheme: 'dark' }],
  ['a primary color in the dark', { colorScheme: 'dark', variables: { colorPrimary: '#0f766e' } }],
  ['a bright primary color', { variables: { colorPrimary: '#ea580c' } }],
]
for (const [name, appearance] of schemes) {
  test(`contrast of ${name}: 4.5 for text, 3 for borders and focus, with a transparent frame`, async ({
    page,
    stack,
  }) => {
    const dark = appearance.theme === 'night' || appearance.colorScheme === 'dark'
    const form = await openForm(page, stack, {}, { appearance })
    const frame = page.locator('iframe')
    await expect(frame).toHaveCSS('color-scheme', dark ? 'dark' : 'light')
    await expect(frame).toHaveCSS('opacity', '1')
    await expect(form.frame.locator('html')).toHaveCSS('color-scheme', dark ? 'dark' : 'light')
    await form.submit()
    await expect(form.field('account')).toBeFocused()
    const { texts, lines } = await form.frame
      .locator('.capture')
      .evaluate(measureContrasts, dark ? '#12151c' : '#fff')
    expect(texts.length).toBeGreaterThan(30)
    expect(texts.filter(({ contrast }) => contrast < 4.5)).toEqual([])
    expect(lines).toHaveLength(11)
    expect(lines.filter(({ contrast }) => contrast < 3)).toEqual([])
  })
}

test('floating labels are low in an empty field, and raised in a field with focus or text', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, {}, { appearance: { labels: 'floating' } })
  const labelTop = async () => (await form.frame.getByText('First name').boundingBox())?.y ?? 0
  const name = form.field('recipient_first_name')
  const down = await labelTop()
  await name.focus()
  await expect.poll(labelTop).toBeLessThan(down)
  await name.blur()
  await expect.poll(labelTop).toBe(down)
  await name.fill('Alex')
  await name.blur()
  await expect.poll(labelTop).toBeLessThan(down)
})

for (const [what, width] of [
  ['320 px', 320],
  ['400 % zoom of 1280 px', 1280 / 4],
] as const) {
  for (const labels of ['above', 'floating'] as const) {
    test(`${what}, labels ${labels}: no horizontal scrollbar, even with errors`, async ({ page, stack }) => {
      await page.setViewportSize({ width, height: 256 })
      const form = await openForm(page, stack, {}, { appearance: { labels } })
      await form.submit()
      await expect(form.field('account')).toHaveAttribute('aria-invalid', 'true')
      const overflow = (root: Element) => root.scrollWidth - root.clientWidth
      expect(await page.locator('html').evaluate(overflow)).toBe(0)
      expect(await form.frame.locator('html').evaluate(overflow)).toBe(0)
    })
  }
}

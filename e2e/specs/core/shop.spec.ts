/** The shop's integration pages and its playground. */
import { captureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'

for (const path of ['script', 'react', 'element']) {
  test(`${path}: the example captures a card, and the shop's server reads its token`, async ({
    page,
    stack,
  }) => {
    await page.goto(`${stack.shop}/${path}`)
    const form = captureFrame(page)
    await form.waitReady()
    await form.fillCard(sample)
    if (path === 'element') await form.press(page.getByRole('button', { name: 'Save my card' }))
    else await form.submit()
    await form.expectToken()
    await expect(page.getByRole('status')).toContainText(/Our server read the token [0-9a-f-]{36}/)
    await expect(page.locator('pre').last()).toContainText('/api/session')
  })
}

test('the playground changes the appearance live, creates new sessions, and shows matching code', async ({
  page,
  stack,
}) => {
  await page.goto(`${stack.shop}/playground`)
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard({ account: sample.account })
  await page.getByLabel('Theme').selectOption('night')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('es')
  await page.getByRole('textbox', { name: 'Button' }).fill('Cobrar')
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'night')
  await expect(form.frame.locator('html')).toHaveAttribute('lang', 'es')
  await expect(form.field('account')).toHaveValue(sample.account)
  const code = page.locator('#code')
  await expect(code).toContainText("theme: 'night'")
  await expect(code).toContainText("'button.submit': 'Cobrar'")
  await expect(page.getByRole('log')).toContainText('"brand":"visa"')
  await page.getByLabel('Text color').fill('#222222')
  await expect(page.locator('#refused')).toContainText('variables.colorText gives a text a contrast of 1')
  await page.getByLabel('Text color').fill('#f8fafc')
  await expect(page.locator('#refused')).toBeEmpty()
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await expect(code).toContainText("'input:focus': {")
  await page.getByLabel('Property').fill('opacity')
  await expect(page.locator('#refused')).toContainText("rules['input:focus'].opacity is not allowed")
  await page.getByLabel('Property').fill('borderColor')
  await page.getByLabel('Value').fill('#d9f99d')
  await expect(page.locator('#refused')).toBeEmpty()
  await form.field('recipient_city').focus()
  await expect(form.field('recipient_city')).toHaveCSS('border-top-color', 'rgb(217, 249, 157)')
  await expect(code).toContainText("borderColor: '#d9f99d'")
  await page.getByLabel('Account types').selectOption('card and check')
  await expect(form.frame.getByRole('radio')).toHaveCount(2)
  await page.getByLabel('Account types').selectOption('card')
  await expect(form.frame.getByRole('radio')).toHaveCount(0)
  await page.getByLabel('Name and address').selectOption('hidden')
  await expect(form.field('recipient_city')).toHaveCount(0)
  await form.waitReady()
  await form.press(page.getByRole('button', { name: 'Backend' }))
  await expect(code).toContainText("recipient_fields: 'hidden'")
  await page.getByLabel('The form’s own button').uncheck()
  await form.press(page.getByRole('button', { name: 'Your page’s own button' }))
  await expect(page.getByRole('log')).toContainText('validation_error')
  await page.setViewportSize({ width: 360, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
})

for (const width of [360, 1280]) {
  test(`the shop’s own result does not move the form’s result, ${width} px`, async ({ page, stack }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(stack.shop)
    const form = captureFrame(page)
    await form.waitReady()
    const top = () =>
      page.locator('.panel.form').evaluate((panel) => panel.getBoundingClientRect().top + scrollY)
    const before = await top()
    await form.fillCard(sample)
    await form.submit()
    await form.expectToken()
    await expect(page.locator('#verdict')).toHaveText('Both are the same token.')
    expect(await top()).toBe(before)
    // In one column the result follows the form, before the lists for developers.
    const readTop = (selector: string) =>
      page.locator(selector).evaluate((panel) => panel.getBoundingClientRect().top)
    if (width === 360) expect(await readTop('#result')).toBeLessThan(await readTop('#test-cards'))
  })
}

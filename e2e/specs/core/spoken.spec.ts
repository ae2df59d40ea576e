/** Announcements to screen readers: errors that appear on blur, and declines. */
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

test('announces an error that appears on blur once, also when it appeared while typing', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  const status = form.frame.getByRole('status')
  await form.field('account').focus()
  await page.keyboard.type('4111111111111112')
  await page.keyboard.press('Tab')
  await expect(form.field('account')).toHaveAttribute('aria-invalid', 'true')
  const error = (await form.frame.locator('#account-note').textContent()) ?? ''
  await expect(status).toHaveText(error)
  await form.field('recipient_city').focus()
  await page.keyboard.type('A')
  await expect(status).toHaveText('')
  // A screen reader read the error with the field when it got the focus, so leaving the field announces nothing.
  await form.field('account').focus()
  await form.field('recipient_city').focus()
  await expect(status).toHaveText('')
  await form.field('recipient_zip').fill('787')
  await form.field('recipient_city').focus()
  await expect(status).toHaveText('Enter 5 or 9 digits.')
  // The error of the field that a refused submit takes the focus from does not replace the count.
  await form.field('cvv').fill('1')
  await form.field('cvv').press('Enter')
  await expect(form.field('account')).toBeFocused()
  await expect(status).toHaveText('8 fields need your attention.')
})

test('a decline fills an alert that existed before; an equal decline is announced again', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.frame.locator('body').evaluate((body) => {
    const seen: string[] = []
    Object.assign(window, { seen, before: body.querySelector('[role="alert"]') })
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        if (addedNodes.length === 0) continue
        const alert = (target as Element).closest('[role="alert"]')
        const whole = [...addedNodes].some(
          (node) => node instanceof Element && node.querySelector('[role="alert"]'),
        )
        if (alert) seen.push(alert === Reflect.get(window, 'before') ? 'same' : 'other')
        else if (whole) seen.push('whole')
      }
    }).observe(body, { subtree: true, childList: true })
  })
  const alert = form.frame.getByRole('alert')
  for (const _ of [1, 2]) {
    await form.fillCard({ ...sample, account: '4000 0000 0000 8526' })
    await form.submit()
    await expect(alert).not.toBeEmpty()
  }
  const seen = await form.frame.locator('body').evaluate(() => Reflect.get(window, 'seen') as string[])
  expect(new Set(seen)).toEqual(new Set(['same']))
  expect(seen.length).toBeGreaterThanOrEqual(2)
})

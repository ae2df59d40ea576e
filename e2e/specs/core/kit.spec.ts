/** The published test kit against pages that have to scroll. */
import { captureFrame, validCard } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { mountForm, newSession, openHost } from '../../harness/hostPage.js'

const toTop = () => {
  scrollTo(0, 0)
}

test('submit() presses the form’s button below the fold', async ({ page, stack }) => {
  await page.setViewportSize({ width: 360, height: 400 })
  await openHost(page, stack, {})
  await mountForm(page, await newSession(stack))
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(validCard)
  await page.evaluate(toTop)
  await form.submit()
  await form.expectToken()
})

test('press() presses a button of the page below the form', async ({ page, stack }) => {
  await openHost(page, stack, {
    script: `const button = document.body.appendChild(document.createElement('button'))
      button.textContent = 'Pay'
      button.onclick = () => (button.textContent = 'Pressed')`,
  })
  await mountForm(page, await newSession(stack))
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(sample)
  await page.evaluate(toTop)
  await form.press(page.getByRole('button', { name: 'Pay' }))
  await expect(page.getByRole('button', { name: 'Pressed' })).toBeVisible()
})

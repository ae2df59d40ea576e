/**
 * `appearance.rules` for a dark form that shows texts of all parts, and the form when the chunk of
 * the rules does not load.
 */
import type { Appearance, AppearanceRules } from 'ingo-capture'
import { expect, sample, test } from '../../harness/fixtures.js'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { openForm } from '../../harness/openForm.js'

test('rules style all of a dark form, with notes, questions and locked fields, and the later of two states wins', async ({
  page,
  stack,
}) => {
  const { beneficiary_account } = documentedCheck.beneficiary
  const session = {
    account_types: ['card' as const, 'check' as const],
    check: { beneficiary_account },
    recipient: { recipient_city: 'Austin' },
    recipient_fields: 'readonly' as const,
  }
  const light = 'rgb(248, 250, 252)'
  const color = '#f8fafc'
  const onDark: AppearanceRules = {
    form: { backgroundColor: '#111827' },
    heading: { color },
    text: { color },
    label: { color },
    hint: { color },
    error: { color: '#fecaca' },
    method: { backgroundColor: '#334155', color, accentColor: '#99f6e4' },
    input: { backgroundColor: '#1e293b', color },
    placeholder: { color: '#cbd5e1' },
    'input:filled': { backgroundColor: '#0f172a' },
    'input:focus': { backgroundColor: '#000000' },
  }
  const form = await openForm(page, stack, session, { appearance: { rules: onDark } })
  const tiles = form.frame.locator('.tiles')
  await expect(tiles.locator('small').first()).toHaveCSS('color', light)
  await expect(tiles.locator('.option:not(:has(:checked)) .icon')).toHaveCSS('color', light)
  await expect(tiles.locator('.option:has(:checked) .icon')).toHaveCSS('color', 'rgb(153, 246, 228)')
  await expect(form.frame.locator('legend').first()).toHaveCSS('color', light)
  await expect(form.frame.locator('.optional').first()).toHaveCSS('color', light)
  expect(await form.events()).not.toContain('error')

  // The later of two states wins, even if the selector of the other one is longer.
  await form.field('cvv').fill(sample.cvv)
  await expect(form.field('cvv')).toHaveCSS('background-color', 'rgb(0, 0, 0)')
  // The text's color applies to a locked field, so the background has to apply too.
  const locked = form.field('recipient_city')
  await expect(locked).not.toBeEditable()
  await expect(locked).toHaveCSS('color', light)
  await expect(locked).toHaveCSS('background-color', 'rgb(15, 23, 42)')
})

test('keeps the rest of the appearance if the chunk of the rules does not load', async ({ page, stack }) => {
  await page.route('**/assets/rulesChunk-*.js', (route) => route.abort())
  const appearance: Appearance = {
    theme: 'flat',
    labels: 'floating',
    variables: { colorText: '#134e4a' },
    rules: { input: { minHeight: '60px' } },
  }
  const form = await openForm(page, stack, {}, { appearance })
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'flat')
  await expect(form.frame.locator('html')).toHaveAttribute('data-labels', 'floating')
  await expect(form.field('account')).toHaveCSS('color', 'rgb(19, 78, 74)')
  await expect(form.field('account')).not.toHaveCSS('min-height', '60px')
})

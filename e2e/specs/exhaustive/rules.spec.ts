/**
 * `appearance.rules` in a real browser: what they change, what they leave to the theme, and which
 * ones are rejected by name.
 */
import type { Locator } from '@playwright/test'
import type { Appearance, AppearanceRules } from 'ingo-capture'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { updateAppearance } from '../../harness/updateAppearance.js'

const rules: AppearanceRules = {
  form: { backgroundColor: '#f0fdfa', paddingBlock: '16px', paddingInline: '16px', borderRadius: '12px' },
  heading: { fontSize: '20px', letterSpacing: '-0.02em' },
  label: { color: '#134e4a', textTransform: 'uppercase', fontSize: '13px' },
  'label:focus': { color: '#0f766e' },
  input: {
    borderColor: 'oklch(0.6 0.1 185)',
    backgroundColor: '#ffffff',
    borderWidth: '2px',
    minHeight: '48px',
  },
  'input:hover': { backgroundColor: '#f8fafc' },
  'input:focus': { borderColor: '#0f766e', boxShadow: '0 0 0 3px rgb(45 212 191 / 40%)', outlineWidth: '0' },
  'input:filled': { backgroundColor: '#ecfeff' },
  'input:invalid': { borderColor: '#9f1239' },
  placeholder: { color: '#475569', fontStyle: 'italic' },
  hint: { color: '#334155' },
  error: { color: '#9f1239', fontWeight: '600' },
  button: { backgroundColor: '#0f766e', color: 'white', borderRadius: '24px' },
  'button:hover': { backgroundColor: '#115e59' },
  icon: { color: '#0f766e' },
}

function styles(locator: Locator, names: string[], pseudo?: string): Promise<string[]> {
  return locator.evaluate(
    (element, [properties, part]) => {
      const style = getComputedStyle(element, part)
      return properties.map((name) => style.getPropertyValue(name))
    },
    [names, pseudo] as const,
  )
}

test('styles each part and state, keeps focus and errors visible, and can be removed', async ({
  page,
  stack,
  browserName,
}) => {
  const form = await openForm(page, stack, {}, { appearance: { rules } })
  const account = form.field('account')
  const button = form.frame.getByRole('button', { name: 'Save card' })
  await expect(button).toHaveCSS('background-color', 'rgb(15, 118, 110)')
  expect(await form.events()).not.toContain('error')
  expect(await styles(account, ['border-top-width', 'font-size'])).toEqual(['2px', '16px'])
  expect((await account.boundingBox())?.height).toBe(48)
  expect(await styles(account, ['color', 'font-style'], '::placeholder')).toEqual([
    'rgb(71, 85, 105)',
    'italic',
  ])
  expect(await styles(form.frame.getByText('Card number'), ['text-transform'])).toEqual(['uppercase'])
  await button.hover()
  await expect(button).toHaveCSS('background-color', 'rgb(17, 94, 89)')
  await expect(button).toHaveCSS('filter', 'none')

  // The rules of the focused state apply, and then those of the next state.
  await account.focus()
  await expect(account).toHaveCSS('border-top-color', 'rgb(15, 118, 110)')
  await expect(account).toHaveCSS('box-shadow', /45, 212, 191, 0.4/)
  await expect(account).toHaveCSS('outline-width', '0px')
  await form.field('cvv').fill(sample.cvv)
  await expect(form.field('cvv')).toHaveCSS('background-color', 'rgb(236, 254, 255)')
  await account.fill('4111')
  await form.submit()
  await expect(account).toBeFocused()
  await expect(account).toHaveCSS('border-top-color', 'rgb(159, 18, 57)')
  await expect(form.frame.locator('#account-note')).toHaveCSS('color', 'rgb(159, 18, 57)')

  // A rule of a part does not remove the focus ring or an error's border.
  expect(
    await updateAppearance(page, { rules: { input: { borderColor: 'teal', boxShadow: 'none' } } }),
  ).toEqual([])
  await expect(account).toHaveCSS('outline-style', 'solid')
  await expect(account).toHaveCSS('border-top-color', 'rgb(180, 35, 24)')
  await expect(account).toHaveCSS('outline-color', 'rgb(180, 35, 24)')
  await expect(form.field('recipient_city')).toHaveCSS('border-top-color', 'rgb(180, 35, 24)')
  await expect(form.field('cvv')).toHaveCSS('border-top-color', 'rgb(0, 128, 128)')

  // Firefox emulates forced colors in the page, and not in the frame.
  if (browserName === 'chromium') {
    await page.emulateMedia({ forcedColors: 'active' })
    await expect(account).toHaveCSS('outline-width', '3px')
    await page.emulateMedia({ forcedColors: 'none' })
  }
  await updateAppearance(page, {})
  await expect(form.field('cvv')).toHaveCSS('border-top-color', 'rgb(133, 142, 158)')
  await expect(account).toHaveValue('4111')
})

test('rejects by name a rule that is unreadable in the form’s theme', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  const path = (selector: string, name: string) => `appearance.rules['${selector}'].${name}`
  const dark = { input: { backgroundColor: '#1e293b', color: '#f8fafc' }, placeholder: { color: '#cbd5e1' } }
  const cases: [Appearance, string[]][] = [
    [{ rules: { input: { color: '#eee' } } }, [path('input', 'color')]],
    [{ rules: { input: { color: 'oklch(0.97 0.01 250)' } } }, [path('input', 'color')]],
    [{ theme: 'night', rules: { input: { color: '#eee' } } }, []],
    [{ colorScheme: 'dark', rules: { input: { color: '#333' } } }, [path('input', 'color')]],
    [{ theme: 'none', rules: { input: { color: '#ddd' } } }, [path('input', 'color')]],
    [
      { theme: 'flat', rules: { 'button:hover': { backgroundColor: 'white' } } },
      [path('button:hover', 'backgroundColor')],
    ],
    // Both are rejected, because either one would make the placeholder invisible.
    [{ rules: { input: dark.input } }, [path('input', 'backgroundColor'), path('input', 'color')]],
    [{ rules: dark }, []],
    [{ rules: { ...dark, 'input:focus': { color: '#334155' } } }, [path('input:focus', 'color')]],
    [{ rules: { form: { backgroundColor: 'black' } } }, [path('form', 'backgroundColor')]],
    // The form is transparent, so its labels are on the page's background.
    [{ rules: { label: { color: 'white' } } }, [path('label', 'color')]],
    [{ rules: { heading: { color: 'lab(96 0 0)' } } }, [path('heading', 'color')]],
    [{ rules: { form: { backgroundColor: '#134e4a' } } }, [path('form', 'backgroundColor')]],
    [{ rules: { label: { color: 'rgb(0 0 0 / 10%)' } } }, [path('label', 'color')]],
    [{ labels: 'floating', rules: { label: { color: 'white' } } }, [path('label', 'color')]],
    [{ rules: { 'input:focus': { outlineWidth: '0' } } }, [path('input:focus', 'outlineWidth')]],
    [{ rules: { 'button:focus': { outlineColor: 'transparent' } } }, [path('button:focus', 'outlineColor')]],
    [{ rules: { 'button:focus': { outlineWidth: '0', boxShadow: '0 0 0 3px teal' } } }, []],
    [
      { rules: { 'button:focus': { outlineWidth: '0', boxShadow: '0 0 0 0 rgb(0 0 0 / 0%)' } } },
      [path('button:focus', 'outlineWidth')],
    ],
    [{ rules: { button: { outlineWidth: '0' } } }, [path('button', 'outlineWidth')]],
    [{ rules: { button: { boxShadow: 'inset 0 0 0 99px white' } } }, [path('button', 'boxShadow')]],
    [{ colorScheme: 'dark', rules: { input: { boxShadow: '0 8px 24px rgb(0 0 0 / 60%)' } } }, []],
    [{ rules: { label: { fontSize: '24px' } } }, []],
    [
      {
        rules: {
          'input:invalid': { backgroundColor: '#fff5f5' },
          'input:focus': { ...dark.input },
          placeholder: { color: '#808080' },
        },
      },
      [path('input:invalid', 'backgroundColor')],
    ],
    [
      { variables: { colorText: 'color-mix(in oklab, black 60%, teal)', colorMuted: 'CanvasText' } },
      ['appearance.variables.colorMuted'],
    ],
  ]
  for (const [appearance, refused] of cases) {
    expect(await updateAppearance(page, appearance), JSON.stringify(appearance)).toEqual(refused)
    const cut = form.frame.locator('label').evaluateAll(isAnyCut)
    expect(await cut, JSON.stringify(appearance)).toBe(false)
  }
})

function isAnyCut(labels: Element[]): boolean {
  return labels.some(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
}

test('the form’s document contains no selector, request or style of the page', async ({ page, stack }) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('evil')) foreign.push(request.url())
  })
  const form = await openForm(page, stack)
  const hostile = {
    'input, body': { color: 'red' },
    'input:focus{} body': { color: 'red' },
    '.capture': { color: 'red' },
    input: {
      color: 'red; background: url(//evil.example)',
      boxShadow: '0 0 url(//evil.example)',
      opacity: '0',
    },
    button: { backgroundColor: 'url(https://evil.example)', backgroundImage: 'url(//evil.example/x)' },
  }
  const refused = await updateAppearance(page, { rules: hostile })
  expect(refused).toHaveLength(8)
  const added = await form.frame
    .locator('html')
    .evaluate(() => [...(document.adoptedStyleSheets.at(-1)?.cssRules ?? [])].map(({ cssText }) => cssText))
  expect(added).toEqual([expect.stringMatching(/^@media \(forced-colors: none\) \{\s*\}$/)])
  await expect(form.field('account')).toHaveCSS('color', 'rgb(17, 24, 39)')
  expect(foreign).toEqual([])
})

/** `appearance.variables` in a real browser: what can't be read is refused by name, on the background that is really there. */
import type { Page } from '@playwright/test'
import type { Appearance } from 'ingo-capture'
import { expect, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { updateAppearance } from '../../harness/updateAppearance.js'

/** The names of the variables that are refused. */
async function list(page: Page, appearance: Appearance): Promise<string[]> {
  const refused = await updateAppearance(page, appearance)
  return refused.map((name) => name.replace('appearance.variables.', ''))
}

test('refuses variables that can’t be read, each half of a pair with the theme’s other half', async ({
  page,
  stack,
}) => {
  await openForm(page, stack)
  const onWhite: [Appearance, string[]][] = [
    [{ variables: { colorText: 'transparent' } }, ['colorText']],
    [{ variables: { colorText: 'oklch(0.95 0.02 250)' } }, ['colorText']],
    [{ variables: { colorBackground: '#111827' } }, ['colorBackground']],
    [{ variables: { colorText: '#fff', colorBackground: '#111827' } }, ['colorText', 'colorBackground']],
    [{ variables: { colorMuted: 'color-mix(in oklab, gray 30%, white)' } }, ['colorMuted']],
    [
      { variables: { colorDanger: 'mistyrose', colorSuccess: 'rgb(0 128 0 / 20%)' } },
      ['colorDanger', 'colorSuccess'],
    ],
    [{ variables: { colorPrimary: 'navy', colorOnPrimary: 'black' } }, ['colorOnPrimary']],
    [{ variables: { colorPrimary: 'transparent' } }, ['colorPrimary']],
    // The text on a bright button follows it, and so does the sign of the focus.
    [{ variables: { colorPrimary: '#fde047' } }, []],
    // A rule gives the form the background that the variables are for.
    [
      {
        colorScheme: 'dark',
        variables: { colorText: '#fff' },
        rules: { form: { backgroundColor: '#111827' } },
      },
      [],
    ],
    [{ theme: 'none', variables: { colorText: '#eee' } }, ['colorText']],
  ]
  for (const [appearance, refused] of onWhite) {
    expect(await list(page, appearance), JSON.stringify(appearance)).toEqual(refused)
  }
})

test('a refused variable leaves the theme’s color, and the page behind the form counts', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  // The theme's color stays, and the sign of the focus can be seen.
  const account = form.field('account')
  await updateAppearance(page, { variables: { colorText: 'transparent', colorPrimary: '#fde047' } })
  await expect(account).toHaveCSS('color', 'rgb(17, 24, 39)')
  await account.focus()
  await expect(account).toHaveCSS('outline-color', 'rgb(17, 24, 39)')
  await expect(form.frame.getByRole('button', { name: 'Save card' })).toHaveCSS(
    'background-color',
    'rgb(253, 224, 71)',
  )

  const setPage = (background: string) =>
    page.evaluate((value) => {
      document.body.style.background = value
    }, background)
  const light = { colorText: '#f8fafc', colorBackground: '#1e293b', colorMuted: '#cbd5e1' }
  await setPage('oklch(0.2 0.02 260)')
  expect(await list(page, { colorScheme: 'dark', variables: { colorText: '#222' } })).toEqual(['colorText'])
  expect(await list(page, { colorScheme: 'dark', variables: light })).toEqual([])
  expect(await list(page, { variables: light })).toEqual([])
  // The color of an image is not known.
  await setPage('linear-gradient(#111, #333)')
  expect(await list(page, { variables: light })).toEqual([])
  expect(await list(page, { variables: { ...light, colorText: 'rgb(255 255 255 / 10%)' } })).toContain(
    'colorText',
  )
})

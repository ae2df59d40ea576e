/**
 * `appearance.variables` in a real browser: unreadable ones are rejected by name, on the background
 * that the form really has.
 */
import type { Page } from '@playwright/test'
import type { Appearance } from 'ingo-capture'
import { expect, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { updateAppearance } from '../../harness/updateAppearance.js'

/** The names of the rejected variables. */
async function list(page: Page, appearance: Appearance): Promise<string[]> {
  const refused = await updateAppearance(page, appearance)
  return refused.map((name) => name.replace('appearance.variables.', ''))
}

test('rejects unreadable variables, comparing each with the theme’s color if its counterpart is not set', async ({
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
    // The text on a bright button adapts to it, and so does the focus ring.
    [{ variables: { colorPrimary: '#fde047' } }, []],
    // A rule sets the background that the variables are meant for.
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

test('a rejected variable leaves the theme’s color, and the page’s background behind the form counts', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  // The theme's color stays, and the focus ring is visible.
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
  // The form can't know the color of an image.
  await setPage('linear-gradient(#111, #333)')
  expect(await list(page, { variables: light })).toEqual([])
  expect(await list(page, { variables: { ...light, colorText: 'rgb(255 255 255 / 10%)' } })).toContain(
    'colorText',
  )
})

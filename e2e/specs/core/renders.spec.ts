/** Parts that React does not render again: the fields while a person types, and the list of states while the form opens. */
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm, type OpenForm } from '../../harness/openForm.js'

/** The controls that React has rendered since the last call. A rendered control has new props. */
function rerenderedControls(form: OpenForm): Promise<string[]> {
  return form.frame.locator('form').evaluate((element) => {
    const seen = ((element as { seen?: Map<Element, unknown> }).seen ??= new Map<Element, unknown>())
    const controls = [...element.querySelectorAll('input:not([aria-hidden]), select, button')]
    return controls.flatMap((control) => {
      const key = Object.keys(control).find((name) => name.startsWith('__reactProps'))
      if (!key) throw new Error('React stores its props in another place now.')
      const props: unknown = Reflect.get(control, key)
      const isSame = seen.get(control) === props
      seen.set(control, props)
      return isSame ? [] : [control.id]
    })
  })
}

test('a key renders no field; a new brand renders only the two fields that show it', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.field('account').focus()
  // The first call returns all controls, because it has nothing to compare with.
  expect((await rerenderedControls(form)).length).toBeGreaterThan(10)
  const typing = [
    ['account', '4', ['account', 'cvv']],
    ['account', '111111111111111', []],
    ['expiration_date', sample.expiration_date, []],
    ['cvv', '123', []],
    ['recipient_city', 'Anytown', []],
    ['recipient_zip', '303011234', []],
  ] as const
  for (const [field, keys, rendered] of typing) {
    await form.field(field).pressSequentially(keys)
    expect(await rerenderedControls(form)).toEqual(rendered)
  }
})

test('the form opens without rendering the states again', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  const options = await form.field('recipient_state').evaluate((select) =>
    [...(select as HTMLSelectElement).options].map((option) => {
      const key = Object.keys(option).find((name) => name.startsWith('__reactFiber'))
      if (!key) throw new Error('React stores its elements in another place now.')
      // React creates an element's alternate when it renders the element for the second time.
      return (Reflect.get(option, key) as { alternate: unknown }).alternate === null
    }),
  )
  expect(options.length).toBeGreaterThan(50)
  expect(options).not.toContain(false)
})

/** A key costs what it must: inputs are uncontrolled, so React has nothing to do with what is typed. */
import { expect, sample, test } from '../harness/fixtures.js'
import { openForm, type OpenForm } from '../harness/openForm.js'

/** The controls whose element React has rendered again since the last look: it has other props then. */
function renderedSince(form: OpenForm): Promise<string[]> {
  return form.frame.locator('form').evaluate((element) => {
    const seen = ((element as { seen?: Map<Element, unknown> }).seen ??= new Map<Element, unknown>())
    const controls = [...element.querySelectorAll('input, select, button')]
    return controls.flatMap((control) => {
      const key = Object.keys(control).find((name) => name.startsWith('__reactProps'))
      if (!key) throw new Error('React keeps its props elsewhere now.')
      const props: unknown = Reflect.get(control, key)
      const isSame = seen.get(control) === props
      seen.set(control, props)
      return isSame ? [] : [control.id]
    })
  })
}

test('a key renders no field, and another brand no more than the two that show it', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.field('account').focus()
  // The first look finds all of them.
  expect((await renderedSince(form)).length).toBeGreaterThan(10)
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
    expect(await renderedSince(form)).toEqual(rendered)
  }
})

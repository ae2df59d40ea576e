// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { create, fake } from './index.js'

/** The values of `data-capture-state` while `run` runs. */
async function collectStates(run: () => Promise<void>): Promise<(string | null)[]> {
  const name = 'data-capture-state'
  const states: (string | null)[] = []
  const changes = new MutationObserver((records) => {
    states.push(...records.map(({ oldValue }) => oldValue))
  })
  changes.observe(document.body, { attributeFilter: [name], attributeOldValue: true })
  await run()
  return [...states, document.body.getAttribute(name)]
}

it('does not become submitting while a field is invalid', async () => {
  const capture = create({ url: 'https://capture.example/frame/demo?form=card#sealed' })
  capture.mount(document.body)
  capture.on('error', () => undefined)
  const states = await collectStates(async () => {
    fake.refuse('validation_error', { field: 'cvv' })
    const cvv = { empty: true, complete: false, valid: false, focused: false }
    fake.change({ valid: false, fields: { cvv } })
    await expect(capture.submit()).rejects.toMatchObject({ code: 'validation_error', field: 'cvv' })
  })
  expect([...new Set(states)]).toEqual(['loading', 'ready'])
  fake.change()
  void capture.submit()
  expect(document.body.getAttribute('data-capture-state')).toBe('submitting')
})

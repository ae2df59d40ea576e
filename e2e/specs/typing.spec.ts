import { readAttributes, wantedAttributes } from '../engines/attributes.js'
import { behaviours, type BehaviourId } from '../engines/behaviours.js'
import type { Case, Step } from '../engines/cases/case.js'
import { expiryCases } from '../engines/cases/expiry.js'
import { numberCases } from '../engines/cases/number.js'
import { numberEditCases } from '../engines/cases/numberEdits.js'
import { personCases } from '../engines/cases/person.js'
import { test } from '../engines/fixtures.js'
import type { Around, Form } from '../engines/form.js'
import { perform } from '../engines/perform.js'
import { complaintsOf, provoke, watchPolicy } from '../engines/policy.js'
import { expect, sample } from '../harness/fixtures.js'

/** There are many cases, and nearly all are so at once. */
const soon = { intervals: [20, 50, 100], timeout: 5000 }
const cases = [...numberCases, ...numberEditCases, ...expiryCases, ...personCases]

for (const one of cases) {
  test(titleOf(one), { annotation: of(one.shows) }, async ({ input }) => {
    const reason = one.cannot?.[input.driver.engine]
    test.skip(reason !== undefined, reason)
    await input.begin(one.session ?? {})
    await perform(input, one.field, one.steps)
    await expectSeen(input, one)
  })
}

test(behaviours.attributes, { annotation: of('attributes') }, async ({ input }) => {
  await input.begin({})
  const wanted = wantedAttributes()
  expect(await input.driver.inFrame(readAttributes, Object.keys(wanted))).toEqual(wanted)
})

test(behaviours.uncontrolled, { annotation: of('uncontrolled') }, async ({ input }) => {
  await input.begin({ recipient: { recipient_city: 'Anytown' } })
  const typed = ['account', 'expiration_date', 'cvv', 'recipient_last_name', 'recipient_zip'] as const
  for (const name of typed) await perform(input, name, [{ type: '123' }])
  for (const name of [...typed, 'recipient_city'] as const) {
    const { text, attribute } = await input.read(name)
    expect(text).not.toBe('')
    expect([null, 'Anytown']).toContain(attribute)
  }
})

test('under its policy: whatever is typed and sent, nothing is refused and the console is empty', async ({
  input: { driver },
  input,
}) => {
  // Another session than the form that is open has: its document is loaded anew.
  await input.begin({ recipient: { recipient_city: 'Springfield' } })
  await driver.inFrame(watchPolicy, undefined)
  for (const [name, value] of Object.entries(sample) as [keyof typeof sample, string][]) {
    if (name !== 'recipient_state') await perform(input, name, [{ type: value }])
  }
  await driver.press('Enter')
  await expect.poll(async () => (await input.read('recipient_state')).wrong, soon).toBe(true)
  expect(await driver.inFrame(complaintsOf, undefined)).toEqual([])
  // It would have been noticed; Trusted Types, where the browser has them.
  const hasTrustedTypes = await driver.inFrame(provoke, undefined)
  const expected = ['style-src', ...(hasTrustedTypes ? ['require-trusted-types-for'] : [])]
  await expect
    .poll(async () => (await driver.inFrame(complaintsOf, undefined)).join('\n'), soon)
    .toMatch(new RegExp(expected.join('[^]*')))
  test
    .info()
    .annotations.push({ type: 'Trusted Types', description: hasTrustedTypes ? 'enforced' : 'unknown' })
})

function of(description: BehaviourId) {
  return { type: 'behaviour', description }
}

async function expectSeen(input: Form, one: Case): Promise<void> {
  const caret = one.sees.includes('|')
  await expect
    .poll(async () => {
      const { text, caret: at } = await input.read(one.field)
      return caret ? `${text.slice(0, at)}|${text.slice(at)}` : text
    }, soon)
    .toBe(one.sees)
  const { attribute } = await input.read(one.field)
  expect(attribute).toBeNull()
  if (one.wrong !== undefined) await expectWrong(input, one)
  for (const [name, text] of Object.entries(one.others ?? {})) {
    await expect.poll(async () => (await input.read(name as Case['field'])).text, soon).toBe(text)
  }
  if (one.brand !== undefined) await expectBrand(input, one.brand)
  const { hint, label, announced } = one
  for (const [what, text] of Object.entries({ hint, label, announced })) {
    if (text === undefined) continue
    await expect.poll(async () => (await input.around())[what as keyof Around], soon).toBe(text)
  }
}

/** The field, its sentence and the host page's event say the same. */
async function expectWrong(input: Form, { field, wrong }: Case): Promise<void> {
  await expect
    .poll(async () => {
      const { wrong: marked, note } = await input.read(field)
      return { marked, said: note !== '' && marked }
    }, soon)
    .toEqual({ marked: wrong !== null, said: wrong !== null })
  await expect.poll(async () => (await input.change())?.fields[field]?.error ?? null, soon).toBe(wrong)
}

async function expectBrand(input: Form, brand: NonNullable<Case['brand']> | null): Promise<void> {
  await expect.poll(async () => (await input.change())?.brand ?? null, soon).toBe(brand)
  const mark = (await input.around()).mark?.toLowerCase().replace(/ /g, '-') ?? null
  expect(mark).toBe(brand)
}

function titleOf({ shows, field, steps, sees, wrong, session }: Case): string {
  const after = session ? ` of ${JSON.stringify(session)}` : ''
  const said = wrong === undefined ? '' : wrong === null ? ', nothing wrong' : `, ${wrong}`
  const doing = steps.map(describeStep).join(', ')
  return shortened(
    `${behaviours[shows].slice(0, 40)}… ${field}${after}: ${doing} → ${JSON.stringify(sees)}${said}`,
  )
}

function describeStep(step: Step): string {
  return Object.entries(step)
    .map(([what, value]) => `${what} ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`)
    .join(' ')
}

function shortened(title: string): string {
  return title.replace(/(.)\1{40,}/g, '$1…')
}

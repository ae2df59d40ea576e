import { readAttributes, wantedAttributes } from '../../engines/attributes.js'
import { behaviours, type BehaviourId } from '../../engines/behaviours.js'
import type { Case, Step } from '../../engines/cases/case.js'
import { expiryCases } from '../../engines/cases/expiry.js'
import { numberCases } from '../../engines/cases/number.js'
import { numberEditCases } from '../../engines/cases/numberEdits.js'
import { personCases } from '../../engines/cases/person.js'
import { test } from '../../engines/fixtures.js'
import type { Form, Surroundings } from '../../engines/form.js'
import { perform } from '../../engines/perform.js'
import { recordedViolations, violatePolicy, recordViolations } from '../../engines/policyViolations.js'
import { expect, sample } from '../../harness/fixtures.js'

/** Polls at short intervals, because there are many cases, and nearly all pass at the first poll. */
const polling = { intervals: [20, 50, 100] }
const cases = [...numberCases, ...numberEditCases, ...expiryCases, ...personCases]

for (const one of cases) {
  test(caseTitle(one), { annotation: behaviourAnnotation(one.shows) }, async ({ input }) => {
    const reason = one.cannot?.[input.driver.engine]
    test.skip(reason !== undefined, reason)
    await input.begin(one.session ?? {})
    await perform(input, one.field, one.steps)
    await expectResult(input, one)
  })
}

test(behaviours.attributes, { annotation: behaviourAnnotation('attributes') }, async ({ input }) => {
  await input.begin({})
  const wanted = wantedAttributes()
  expect(await input.driver.inFrame(readAttributes, Object.keys(wanted))).toEqual(wanted)
})

test(behaviours.uncontrolled, { annotation: behaviourAnnotation('uncontrolled') }, async ({ input }) => {
  await input.begin({ recipient: { recipient_city: 'Anytown' } })
  const typed = ['account', 'expiration_date', 'cvv', 'recipient_last_name', 'recipient_zip'] as const
  for (const name of typed) await perform(input, name, [{ type: '123' }])
  for (const name of [...typed, 'recipient_city'] as const) {
    const { text, attribute } = await input.read(name)
    expect(text).not.toBe('')
    expect([null, 'Anytown']).toContain(attribute)
  }
})

test('typing and submitting violate no policy and log nothing', async ({ input: { driver }, input }) => {
  // This session differs from the open form's, so that the document loads again.
  await input.begin({ recipient: { recipient_city: 'Springfield' } })
  await driver.inFrame(recordViolations, undefined)
  for (const [name, value] of Object.entries(sample) as [keyof typeof sample, string][]) {
    if (name !== 'recipient_state') await perform(input, name, [{ type: value }])
  }
  await driver.press('Enter')
  await expect.poll(async () => (await input.read('recipient_state')).wrong, polling).toBe(true)
  expect(await driver.inFrame(recordedViolations, undefined)).toEqual([])
  // The recorder works: it notices violations, also of Trusted Types where the browser supports them.
  const hasTrustedTypes = await driver.inFrame(violatePolicy, undefined)
  const expected = ['style-src', ...(hasTrustedTypes ? ['require-trusted-types-for'] : [])]
  await expect
    .poll(async () => (await driver.inFrame(recordedViolations, undefined)).join('\n'), polling)
    .toMatch(new RegExp(expected.join('[^]*')))
  test
    .info()
    .annotations.push({ type: 'Trusted Types', description: hasTrustedTypes ? 'enforced' : 'unknown' })
})

test('sends the card that is shown, set without an event over another one', async ({ input, stack }) => {
  // A session that no case has, because this form can't be used afterwards.
  await input.begin({ recipient: { recipient_first_name: 'Sasha' } })
  for (const [name, value] of Object.entries(sample) as [keyof typeof sample, string][])
    await perform(input, name, [{ fill: value }])
  const shown = { account: '5555555555554444', cvv: '321', recipient_state: 'CA', recipient_zip: '303011234' }
  for (const [name, set] of Object.entries(shown) as [keyof typeof shown, string][])
    await perform(input, name, [{ set, way: 'property' }])
  const before = stack.received.length
  await perform(input, 'recipient_city', [{ press: 'Enter' }])
  await expect.poll(() => stack.received.length, polling).toBeGreaterThan(before)
  expect(JSON.parse(stack.received.at(-1)?.body ?? '')).toMatchObject({
    ...shown,
    recipient_zip: '30301-1234',
  })
})

function behaviourAnnotation(description: BehaviourId) {
  return { type: 'behaviour', description }
}

async function expectResult(input: Form, one: Case): Promise<void> {
  const caret = one.sees.includes('|')
  await expect
    .poll(async () => {
      const { text, caret: at } = await input.read(one.field)
      return caret ? `${text.slice(0, at)}|${text.slice(at)}` : text
    }, polling)
    .toBe(one.sees)
  const { attribute } = await input.read(one.field)
  expect(attribute).toBeNull()
  if (one.wrong !== undefined) await expectWrong(input, one)
  for (const [name, text] of Object.entries(one.others ?? {})) {
    await expect.poll(async () => (await input.read(name as Case['field'])).text, polling).toBe(text)
  }
  if (one.brand !== undefined) await expectBrand(input, one.brand)
  const { hint, label, announced } = one
  for (const [what, text] of Object.entries({ hint, label, announced })) {
    if (text === undefined) continue
    await expect
      .poll(async () => (await input.surroundings())[what as keyof Surroundings], polling)
      .toBe(text)
  }
}

/** Expects the same error at the field, in its message and in the host page's event. */
async function expectWrong(input: Form, { field, wrong }: Case): Promise<void> {
  await expect
    .poll(async () => {
      const { wrong: marked, note } = await input.read(field)
      return { marked, hasMessage: note !== '' && marked }
    }, polling)
    .toEqual({ marked: wrong !== null, hasMessage: wrong !== null })
  await expect.poll(async () => (await input.change())?.fields[field]?.error ?? null, polling).toBe(wrong)
}

async function expectBrand(input: Form, brand: NonNullable<Case['brand']> | null): Promise<void> {
  await expect.poll(async () => (await input.change())?.brand ?? null, polling).toBe(brand)
  const mark = (await input.surroundings()).mark?.toLowerCase().replace(/ /g, '-') ?? null
  expect(mark).toBe(brand)
}

function caseTitle({ shows, field, steps, sees, wrong, session }: Case): string {
  const after = session ? ` of ${JSON.stringify(session)}` : ''
  const said = wrong === undefined ? '' : wrong === null ? ', nothing wrong' : `, ${wrong}`
  const doing = steps.map(describeStep).join(', ')
  return shorten(
    `${behaviours[shows].slice(0, 40)}… ${field}${after}: ${doing} → ${JSON.stringify(sees)}${said}`,
  )
}

function describeStep(step: Step): string {
  return Object.entries(step)
    .map(([what, value]) => `${what} ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`)
    .join(' ')
}

function shorten(title: string): string {
  return title.replace(/(.)\1{40,}/g, '$1…')
}

/** Names of organizations: a card's business name, and a check's single name. */
import { documentedCheck } from '../../harness/ingoSamples.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { recordFrameHeights } from '../../harness/frameHeights.js'
import { openForm } from '../../harness/openForm.js'

test.skip(
  ({ browserName }) => browserName !== 'chromium',
  'its fields are the card’s, which every engine types into',
)

const { beneficiary_account, ...person } = documentedCheck.beneficiary
const check = { beneficiary_account, single_name: true }

test('ask_business_name: an empty and optional field, whose height is reserved', async ({ page, stack }) => {
  const heights = await recordFrameHeights(page)
  for (const typed of ['', 'Rivera Holdings LLC']) {
    const form = await openForm(page, stack, { ask_business_name: true })
    const field = form.field('recipient_business_name')
    await expect(field).toHaveValue('')
    await expect(field).toHaveAttribute('aria-required', 'false')
    await form.fillCard({ ...sample, recipient_business_name: typed })
    expect(await heights()).toHaveLength(1)
    await form.submit()
    await form.expectToken()
    const sent = JSON.parse(stack.received.at(-1)?.body ?? '') as Record<string, unknown>
    expect(sent.recipient_business_name).toBe(typed || undefined)
  }
})

test('ask_business_name: editable beside read-only values, prefilled if given, absent if hidden', async ({
  page,
  stack,
}) => {
  const { account: _, expiration_date: __, cvv: ___, ...recipient } = sample
  const asked = { ask_business_name: true, recipient }
  const readonly = await openForm(page, stack, { ...asked, recipient_fields: 'readonly' })
  await expect(readonly.field('recipient_city')).not.toBeEditable()
  await expect(readonly.field('recipient_business_name')).toBeEditable()
  const given = { ...recipient, recipient_business_name: 'Rivera Holdings' }
  const prefilled = await openForm(page, stack, { ...asked, recipient: given })
  await expect(prefilled.field('recipient_business_name')).toHaveValue('Rivera Holdings')
  const hidden = await openForm(page, stack, { ...asked, recipient_fields: 'hidden' })
  await expect(hidden.frame.locator('[name^="recipient_"]')).toHaveCount(0)
})

test('single_name: one field for a name or an organization, reviewed, and sent without a last name', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, { account_types: ['check'], check })
  const name = form.frame.getByLabel('Name or organization')
  await expect(form.field('beneficiary_last_name')).toHaveCount(0)
  await form.submit()
  await form.expectError({ field: 'beneficiary_first_name', text: 'Enter a name or an organization.' })
  await name.fill('x'.repeat(256))
  await name.blur()
  await form.expectError({ field: 'beneficiary_first_name', text: /too long/ })
  const { beneficiary_last_name: _, ...beneficiary } = person
  await form.fillCheck({ beneficiary: { ...beneficiary, beneficiary_first_name: 'Harbor & Pine LLC' } })
  await form.submit()
  await expect(form.frame.locator('.read-back address span').first()).toHaveText('Harbor & Pine LLC')
  await form.confirm()
  await form.expectToken()
  const sent = JSON.parse(stack.received.at(-1)?.body ?? '') as typeof documentedCheck
  expect(sent.beneficiary.beneficiary_first_name).toBe('Harbor & Pine LLC')
  expect(sent.beneficiary.beneficiary_last_name).toBe('')
})

test('single_name: the card’s two names become one, and the card gets both back', async ({ page, stack }) => {
  const form = await openForm(page, stack, { account_types: ['card', 'check'], check, locale: 'es' })
  const choose = (label: string) => form.frame.getByRole('radio', { name: label }).check()
  await form.fillCard(sample)
  await choose('Cheque por correo')
  await expect(form.frame.getByLabel('Nombre u organización')).toHaveValue('Alex Rivera')
  await choose('Tarjeta de débito')
  await expect(form.field('recipient_first_name')).toHaveValue('Alex')
  await expect(form.field('recipient_last_name')).toHaveValue('Rivera')
})

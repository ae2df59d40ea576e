/** The form sends the values that it shows, however they got into the fields. */
import type { FieldName } from '../../../widget/protocol/messages.js'
import { expect, expiration_date, sample, test } from '../../harness/fixtures.js'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { openForm, type OpenForm } from '../../harness/openForm.js'
import { setValue } from '../../harness/setValue.js'
import type { Stack } from '../../harness/stack.js'

const year = expiration_date.slice(0, 2)
/** Another card than the sample's: the text that is set, and the value that the gateway receives. */
const written = {
  account: '5555555555554444',
  expiration_date: `11/20${year}`,
  cvv: '321',
  recipient_first_name: 'Sasha',
  recipient_state: 'CA',
  recipient_zip: '303011234',
}
const received = { ...written, expiration_date: `${year}11`, recipient_zip: '30301-1234' }

function lastBody(stack: Stack): Record<string, unknown> {
  return JSON.parse(stack.received.at(-1)?.body ?? '') as Record<string, unknown>
}

async function expectInvalid(form: OpenForm, stack: Stack, field: FieldName): Promise<void> {
  const before = stack.received.length
  await form.submitByHost()
  await form.expectError({ field })
  expect(stack.received.length).toBe(before)
}

for (const way of ['property', 'setter', 'change', 'input', 'after its events'] as const) {
  test(`sends the card that is shown after a script replaces the typed one: ${way}`, async ({
    page,
    stack,
  }) => {
    const form = await openForm(page, stack)
    await form.fillCard(sample)
    for (const [name, value] of Object.entries(written)) await setValue(page, name as FieldName, value, way)
    await form.submitByHost()
    await form.expectToken()
    expect(lastBody(stack)).toMatchObject({ ...received, recipient_city: sample.recipient_city })
  })
}

test('validates a value that was set without an event before it sends, by the brand that is shown', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  await setValue(page, 'account', '378282246310005')
  await expectInvalid(form, stack, 'cvv')
  await expect(form.field('account')).toHaveValue('3782 822463 10005')
  await expect(form.frame.getByRole('img', { name: 'American Express' })).toBeVisible()
  await setValue(page, 'cvv', '1234')
  await setValue(page, 'recipient_state', 'ZZ')
  await expectInvalid(form, stack, 'recipient_state')
  await form.field('recipient_state').selectOption('GA')
  await setValue(page, 'recipient_zip', 'K1A 0B1')
  await expectInvalid(form, stack, 'recipient_zip')
  await expect(form.field('recipient_zip')).toHaveValue('K1A 0B1')
})

test('a field accepts a value that was set without an event when it loses the focus', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.field('account').focus()
  await setValue(page, 'account', '378282246310005')
  await form.field('cvv').focus()
  await expect(form.field('account')).toHaveValue('3782 822463 10005')
  await expect(form.frame.getByText('4 digits on the front')).toBeVisible()
})

test('a value that was set without an event replaces the session’s, if the field can be edited', async ({
  page,
  stack,
}) => {
  const { account, expiration_date: date, cvv, ...recipient } = sample
  const form = await openForm(page, stack, { recipient })
  await form.fillCard({ account, expiration_date: date, cvv })
  await setValue(page, 'recipient_city', 'Springfield')
  await form.submitByHost()
  await form.expectToken()
  expect(lastBody(stack)).toMatchObject({ recipient_city: 'Springfield', recipient_state: 'GA' })

  const fixed = await openForm(page, stack, { recipient, recipient_fields: 'readonly' })
  await fixed.fillCard({ account, expiration_date: date, cvv: '' })
  await setValue(page, 'recipient_city', 'Springfield')
  await setValue(page, 'recipient_state', 'CA')
  await expectInvalid(fixed, stack, 'cvv')
  await expect(fixed.field('recipient_city')).toHaveValue(sample.recipient_city)
  await expect(fixed.field('recipient_state')).toHaveValue(sample.recipient_state)
})

test('a method that was chosen without an event is accepted, and its form is shown', async ({
  page,
  stack,
}) => {
  const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary
  const form = await openForm(page, stack, {
    account_types: ['check', 'card'],
    check: { beneficiary_account },
  })
  await form.fillCheck({ beneficiary })
  const another = form.frame.locator('[name="recipient_is_beneficiary"][value="0"]')
  await another.evaluate((radio: HTMLInputElement) => {
    radio.checked = true
  })
  await expectInvalid(form, stack, 'recipient_line1')
  await expect(another).toBeChecked()
  await form.fillCheck({ beneficiary, recipient: documentedCheck.recipient })
  await setValue(page, 'recipient_city', 'Springfield')
  await form.submitByHost()
  await expect(form.frame.locator('.read-back address')).toContainText('Springfield')
  await form.confirm()
  await form.expectToken()
  const sent = lastBody(stack) as typeof documentedCheck
  expect(sent.recipient_is_beneficiary).toBe(0)
  expect(sent.recipient.recipient_city).toBe('Springfield')

  const card = await openForm(page, stack, {
    account_types: ['check', 'card'],
    check: { beneficiary_account },
  })
  await card.fillCheck({ beneficiary })
  await setValue(page, 'beneficiary_city', 'Springfield')
  await card.frame
    .locator('[name="account_type"]')
    .last()
    .evaluate((radio: HTMLInputElement) => {
      radio.checked = true
    })
  await expectInvalid(card, stack, 'account')
  await expect(card.field('recipient_city')).toHaveValue('Springfield')
})

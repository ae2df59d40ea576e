import { accounts } from 'ingo-capture/playwright'
import { expect, hurry, sample, test } from '../harness/fixtures.js'

test('a wrong check digit is told at its field, without a request', async ({ checkout, stack }) => {
  const { form } = checkout
  const before = stack.received.length
  await form.fillCard({ ...sample, account: '4111 1111 1111 1112' })
  await form.submit()
  await form.expectError({ field: 'account' })
  await expect(form.field('account')).toBeFocused()
  expect(stack.received.length).toBe(before)
})

test('an expired card is told at its field', async ({ checkout }) => {
  const { form } = checkout
  await form.fillCard({ ...sample, expiration_date: '01 / 20' })
  await form.submit()
  await form.expectError({ field: 'expiration_date', text: /expired/i })
})

test('a declined card is told, all is kept but the CVV, and another card succeeds', async ({ checkout }) => {
  const { form } = checkout
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await form.expectError({ text: /declined/i })
  await expect(form.field('recipient_city')).toHaveValue('Anytown')
  await expect(form.field('cvv')).toHaveValue('')
  await form.fillCard({ account: accounts.mastercard, cvv: '123' })
  await form.submit()
  await form.expectToken()
})

test('an address that does not match is told at the ZIP', async ({ checkout }) => {
  const { form } = checkout
  await form.fillCard({ ...sample, account: accounts['avs-zip-format'] })
  await form.submit()
  await form.expectError({ field: 'recipient_zip' })
  await expect(form.field('recipient_zip')).toBeFocused()
})

test('an empty form names every field that is missing and goes to the first', async ({ checkout, stack }) => {
  const { form } = checkout
  const before = stack.received.length
  await form.submit()
  for (const name of [
    'account',
    'expiration_date',
    'cvv',
    'recipient_first_name',
    'recipient_zip',
  ] as const) {
    await form.expectError({ field: name })
  }
  await expect(form.field('account')).toBeFocused()
  expect(stack.received.length).toBe(before)
})

test('an unreachable gateway loses nothing: the form still holds all, and succeeds when it is back', async ({
  checkout,
  stack,
}) => {
  const { page, form } = checkout
  await page.clock.install()
  await form.fillCard(sample)
  await stack.cut(true)
  try {
    await form.submit()
    await hurry(page, () => form.expectError({}))
    for (const name of ['account', 'expiration_date', 'cvv', 'recipient_zip'] as const) {
      await expect(form.field(name)).toHaveValue(sample[name])
    }
  } finally {
    await stack.cut(false)
  }
  await form.submit()
  await form.expectToken()
})

test('an answer that was lost after processing still ends with the token', async ({ checkout, stack }) => {
  const { form } = checkout
  const before = stack.received.length
  await form.fillCard({ ...sample, account: accounts.reset })
  await form.submit()
  await form.expectToken()
  const bodies = stack.received.slice(before).map(({ body }) => body)
  expect(bodies).toHaveLength(2)
  expect(bodies[1]).toBe(bodies[0])
})

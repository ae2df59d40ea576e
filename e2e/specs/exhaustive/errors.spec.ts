import { accounts } from 'ingo-capture/playwright'
import { expect, skipPauses, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

test('shows a wrong check digit at its field, without a request', async ({ checkout, stack }) => {
  const { form } = checkout
  const before = stack.received.length
  await form.fillCard({ ...sample, account: '4111 1111 1111 1112' })
  await form.submit()
  await form.expectError({ field: 'account' })
  await expect(form.field('account')).toBeFocused()
  expect(stack.received.length).toBe(before)
})

test('shows an expired card at its field', async ({ checkout }) => {
  const { form } = checkout
  await form.fillCard({ ...sample, expiration_date: '01 / 20' })
  await form.submit()
  await form.expectError({ field: 'expiration_date', text: /expired/i })
})

test('keeps everything except the CVV after a decline, and accepts another card', async ({ checkout }) => {
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

test('shows an address mismatch at the ZIP', async ({ checkout }) => {
  const { form } = checkout
  await form.fillCard({ ...sample, account: accounts['avs-zip-format'] })
  await form.submit()
  await form.expectError({ field: 'recipient_zip' })
  await expect(form.field('recipient_zip')).toBeFocused()
})

test('shows every missing field of an empty form and focuses the first', async ({ checkout, stack }) => {
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

test('keeps all input while the gateway is unreachable, and succeeds when it is back', async ({
  checkout,
  stack,
}) => {
  const { page, form } = checkout
  await page.clock.install()
  await form.fillCard(sample)
  await stack.setGatewayReachable(false)
  try {
    await form.submit()
    await skipPauses(page, () => form.expectError({}))
    for (const name of ['account', 'expiration_date', 'cvv', 'recipient_zip'] as const) {
      await expect(form.field(name)).toHaveValue(sample[name])
    }
  } finally {
    await stack.setGatewayReachable(true)
  }
  await form.submit()
  await form.expectToken()
})

test('returns the token when the gateway’s response was lost after processing', async ({
  checkout,
  stack,
}) => {
  const { form } = checkout
  const before = stack.received.length
  await form.fillCard({ ...sample, account: accounts.reset })
  await form.submit()
  await form.expectToken()
  const bodies = stack.received.slice(before).map(({ body }) => body)
  expect(bodies).toHaveLength(2)
  expect(bodies[1]).toBe(bodies[0])
})

test('account_mismatch under the server’s own id: the form stays usable, and the next card gets the token', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, account: accounts['wrong-last4'] })
  await form.submit()
  await form.expectError({
    text: /try again, or contact the company that sent you here.*4 attempts left.*Reference: /,
  })
  await expect(form.field('cvv')).toHaveValue('')
  await form.fillCard({ account: accounts.success, cvv: '123' })
  await form.submit()
  await form.expectToken()
})

/** A verified card that misses the session's `require`: the message for each reason, and the next step. */
import { accounts } from 'ingo-capture/playwright'
import { retrieveSession, type SessionInput } from 'ingo-capture/backend'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { recordErrors } from '../../harness/recordErrors.js'
import { SECRET_KEY } from '../../harness/settings.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'what Ingo answers is the same in every engine')

const check = { beneficiary_account: documentedCheck.beneficiary.beneficiary_account }

type Row = { account: string; session: Partial<SessionInput>; en: string; es: string }
const limits = { require: { amount_within_limits: true as const } }
const reasons: Record<string, Row> = {
  push_disabled: {
    account: accounts['push-disabled'],
    session: { require: { push: true } },
    en: 'This card can’t receive payments.',
    es: 'Esta tarjeta no puede recibir pagos.',
  },
  pull_disabled: {
    account: accounts.success,
    session: { require: { pull: true } },
    en: 'Payments can’t be taken from this card.',
    es: 'No se pueden cobrar pagos de esta tarjeta.',
  },
  card_type: {
    account: accounts['credit-card'],
    session: { require: { card_types: ['Debit', 'Prepaid'] } },
    en: 'This type of card isn’t accepted',
    es: 'Este tipo de tarjeta no se acepta',
  },
  above_max: {
    account: accounts.success,
    session: { ...limits, amount: 2000 },
    en: 'The amount is above the limit of this card.',
    es: 'El monto supera el límite de esta tarjeta.',
  },
  below_min: {
    account: accounts['min-500'],
    session: { ...limits, amount: 10 },
    en: 'The amount is below the minimum of this card.',
    es: 'El monto es menor que el mínimo de esta tarjeta.',
  },
}

for (const [reason, { account, session, en, es }] of Object.entries(reasons)) {
  test(`${reason}: says what helps in both languages, keeps the form open and clears the CVV`, async ({
    page,
    stack,
  }) => {
    const form = await openForm(page, stack, session)
    const errors = await recordErrors(page)
    await form.fillCard({ ...sample, account })
    await form.submit()
    await form.expectError({ text: en })
    const notice = form.frame.getByRole('alert')
    await expect(notice).toContainText('4 attempts left.')
    await expect(notice).toContainText('Re-enter your security code')
    await expect(notice).toBeFocused()
    await expect(form.field('cvv')).toHaveValue('')
    await expect(form.field('recipient_city')).toHaveValue('Anytown')
    await expect(form.field('account')).toBeEditable()
    await expect(form.frame.getByRole('button')).toHaveCount(1)
    await page.evaluate(() => {
      const { capture } = window as unknown as { capture: { update: (changes: object) => void } }
      capture.update({ locale: 'es' })
    })
    await form.expectError({ text: es })
    // The event has the properties of CaptureError, and no token.
    const [error, ...more] = await errors()
    expect(more).toEqual([])
    expect(error).toMatchObject({ code: 'card_not_payable', reason, retryable: false, attempts_left: 4 })
    const seen = await retrieveSession({ url: stack.capture, secretKey: SECRET_KEY }, form.id)
    expect(seen).toMatchObject({ status: 'open', payable: false, reason })
    expect(JSON.stringify(error)).not.toContain(seen.customer_account_token)
  })
}

test('the next card runs under another id and gets the token', async ({ page, stack }) => {
  const form = await openForm(page, stack, { require: { push: true } })
  const before = stack.received.length
  for (const account of [accounts['push-disabled'], accounts.success]) {
    await form.fillCard({ ...sample, account })
    await form.submit()
    if (account !== accounts.success) await form.expectError({ text: /use another card/ })
  }
  await form.expectToken()
  const ids = stack.received
    .slice(before)
    .map(({ body }) => (JSON.parse(body) as { participant_unique_id1: string }).participant_unique_id1)
  expect(new Set(ids).size).toBe(2)
})

test('“Get a check instead” keeps name and address, takes the focus, and leads to the check’s token', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, {
    require: { push: true },
    account_types: ['card', 'check'],
    check,
  })
  await form.fillCard({ ...sample, account: accounts['push-disabled'] })
  await form.submit()
  const instead = form.frame.getByRole('button', { name: 'Get a check instead' })
  // The alert gets the focus when its text appears, which is after the button. Wait for that before moving the focus.
  await expect(form.frame.getByRole('alert')).toBeFocused()
  await instead.focus()
  await page.keyboard.press('Enter')
  await expect(form.frame.getByRole('heading', { name: 'Check by mail' })).toBeFocused()
  await expect(form.frame.getByRole('status')).toContainText('Your name and address are kept.')
  await expect(form.frame.getByRole('radio', { name: 'Check by mail' })).toBeChecked()
  await expect(form.frame.getByRole('alert')).toHaveCount(0)
  await expect(instead).toHaveCount(0)
  await expect(form.field('account')).toHaveCount(0)
  for (const name of ['first_name', 'last_name', 'address1', 'city', 'state', 'zip'] as const)
    await expect(form.field(`beneficiary_${name}`)).toHaveValue(sample[`recipient_${name}`])
  await form.submit()
  await form.confirm()
  await form.expectToken()
  const seen = await retrieveSession({ url: stack.capture, secretKey: SECRET_KEY }, form.id)
  expect(seen).toMatchObject({ status: 'tokenized', account_type: 'check' })
  expect(seen.other_tokens).toHaveLength(1)
  const [card, mailed] = stack.received
    .slice(-2)
    .map(({ body }) => JSON.parse(body) as { participant_unique_id1: string })
  expect(mailed).toMatchObject({ beneficiary: { beneficiary_last_name: 'Rivera', ...check } })
  expect(mailed?.participant_unique_id1).not.toBe(card?.participant_unique_id1)
})

test('offers no check after a decline, nor in a session without one', async ({ page, stack }) => {
  const form = await openForm(page, stack, { account_types: ['card', 'check'], check })
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await form.expectError({ text: /declined/ })
  await expect(form.frame.getByRole('button')).toHaveCount(1)
})

for (const [code, account, words] of [
  ['card_not_payable', accounts['push-disabled'], /can’t receive payments\. To use another card/],
  ['account_mismatch', accounts['wrong-last4'], /could not be completed/],
] as const) {
  const name = code === 'card_not_payable' ? 'This card can’t be used' : 'This form is closed'

  test(`${code}: ends a form whose id the merchant gave, without a button`, async ({ page, stack }) => {
    const form = await openForm(page, stack, {
      participant_unique_id1: crypto.randomUUID(),
      require: { push: true },
      account_types: ['card', 'check'],
      check,
    })
    const errors = await recordErrors(page)
    await form.fillCard({ ...sample, account })
    await form.submit()
    const panel = form.frame.getByRole('region', { name })
    await expect(panel).toContainText(words)
    await expect(panel).toContainText('contact the company that sent you here')
    await expect(form.frame.getByRole('heading')).toBeFocused()
    await expect(form.frame.getByRole('status')).toHaveText(words)
    await expect(form.frame.getByRole('button')).toHaveCount(0)
    await expect(form.field('account')).toHaveCount(0)
    expect(await errors()).toEqual([expect.objectContaining({ code, needs_new_session: true })])
    const seen = await retrieveSession({ url: stack.capture, secretKey: SECRET_KEY }, form.id)
    expect(seen).toMatchObject({ status: 'exhausted', needs_new_session: true })
  })
}

test('the last attempt ends the form, like any other refusal', async ({ page, stack }) => {
  const form = await openForm(page, stack, { require: { push: true }, max_attempts: 1 })
  const errors = await recordErrors(page)
  await form.fillCard({ ...sample, account: accounts['push-disabled'] })
  await form.submit()
  const panel = form.frame.getByRole('region', { name: 'No attempts left' })
  await expect(panel).toContainText(
    'can’t receive payments. To use another card, please contact the company that sent you here.',
  )
  await expect(form.frame.getByRole('button')).toHaveCount(0)
  expect(await errors()).toEqual([expect.objectContaining({ code: 'card_not_payable', attempts_left: 0 })])
})

test('the host page can replace the sentences and the button', async ({ page, stack }) => {
  const messages = { 'notPayable.push_disabled': 'No pushes.', 'check.instead': 'Mail me a check' }
  const session = { require: { push: true as const }, check }
  const form = await openForm(page, stack, { ...session, account_types: ['card', 'check'] }, { messages })
  await form.fillCard({ ...sample, account: accounts['push-disabled'] })
  await form.submit()
  await form.expectError({ text: /^No pushes\. .*4 attempts left\.$/ })
  await expect(form.frame.getByRole('button', { name: 'Mail me a check' })).toBeVisible()
})

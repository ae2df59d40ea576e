/** Calls of the kit that can't succeed by waiting: the form has ended, or does not offer what they need. */
import { accounts, captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openKitForm } from '../../harness/openForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'the kit’s own waits, the same in every engine')

/** The message of a call that has to fail at once, although its own time-out is 15 s or more. */
async function failure(call: () => unknown): Promise<string> {
  const started = Date.now()
  const { message } = await Promise.resolve()
    .then(call)
    .then(
      () => new Error('did not fail'),
      (error: unknown) => error as Error,
    )
  expect(Date.now() - started).toBeLessThan(10_000)
  return message
}

test('a form that ended without a token fails each call at once', async ({ page, stack }) => {
  const form = await openKitForm(page, stack, { max_attempts: 1 })
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await form.expectFailed({ code: 'card_declined' })
  const end = 'has ended: it is failed and shows card_declined (“'
  expect(await failure(() => form.expectToken())).toContain(`Expected a token, but the form ${end}`)
  expect(await failure(() => form.expectState('ready'))).toContain(end)
  expect(await failure(() => form.expectExpired())).toContain(end)
  expect(await failure(() => form.expectError({ code: 'cvv_invalid' }))).toContain(end)
  expect(await failure(() => form.waitReady())).toContain(end)
  expect(await failure(() => form.fillCard(sample))).toContain(`The form ${end}`)
  const advice = /Open the page with another session\.$/
  for (const call of [() => form.submit(), () => form.confirm(), () => form.chooseMethod('check')])
    expect(await failure(call)).toMatch(advice)
})

test('a form with its token fails calls that wait for an error', async ({ page, stack }) => {
  const form = await openKitForm(page, stack)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  const end = 'has ended: it is tokenized and shows no error.'
  for (const call of [() => form.expectError(), () => form.expectFailed(), () => form.submit()])
    expect(await failure(call)).toContain(end)
})

test('the texts of a panel are separated', async ({ page, stack }) => {
  const form = await openKitForm(page, stack, { max_attempts: 1 })
  await form.fillCard({ ...sample, account: accounts.declined })
  await form.submit()
  await form.expectFailed()
  const heading = await form.frame.getByRole('heading').innerText()
  await form.expectError({ text: `${heading} ` })
})

test('expectError without a field also finds errors at fields', async ({ page, stack }) => {
  const form = await openKitForm(page, stack)
  await form.fillCard({ ...sample, cvv: '' })
  await form.submit()
  await form.expectError()
  await form.expectError({ text: 'security code' })
})

test('names the methods of the session if a test chooses another one', async ({ page, stack }) => {
  const form = await openKitForm(page, stack, {
    account_types: ['card', 'check'],
    check: { beneficiary_account: '3000000038' },
  })
  expect(await failure(() => form.chooseMethod('open-banking'))).toBe(
    'The form offers no choice of open-banking: it offers card and check. Create its session with other account_types.',
  )
})

test('names a part that the session does not ask for, at once', async ({ page, stack }) => {
  const form = await openKitForm(page, stack, {}, { submitButton: false })
  const calls: [string, () => Promise<void>][] = [
    ['The form has no field account_id', () => form.fillCard({ account_id: '1' })],
    ['The form offers no choice of check', () => form.chooseMethod('check')],
    ['The form has no button of its own', () => form.submit()],
    ['The session pays the beneficiary', () => form.fillCheck({ recipient: {} })],
  ]
  for (const [sentence, call] of calls) expect(await failure(call)).toContain(sentence)
})

test('names arguments of a wrong type, and never shows their values', async ({ page, stack }) => {
  const form = await openKitForm(page, stack)
  const js = form as unknown as { [Name in keyof CaptureFrame]: (...given: unknown[]) => unknown }
  const open = captureFrame as unknown as (...given: unknown[]) => unknown
  const calls: [string, () => unknown][] = [
    ['cvv: should be a string, as a person types it.', () => js.fillCard({ cvv: 123 })],
    ["fillCard takes an object: fillCard({ cvv: '123' }).", () => js.fillCard()],
    ["expectError takes an object: expectError({ code: 'card_declined' }).", () => js.expectError('cvv')],
    ["'undefined' is not a state: use one of", () => js.expectState()],
    ["'undefined' is not a method: use one of", () => js.chooseMethod()],
    ["press takes a locator: press(page.locator('#pay')).", () => js.press('#pay')],
    ["captureFrame takes Playwright's page: captureFrame(page, '#payout').", () => open('#payout')],
    ...[{}, 5, null].map((target): [string, () => unknown] => [
      'captureFrame: the target should be a selector or a locator.',
      () => open(page, target),
    ]),
    ['captureFrame: the selector is empty: leave it out if the page has one capture.', () => open(page, '')],
    [
      "no capture in 'iframe': it is a frame, so give captureFrame the element around it.",
      () => captureFrame(page, 'iframe').submit(),
    ],
    ...['1500', -5, NaN, null].flatMap((timeout) =>
      [
        () => js.waitReady({ timeout }),
        () => js.fillCard({ cvv: '123' }, { timeout }),
        () => js.expectError({ code: 'required', timeout }),
        () => js.press(page.locator('#before'), { timeout }),
      ].map((call): [string, () => unknown] => [
        'timeout: should be a number of milliseconds, 0 or more: { timeout: 5000 }.',
        call,
      ]),
    ),
    ['recipient_state: should be the code of a state', () => form.fillCard({ recipient_state: 'Gotham' })],
  ]
  for (const [sentence, call] of calls) expect(await failure(call)).toContain(sentence)
})

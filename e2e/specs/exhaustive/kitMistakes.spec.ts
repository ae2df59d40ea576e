/** Mistakes in a test that uses the kit get an error at once: one sentence that says what to do. */
import { captureFixtures, captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../../harness/fixtures.js'
import { mountForm, newSession, openHost } from '../../harness/hostPage.js'
import { openKitForm } from '../../harness/openForm.js'

/** The message of a call that has to fail at once, far below the kit's own limits. */
async function failure(call: () => Promise<unknown>): Promise<string> {
  const started = Date.now()
  const { message } = await call().then(
    () => new Error('did not fail'),
    (error: unknown) => error as Error,
  )
  expect(Date.now() - started).toBeLessThan(10_000)
  return message
}

test('a wrong selector fails at once, by every call', async ({ page, stack }) => {
  await openKitForm(page, stack)
  const wrong = captureFrame(page, '#a')
  const sentence = "no capture in '#a': the page has 1 elsewhere, so check the selector."
  const calls: ((form: CaptureFrame) => Promise<unknown>)[] = [
    (form) => form.waitReady({ timeout: 500 }),
    (form) => form.fillCard(sample),
    (form) => form.fillCard({}),
    (form) => form.fillCheck({}),
    (form) => form.chooseMethod('check'),
    (form) => form.submit(),
    (form) => form.confirm(),
    (form) => form.expectToken(),
    (form) => form.expectState('ready'),
    (form) => form.expectError(),
    (form) => form.expectFailed(),
    (form) => form.expectExpired(),
  ]
  for (const call of calls) expect(await failure(() => call(wrong))).toBe(sentence)
  expect(await failure(() => captureFrame(page, page.locator('#before')).submit())).toMatch(
    /^no capture in locator\('#before'\): /,
  )
})

test('accepts the host, an element around it, or a locator of either as the target', async ({
  page,
  stack,
}) => {
  await openKitForm(page, stack)
  for (const target of ['#capture', 'body', page.locator('#capture'), page.locator('main, body')]) {
    await captureFrame(page, target).waitReady({ timeout: 5000 })
    await captureFrame(page, target).fillCard({ recipient_city: 'Anytown' })
  }
})

test('a page without a form says what to check', async ({ page, stack }) => {
  await page.goto(`${stack.simulator}/healthz`)
  const form = captureFrame(page)
  expect(await failure(() => form.submit())).toBe(
    'no capture on the page: open the page that mounts it, then call waitReady().',
  )
  expect(await failure(() => form.waitReady({ timeout: 500 }))).toBe(
    'no capture on the page: check that this page mounts the form and that its session was created.',
  )
  expect(await failure(() => captureFrame(page, '#payout').submit())).toBe(
    "no capture in '#payout': nothing matches it, so check the selector and the page’s address.",
  )
})

test('two forms need a selector', async ({ page, stack }) => {
  await openKitForm(page, stack)
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('div'), { id: 'second' }))
    const { IngoCapture, url } = window as unknown as {
      IngoCapture: typeof import('ingo-capture')
      url: string
    }
    IngoCapture.create({ url }).mount('#second')
  })
  expect(await failure(() => captureFrame(page).submit())).toBe(
    '2 captures on the page: give captureFrame the selector of one of them.',
  )
  await captureFrame(page, '#second').waitReady()
})

test('lists the names that exist if a test uses another one', async ({ page, stack }) => {
  const form = await openKitForm(page, stack)
  const code = 'card_decline' as 'card_declined'
  expect(await failure(() => form.expectError({ code }))).toMatch(
    /^'card_decline' is not a code: use one of invalid_request, .*card_declined, .*too_far\.$/,
  )
  expect(await failure(() => form.expectFailed({ code }))).toContain('is not a code')
  expect(await failure(() => form.expectError({ field: 'zip' as 'cvv' }))).toContain("'zip' is not a field")
  expect(await failure(() => form.fillCard({ ['zip' as 'cvv']: '1' }))).toContain('recipient_zip')
  expect(await failure(() => form.expectState('done' as 'ready'))).toContain(
    'use one of loading, ready, submitting, tokenized, failed.',
  )
  expect(await failure(() => form.chooseMethod('cheque' as 'check'))).toContain(
    'use one of card, check, open-banking.',
  )
})

test('names a part that the session does not ask for', async ({ page, stack }) => {
  const form = await openKitForm(page, stack, {}, { submitButton: false })
  const waiting = { timeout: 500 }
  expect(await failure(() => form.fillCard({ account_id: '1' }, waiting))).toBe(
    'The form has no field account_id: fill only what its session asks for.',
  )
  expect(await failure(() => form.chooseMethod('check', waiting))).toBe(
    'The form offers no choice of check: create its session with account_types of two or more.',
  )
  expect(await failure(() => form.submit(waiting))).toBe(
    'The form has no button of its own: press your page’s button with form.press().',
  )
  expect(await failure(() => form.confirm(waiting))).toBe(
    'No review of a check is shown: submit a check first.',
  )
  expect(await failure(() => form.fillCheck({ recipient: {} }, waiting))).toBe(
    'The session pays the beneficiary: leave out recipient.',
  )
})

test('a wait with a short time-out still waits for a busy page’s answer', async ({ page, stack }) => {
  const form = await openKitForm(page, stack)
  const block = () => {
    setTimeout(() => {
      const end = Date.now() + 1500
      while (Date.now() < end);
    }, 0)
  }
  await page.evaluate(block)
  expect(await failure(() => form.fillCard({ account_id: '1' }, { timeout: 100 }))).toBe(
    'The form has no field account_id: fill only what its session asks for.',
  )
  await page.evaluate(block)
  expect(await failure(() => form.expectFailed({ timeout: 100 }))).toContain('Expected the form to fail')
})

test('a wait that times out says what the form shows instead', async ({ page, stack }) => {
  const form = await openKitForm(page, stack)
  await form.submit()
  await form.expectError({ field: 'account' })
  expect(await failure(() => form.expectToken({ timeout: 500 }))).toMatch(
    /Expected a token, but the form is ready and shows .*required at account \(“Enter your card number\.”\)/,
  )
  expect(await failure(() => form.expectError({ code: 'card_declined', timeout: 500 }))).toContain(
    'Expected an error with card_declined, but the form is ready and shows',
  )
  expect(await failure(() => form.expectFailed({ timeout: 500 }))).toContain('Expected the form to fail')
})

test('finds a token that came before captureFrame if Playwright remembers the response', async ({
  page,
  context,
  stack,
}) => {
  const url = await newSession(stack)
  await openHost(page, stack, {})
  await mountForm(page, url)
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(sample)
  await form.submit()
  const event = await form.expectToken()
  for (const remembers of [true, false]) {
    const later = await context.newPage()
    // Playwright before 1.56 lacks this method.
    if (!remembers) Object.assign(later, { requests: undefined })
    await openHost(later, stack, {})
    await mountForm(later, url)
    await expect(later.locator('#capture')).toHaveAttribute('data-capture-state', 'tokenized')
    const late = captureFrame(later)
    if (remembers) expect(await late.expectToken()).toEqual(event)
    else
      expect(await failure(() => late.expectToken())).toMatch(/call captureFrame before you open the page\.$/)
  }
})

const fixtures = test.extend(captureFixtures)
fixtures('the fixture `capture` drives the page’s form', async ({ page, stack, capture }) => {
  await page.goto(stack.shop)
  await capture.waitReady()
  await capture.fillCard(sample)
  await capture.submit()
  expect(await capture.expectToken()).toMatchObject({ account_type: 'card' })
})
fixtures.describe('of two forms', () => {
  fixtures.use({ captureTarget: 'main' })
  fixtures('the fixture takes the target as an option', async ({ page, stack, capture }) => {
    await page.goto(stack.shop)
    await capture.waitReady()
  })
})

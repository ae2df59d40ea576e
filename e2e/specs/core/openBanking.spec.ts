/** The open banking preview: the form asks only for values that the backend has not given. */
import type { Page } from '@playwright/test'
import type { Capture } from 'ingo-capture'
import {
  documentedOpenBanking as open_banking,
  documentedOpenBankingKeys,
} from '../../harness/ingoSamples.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'

test.skip(
  ({ browserName }) => browserName !== 'chromium',
  'its fields are the card’s, which every engine types into',
)

/** The session's values, with both that the form would ask for. The account chooses the simulator's scenario. */
const complete = (account_id: string) =>
  ({ ...(open_banking as object), open_banking_provider: 'string', account_id }) as never

test('sends open banking, marked as a preview, with every documented key as a string', async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack, { account_types: ['open-banking'], open_banking })
  await expect(form.frame.locator('.badge')).toHaveText(['Preview', 'Test mode'])
  await form.submit()
  await form.expectError({ field: 'open_banking_provider', text: /provider/ })
  await form.fillCard({ open_banking_provider: 'string', account_id: 'string' })
  await form.submit()
  await form.expectToken()
  const received = stack.received.at(-1)
  expect(received?.requestLine).toBe('POST /gateway/verify--open-banking HTTP/1.1')
  const sent = JSON.parse(received?.body ?? '') as Record<string, unknown>
  const sample = Object.fromEntries(documentedOpenBankingKeys.map((key) => [key, 'string']))
  expect(sent).toEqual({ ...sample, participant_id: '12345', timestamp: sent.timestamp })
  expect(sent.timestamp).toMatch(/^[0-9]{10}$/)
})

test('asks only for what the session lacks', async ({ page, stack }) => {
  const known = { ...(open_banking as object), open_banking_provider: 'finicity' } as never
  const form = await openForm(page, stack, { account_types: ['open-banking'], open_banking: known })
  await expect(form.field('account_id')).toBeVisible()
  await expect(form.field('open_banking_provider')).toHaveCount(0)
  await form.fillCard({ account_id: 'string' })
  await form.submit()
  await form.expectToken()
  expect(JSON.parse(stack.received.at(-1)?.body ?? '')).toMatchObject({ open_banking_provider: 'finicity' })
})

/** Mounts the session's form again, as after a reload of the page. */
function mountAgain(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
    ;(Reflect.get(window, 'capture') as Capture).destroy()
    const capture = IngoCapture.create({ url: Reflect.get(window, 'url') as string })
    capture.on('error', () => undefined)
    capture.mount('#capture')
    Object.assign(window, { capture })
  })
}

test('submits itself once when nothing is missing; a reload sends nothing more', async ({ page, stack }) => {
  const before = stack.received.length
  const form = await openForm(page, stack, {
    account_types: ['open-banking'],
    open_banking: complete('string'),
  })
  await form.expectToken()
  await mountAgain(page)
  await form.expectToken()
  expect(stack.received.length - before).toBe(1)
  expect(await form.events()).not.toContain('submit')
})

test('a refusal of an account that the shop chose ends the form; after a reload the form sends only when pressed', async ({
  page,
  stack,
}) => {
  const before = stack.received.length
  const form = await openForm(page, stack, {
    account_types: ['open-banking'],
    open_banking: complete('declined'),
  })
  const panel = form.frame.locator('.panel')
  await expect(panel).toContainText(
    'This bank account wasn’t accepted. Please contact the company that sent you here.',
  )
  await expect(form.frame.getByRole('button')).toHaveCount(0)
  await mountAgain(page)
  await form.waitReady()
  const button = form.frame.getByRole('button', { name: 'Connect account' })
  await expect(button).toBeEnabled()
  expect(stack.received.length - before).toBe(1)
  await button.click()
  await expect(panel).toContainText('contact the company that sent you here')
  expect(stack.received.length - before).toBe(2)
})

test('does not submit itself in a session whose outcome is unknown', async ({ page, stack }) => {
  const before = stack.received.length
  const form = await openForm(page, stack, {
    account_types: ['open-banking'],
    open_banking: complete('malformed'),
  })
  await expect.poll(() => stack.received.length - before).toBeGreaterThan(0)
  const sent = stack.received.length
  await mountAgain(page)
  await form.waitReady()
  const button = form.frame.getByRole('button', { name: 'Connect account' })
  await expect(button).toBeVisible()
  expect(stack.received.length).toBe(sent)
})

test('shows only the button when it is chosen among several methods', async ({ page, stack }) => {
  const before = stack.received.length
  const form = await openForm(page, stack, {
    account_types: ['card', 'open-banking'],
    open_banking: complete('string'),
  })
  await form.fillCard(sample)
  await form.frame.getByRole('radio', { name: 'Bank account' }).check()
  await expect(form.frame.getByRole('textbox')).toHaveCount(0)
  expect(stack.received.length).toBe(before)
  await form.submit()
  await form.expectToken()
})

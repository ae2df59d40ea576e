/** When a session is replaced while the cardholder is busy, the form sends the right address to the right session. */
import type { Page } from '@playwright/test'
import { errors } from '../../../contract/errors.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { openRenewable, sleep } from '../../harness/renewable.js'
import type { Stack } from '../../harness/stack.js'

const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary
const check = { beneficiary_account }
const unknown = { code: 'outcome_unknown' } as const

/** Half a minute before the session's end. */
const DUE_MIN = 29.5

/** A problem that replaces the server's response. The form repeats at once. */
function problem({ code }: { code: 'outcome_unknown' | 'session_expired' }) {
  const { status, retryable } = errors[code]
  const body = JSON.stringify({ type: 'about:blank', title: 'title', status, code, retryable })
  return { status, contentType: 'application/problem+json', headers: { 'Retry-After': '0' }, body }
}

/** The credential of each capture's session, the latest last. The first `lost` captures get an unknown outcome. */
async function recordCaptures(page: Page, lost = 0): Promise<string[]> {
  const sent: string[] = []
  await page.route('**/v1/captures', (route) => {
    sent.push(route.request().headers().authorization ?? '')
    return sent.length > lost ? route.continue() : route.fulfill(problem(unknown))
  })
  return sent
}

/** The server says that the page's first session has expired, from the read with the number `from` on. */
async function expireFirst(page: Page, from: number): Promise<void> {
  const url = await page.evaluate<string>('url')
  let reads = 0
  await page.route('**/v1/session', (route) => {
    const isFirst = route.request().headers().authorization === `Bearer ${url.replace(/.*#/, '')}`
    return isFirst && ++reads >= from ? route.fulfill(problem({ code: 'session_expired' })) : route.continue()
  })
}

function lastBody(stack: Stack): unknown {
  return JSON.parse(stack.received.at(-1)?.body ?? '')
}

test('a submit waits for the renewal, and every repeat goes to the new session', async ({ page, stack }) => {
  const form = await openRenewable(page, stack, 'late')
  const sent = await recordCaptures(page, 3)
  const before = stack.received.length
  await sleep(page, DUE_MIN)
  await form.fillCard(sample)
  await expect.poll(() => form.ids.length).toBe(1)
  await form.submit()
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'submitting')
  await form.release()
  await expect(form.frame.getByRole('alert')).toBeVisible()
  // The cardholder tries again.
  await form.submit()
  await form.expectToken()
  expect(sent).toHaveLength(4)
  expect(new Set(sent).size).toBe(1)
  expect(await form.status()).toBe('tokenized')
  expect(await form.firstStatus()).not.toBe('tokenized')
  expect(form.ids).toHaveLength(1)
  expect(stack.received.length - before).toBe(1)
})

test('a check goes to the session that was renewed during its read-back', async ({ page, stack }) => {
  const form = await openRenewable(page, stack, 'resolve', { account_types: ['check'], check })
  const sent = await recordCaptures(page, 3)
  await form.fillCheck({ beneficiary })
  await form.submit()
  await expect(form.frame.locator('.read-back')).toBeVisible()
  await sleep(page, DUE_MIN)
  await form.opened(2)
  await form.confirm()
  await expect(form.frame.getByRole('alert')).toBeVisible()
  await form.submit()
  await form.expectToken()
  expect(sent).toHaveLength(4)
  expect(new Set(sent).size).toBe(1)
  expect(await form.status()).toBe('tokenized')
  expect(await form.firstStatus()).not.toBe('tokenized')
})

test('a value that the cardholder has emptied stays empty', async ({ page, stack }) => {
  const recipient = { recipient_address2: 'Apt 4' }
  const form = await openRenewable(page, stack, 'resolve', { recipient, recipient_fields: 'editable' })
  const { recipient_address2: _, ...typed } = sample
  await form.fillCard(typed)
  await expect(form.field('recipient_address2')).toHaveValue('Apt 4')
  await form.field('recipient_address2').fill('')
  await sleep(page, DUE_MIN)
  await form.opened(2)
  await expect(form.field('recipient_address2')).toHaveValue('')
  await form.fillCard({ cvv: sample.cvv })
  await form.submit()
  await form.expectToken()
  expect(await form.status()).toBe('tokenized')
  expect(JSON.stringify(lastBody(stack))).not.toContain('Apt 4')
})

test('the address of another method does not replace the payee’s', async ({ page, stack }) => {
  const { recipient_phone, ...recipient } = {
    recipient_first_name: 'Card',
    recipient_last_name: 'Holder',
    recipient_address1: '9 Card Street',
    recipient_city: 'Cardtown',
    recipient_state: 'GA',
    recipient_zip: '30301',
    recipient_phone: '1231231234',
  } as const
  const form = await openRenewable(page, stack, 'late', {
    account_types: ['card', 'check'],
    recipient: { ...recipient, recipient_phone },
    recipient_fields: 'readonly',
    check: { beneficiary_account, beneficiary },
  })
  await sleep(page, DUE_MIN)
  await expect.poll(() => form.ids.length).toBe(1)
  await form.frame.getByRole('radio', { name: 'Check by mail' }).check()
  await form.fillCheck({ recipient: documentedCheck.recipient })
  await form.release()
  await form.opened(2)
  await form.submit()
  await form.confirm()
  await form.expectToken()
  expect(await form.status()).toBe('tokenized')
  expect(lastBody(stack)).toMatchObject({ recipient: documentedCheck.recipient })
})

test('a session is not replaced while the form waits for the result of a submit', async ({ page, stack }) => {
  const form = await openRenewable(page, stack, 'resolve')
  const before = stack.received.length
  const release = stack.holdGateway()
  await form.fillCard(sample)
  await form.submit()
  await expect.poll(() => stack.received.length - before).toBe(1)
  await expireFirst(page, 2)
  await page.evaluate(`capture.mount('#capture')`)
  await expect.poll(() => form.count('expired')).toBe(1)
  expect(await form.asked()).toBe(0)
  expect(stack.received.length - before).toBe(1)
  release()
})

test('a session whose outcome is unknown is not replaced when the page is restored', async ({
  page,
  stack,
}) => {
  const form = await openRenewable(page, stack, 'resolve')
  await recordCaptures(page, 3)
  await form.fillCard(sample)
  await form.submit()
  await expect(form.frame.getByRole('alert')).toBeVisible()
  await expireFirst(page, 1)
  await form.frame.locator('html').evaluate(() => {
    for (const name of ['pagehide', 'pageshow']) window.dispatchEvent(new Event(name))
  })
  await expect.poll(() => form.count('expired')).toBe(1)
  expect(await form.asked()).toBe(0)
})

test('a session whose outcome is unknown is not replaced when the cardholder tries again too late', async ({
  page,
  stack,
}) => {
  const form = await openRenewable(page, stack, 'resolve')
  await recordCaptures(page, 3)
  await form.fillCard(sample)
  await form.submit()
  await expect(form.frame.getByRole('alert')).toBeVisible()
  const before = stack.received.length
  await page.route('**/v1/captures', (route) => route.fulfill(problem({ code: 'session_expired' })), {
    times: 1,
  })
  await form.submit()
  await form.expectError({ code: 'session_expired' })
  expect(await form.asked()).toBe(0)
  expect(stack.received).toHaveLength(before)
})

test('renews without loading files of the form, because the network may be gone after a sleep', async ({
  page,
  stack,
}) => {
  const scripts: string[] = []
  page.on('requestfinished', (request) => scripts.push(request.url()))
  const form = await openRenewable(page, stack, 'resolve')
  await expect.poll(() => scripts.some((script) => script.includes('/renewSession-'))).toBe(true)
  await page.route('**/assets/**', (route) => route.abort())
  await sleep(page, DUE_MIN)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect(await form.status()).toBe('tokenized')
})

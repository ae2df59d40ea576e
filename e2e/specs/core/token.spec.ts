import { createHash, createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Capture, TokenEvent } from 'ingo-capture'
import { accounts, type CaptureFrame } from 'ingo-capture/playwright'
import { findForm } from '../../harness/findForm.js'
import { expect, expiration_date, sample, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { INGO } from '../../harness/settings.js'

test('returns the same token for Ingo’s sample card to page and backend', async ({ checkout }) => {
  const { page, form } = checkout
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  const token = page.locator('#token')
  await expect(token).toHaveText(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
  await expect(page.locator('#backend-token')).toHaveText((await token.textContent()) ?? '')
  await expect(page.locator('#backend-status')).toContainText('tokenized')
})

test('sends exactly the documented fields with a valid signature to the gateway', async ({
  checkout,
  stack,
}) => {
  const { form } = checkout
  const before = stack.received.length
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  const [received, ...more] = stack.received.slice(before)
  expect(more).toEqual([])
  const { timestamp, participant_unique_id1, participant_unique_id2, ...fields } = JSON.parse(
    received?.body ?? '',
  ) as Record<string, unknown>
  expect(fields).toEqual({
    participant_id: 12345,
    account_type: 'CA',
    amount: 1010.5,
    ...sample,
    account: '4111111111111111',
    expiration_date,
    version: 11,
  })
  expect(participant_unique_id1).toMatch(/^[0-9a-f-]{36}$/)
  expect(participant_unique_id2).toMatch(/^[0-9a-f-]{36}$/)
  expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60)

  if (!received) throw new Error('Nothing reached the gateway.')
  const { headers, body, requestLine } = received
  expect(
    Object.keys(headers)
      .map((name) => name.toLowerCase())
      .sort(),
  ).toEqual([
    'authorization',
    'connection',
    'content-length',
    'content-sha512',
    'content-type',
    'host',
    'x-date',
  ])
  const digest = createHash('sha512').update(body).digest('base64')
  const signed = [
    requestLine,
    `x-date: ${headers['X-Date'] ?? ''}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `content-sha512: ${digest}`,
  ].join('\n')
  const signature = createHmac('sha512', INGO.secret).update(signed).digest('base64')
  expect(headers.Authorization).toBe(
    `hmac username="${INGO.username}", algorithm="hmac-sha512", headers="request-line x-date content-type content-length content-sha512", signature="${signature}"`,
  )
})

test('waits for a slow gateway and ignores a second submit', async ({ checkout, stack }) => {
  const { page, form } = checkout
  const before = stack.received.length
  const release = stack.holdGateway()
  await form.fillCard({ ...sample, account: accounts.slow })
  await form.submit()
  await expect(page.locator('[data-capture-state]')).toHaveAttribute('data-capture-state', 'submitting')
  const button = form.frame.locator('button[type="submit"]')
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.click({ force: true })
  await form.field('cvv').press('Enter')
  release()
  await form.expectToken()
  expect(stack.received.length - before).toBe(1)
})

test('submit() of the host page resolves to the token of the event', async ({ page, stack }) => {
  const session = await page.request.post(`${stack.shop}/api/session`)
  const { url } = (await session.json()) as { url: string }
  await page.goto(stack.shop)
  const form = await mountSecondForm(page, url)
  await expect(form.frame.locator('button[type="submit"]')).toBeHidden()
  await form.fillCard(sample)
  const { resolved, fired } = await page.evaluate(async () => {
    const { capture, tokens } = window as unknown as {
      capture: { submit: () => Promise<object> }
      tokens: object[]
    }
    return { resolved: await Promise.all([capture.submit(), capture.submit()]), fired: tokens }
  })
  expect(fired).toHaveLength(1)
  expect(resolved).toEqual([fired[0], fired[0]])
})

async function mountSecondForm(page: Page, url: string): Promise<CaptureFrame> {
  await page.evaluate((sessionUrl) => {
    type Capture = {
      mount: (target: string) => void
      on: (name: string, handle: (token: object) => void) => void
    }
    const { IngoCapture } = window as unknown as { IngoCapture: { create: (options: object) => Capture } }
    const host = document.createElement('div')
    host.id = 'another'
    document.body.prepend(host)
    const capture = IngoCapture.create({ url: sessionUrl, submitButton: false })
    const tokens: object[] = []
    capture.on('token', (token) => tokens.push(token))
    capture.mount('#another')
    Object.assign(window, { capture, tokens })
  }, url)
  const form = findForm(page, '#another')
  await form.waitReady()
  return form
}

test('a tokenized session shows its result and fires the token again', async ({ page, stack }) => {
  const first = await openForm(page, stack, { reveal: ['last_4'] })
  await first.fillCard(sample)
  await first.submit()
  await first.expectToken()
  const tokens = await page.evaluate(async () => {
    const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
    const first = Reflect.get(window, 'capture') as Capture
    const second = IngoCapture.create({ url: Reflect.get(window, 'url') as string })
    const token = new Promise<TokenEvent>((resolve) => second.on('token', resolve))
    const submitted = await first.submit()
    first.destroy()
    second.mount('#capture')
    return [submitted, await token]
  })
  expect(tokens[1]).toEqual(tokens[0])
  await first.expectToken()
  await expect(first.frame.locator('body')).toContainText(sample.account.slice(-4))
})

test('a review ends the form with a neutral message and without a retry', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await form.fillCard({ ...sample, account: accounts.review })
  await form.submit()
  await expect(form.field('account')).toHaveCount(0)
  await expect(form.frame.locator('body')).toContainText('You’ll hear from the company that sent you here')
  await expect(form.frame.locator('body')).not.toContainText(/attempt|code|declined/i)
})

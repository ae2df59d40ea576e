import type { Page } from '@playwright/test'
import { accounts } from 'ingo-capture/playwright'
import { findForm } from '../../harness/findForm.js'
import { expect, sample, test } from '../../harness/fixtures.js'

const number = accounts['diners-club']
const REVEALED = 4
/** Every three consecutive digits of the number, except those that the session reveals. */
const traces = Array.from({ length: number.length - REVEALED }, (_, start) => number.slice(start, start + 3))

/** Records all messages and port messages that the host page can receive. */
async function recordMessages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window.parent !== window) return
    const messages: unknown[] = []
    Object.assign(window, { messages })
    addEventListener('message', (event) => messages.push(event.data))
    MessagePort.prototype.addEventListener = function (
      this: MessagePort,
      ...args: Parameters<EventTarget['addEventListener']>
    ) {
      const addListener = EventTarget.prototype.addEventListener.bind(this)
      addListener('message', (event) => messages.push((event as MessageEvent).data))
      addListener(...args)
    }
  })
}

/** Removes parts that may contain the digits by chance: the sealed session, the mount's nonce, random ids and ports. */
function removeRandomValues(text: string): string {
  const sealed = /[\w-]+(?:\.[\w-]*){4}/g
  const ids = /"(?:id|callId|participantId|fromParticipantId)":"[\w-]*"|[\w-]{30,}/g
  return text
    .replace(sealed, '')
    .replace(ids, '')
    .replace(/:\d{4,5}\b/g, '')
}

test('reveals nothing of the number to the host page beyond the session’s `reveal`', async ({
  page,
  stack,
}) => {
  const lines: string[] = []
  page.on('console', (message) => lines.push(message.text()))
  page.on('pageerror', (error) => lines.push(error.message))
  await recordMessages(page)
  // The page's list of test cards is empty, because it contains the number.
  await page.route('**/api/scenarios', (route) => route.fulfill({ json: [] }))
  await page.goto(stack.shop)
  const form = findForm(page)
  await form.waitReady()
  await form.fillCard({ ...sample, recipient_zip: '30301' })
  await form.field('account').fill('')
  await form.field('account').pressSequentially(number)
  await form.submit()
  await form.expectToken()
  await expect(page.locator('#backend-token')).not.toBeEmpty()

  const seen = await page.evaluate(() => ({
    messages: JSON.stringify((window as unknown as { messages: unknown[] }).messages),
    page: document.documentElement.outerHTML,
    url: location.href,
    storage: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    entries: JSON.stringify(performance.getEntries()),
    title: document.title,
  }))
  // Shows that the recorder works: it has recorded the token.
  expect(seen.messages).toContain('customer_account_token')
  const { entries: _timings, ...texts } = seen
  for (const [where, text] of Object.entries({ ...texts, console: lines.join() })) {
    for (const trace of traces)
      expect(removeRandomValues(text), `${where} holds ${trace}`).not.toContain(trace)
  }
  expect(seen.entries).not.toContain(number)
  expect(lines).toEqual([])
})

test('no attribute in the frame holds what was typed', async ({ checkout }) => {
  const { form } = checkout
  await form.fillCard(sample)
  for (const name of [
    'account',
    'expiration_date',
    'cvv',
    'recipient_first_name',
    'recipient_zip',
  ] as const) {
    expect(await form.field(name).getAttribute('value')).toBeNull()
  }
})

test('no log line holds the number', async ({ checkout, stack }) => {
  const { form } = checkout
  await form.fillCard({ ...sample, account: number })
  await form.submit()
  await form.expectToken()
  // The server logs a request after its response.
  await expect.poll(() => stack.output()).toContain('"outcome":"tokenized"')
  const lines = stack.output().split('\n').filter(Boolean)
  for (const line of lines) {
    const withoutIds = line.replace(/"(time|duration_ms|request_id|session)":("[^"]*"|[0-9.]+),?/g, '')
    for (const trace of traces) expect(withoutIds.replace(/:\d+/g, ''), line).not.toContain(trace)
    expect(line).not.toContain(number)
    expect(line).not.toContain(sample.recipient_last_name)
  }
})

/** The funnel: the reports that the form sends when its document is left, as the server's metrics show them. */
import type { Page } from '@playwright/test'
import { expect, ownStack, sample, test as base } from '../../harness/fixtures.js'
import { openForm, type OpenForm } from '../../harness/openForm.js'
import type { Stack } from '../../harness/stack.js'

/** A server of its own, so that no other spec changes its metrics. */
const test = base.extend<object, { stack: Stack }>({ stack: ownStack })

/** A test card without its check digit, which would be 1. */
const CANARY = '401288888888188'
const LABELS = 'merchant="demo",account_type="card"'

/** The funnel's counts that have changed since `before`, by metric and label. */
async function readCounts({ metrics }: Stack, before: Record<string, number> = {}) {
  const text = await (await fetch(metrics)).text()
  const lines = text.matchAll(/^ingo_capture_form_(\w+?)(?:_total|_seconds_count)\{(.+)\} (\d+)$/gm)
  const counts: Record<string, number> = {}
  for (const [, name = '', labels = '', count] of lines) {
    expect(labels).toContain(LABELS)
    const rest = labels.replace(LABELS, '').replace(/,(?:language="en"|device="desktop"|\w+=)|"/g, ' ')
    const key = `${name} ${rest}`.replace(/\s+/g, ' ').trim()
    if (Number(count) !== before[key]) counts[key] = Number(count) - (before[key] ?? 0)
  }
  return counts
}

/** URLs of the funnel's requests. The browser reports no requests of a page that is left. */
function recordFunnel(page: Page): string[] {
  const urls: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('funnel')) urls.push(request.url())
  })
  return urls
}

/** Opens a form, and waits until its funnel counts: its chunk loads after the form. */
async function openCounting(page: Page, stack: Stack): Promise<OpenForm> {
  await page.addInitScript(noticeFunnel)
  const form = await openForm(page, stack)
  const counts = () => form.frame.locator('html').evaluate(() => Reflect.get(window, 'counts') as unknown)
  await expect.poll(counts).toBe(true)
  return form
}

/** Notices the listener by which the funnel reports. Runs before the form's scripts. */
function noticeFunnel(): void {
  const add = window.addEventListener.bind(window)
  window.addEventListener = (...given: Parameters<typeof add>) => {
    add(...given)
    const [type, , options] = given
    if (type === 'pagehide' && typeof options === 'object') Object.assign(window, { counts: true })
  }
}

/** Imitates a page that goes into the back/forward cache twice. Returns the bodies that the form has sent. */
async function leaveAndComeBack(page: Page): Promise<string[]> {
  const [frame] = page.mainFrame().childFrames()
  if (!frame) throw new Error('There is no frame.')
  return frame.evaluate(async () => {
    const bodies: Blob[] = []
    const send = navigator.sendBeacon.bind(navigator)
    navigator.sendBeacon = (url, body) => {
      bodies.push(body as Blob)
      return send(url, body)
    }
    for (const type of ['pagehide', 'pageshow', 'pagehide'])
      dispatchEvent(new PageTransitionEvent(type, { persisted: true }))
    navigator.sendBeacon = send
    return Promise.all(bodies.map((body) => body.text()))
  })
}

test('counts a form from the first key to the token once the page is left, and sends no value', async ({
  page,
  stack,
}) => {
  const before = await readCounts(stack)
  const form = await openCounting(page, stack)
  await form.fillCard({ ...sample, account: `${CANARY}2`, cvv: '739' })
  await form.expectError({ field: 'account' })
  expect(await readCounts(stack)).toEqual(before)
  // This empties the form.
  const bodies = await leaveAndComeBack(page)
  await form.fillCard({ ...sample, account: `${CANARY}1` })
  await form.submit()
  await form.expectToken()
  // Firefox does not continue an intercepted request of a page that is gone.
  await page.unrouteAll()
  await page.goto('about:blank')
  const steps = ['shown', 'first_key', 'submitted', 'tokenized'].map((step) => `steps ${step}`)
  const fields = Object.keys(sample).map((name) => `fields ${name} completed`)
  const once = [...steps, ...fields, 'fields account check_digit', 'outcomes tokenized', 'first_key', 'token']
  await expect
    .poll(() => readCounts(stack, before))
    .toEqual(Object.fromEntries(once.map((name) => [name, 1])))
  expect(bodies).toEqual([expect.stringMatching(/^{"language":"en","device":"desktop","forms":{"card":/)])
  const metrics = await (await fetch(stack.metrics)).text()
  for (const text of [...bodies, metrics, stack.output()])
    for (const typed of [CANARY, '"739"', sample.recipient_last_name, sample.recipient_address1])
      expect(text).not.toContain(typed)
})

test('counts where the cardholder stops when the page removes the form, and counts nothing twice', async ({
  page,
  stack,
}) => {
  const before = await readCounts(stack)
  const form = await openCounting(page, stack)
  await form.field('account').fill(`${CANARY}1`)
  await form.field('expiration_date').pressSequentially('1')
  expect(await leaveAndComeBack(page)).toHaveLength(1)
  const early = {
    ...{ 'steps shown': 1, 'steps first_key': 1, first_key: 1 },
    ...{ 'fields account completed': 1, 'fields expiration_date incomplete': 1 },
  }
  await expect.poll(() => readCounts(stack, before)).toEqual(early)
  await form.field('cvv').pressSequentially('1')
  await page.evaluate(() => {
    ;(window as unknown as { capture: { destroy(): void } }).capture.destroy()
  })
  await expect.poll(() => readCounts(stack, before)).toEqual({ ...early, 'fields cvv incomplete': 1 })
})

test('loads and sends nothing if the server has turned the funnel off', async ({ page, stack }) => {
  await page.route('**/v1/session', async (route) => {
    const response = await route.fetch()
    const { funnel: _, ...session } = (await response.json()) as { funnel?: true }
    await route.fulfill({ response, json: session })
  })
  const requests = recordFunnel(page)
  const form = await openForm(page, stack)
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  await page.goto('about:blank')
  expect(requests).toEqual([])
})

/** The funnel: what the form reports when its document is left, as the server's metrics show it. */
import type { Frame, Page } from '@playwright/test'
import { expect, ownStack, sample, test as base } from '../harness/fixtures.js'
import { openForm } from '../harness/openForm.js'
import type { Stack } from '../harness/stack.js'

/** A server of its own, whose figures no other spec changes. */
const test = base.extend<object, { stack: Stack }>({ stack: ownStack })

const CANARY = '4012888888881881'
const LABELS = 'merchant="demo",account_type="card"'

/** The funnel's counts that have changed since `before`, by what is counted. */
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

/** URLs and bodies of the funnel's requests. */
function recordFunnel(page: Page): string[] {
  const requests: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('funnel')) requests.push(`${request.url()} ${request.postData() ?? ''}`)
  })
  return requests
}

function childFrame(page: Page): Frame {
  const [frame] = page.mainFrame().childFrames()
  if (!frame) throw new Error('There is no frame.')
  return frame
}

test('counts a form from the first key to the token once the page is left, and tells no value', async ({
  page,
  stack,
}) => {
  const before = await readCounts(stack)
  const requests = recordFunnel(page)
  const form = await openForm(page, stack)
  await form.field('account').pressSequentially(`${CANARY.slice(0, -1)}2`)
  await form.field('cvv').focus()
  await form.expectError({ field: 'account' })
  await form.fillCard({ ...sample, account: CANARY, cvv: '739' })
  await form.submit()
  await form.expectToken()
  expect(await readCounts(stack)).toEqual(before)
  await page.goto('about:blank')
  const names = ['account', 'expiration_date', 'cvv', ...Object.keys(sample).slice(3)]
  await expect
    .poll(() => readCounts(stack, before))
    .toEqual({
      ...Object.fromEntries(
        ['shown', 'first_key', 'submitted', 'tokenized'].map((step) => [`steps ${step}`, 1]),
      ),
      ...Object.fromEntries(names.map((name) => [`fields ${name} completed`, 1])),
      'fields account check_digit': 1,
      'outcomes tokenized': 1,
      first_key: 1,
      token: 1,
    })
  const [chunk, beacon = '', ...more] = requests
  expect(chunk).toMatch(/assets\/funnel-/)
  expect(beacon).toMatch(/\/v1\/funnel\/demo \{"language":"en","device":"desktop","forms":\{"card":/)
  expect(more).toEqual([])
  const metrics = await (await fetch(stack.metrics)).text()
  for (const text of [beacon, metrics, stack.output()])
    for (const typed of [CANARY, '739"', sample.recipient_last_name, sample.recipient_address1])
      expect(text).not.toContain(typed)
})

test('counts where the cardholder stops when the page removes the form, and nothing twice', async ({
  page,
  stack,
}) => {
  const before = await readCounts(stack)
  const form = await openForm(page, stack)
  await form.field('account').fill(CANARY)
  await form.field('expiration_date').pressSequentially('1')
  // As of a page that goes into the back/forward cache and comes back from it.
  await childFrame(page).evaluate(() => {
    for (const type of ['pagehide', 'pageshow', 'pagehide'])
      dispatchEvent(new PageTransitionEvent(type, { persisted: true }))
  })
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

test('loads and sends nothing if the server has it off', async ({ page, stack }) => {
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

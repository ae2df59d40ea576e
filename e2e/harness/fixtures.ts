/** The specs' fixtures: one stack for each worker, and a checkout page with a ready form. */
import { test as base, expect, type Page } from '@playwright/test'
import type { CaptureFrame, CardValues } from 'ingo-capture/playwright'
import { findForm } from './findForm.js'
import { startStack, type Stack } from './stack.js'

/** Two years from now, so that no spec depends on today's date. */
const year = String(new Date().getUTCFullYear() + 2).slice(2)
/** The expiry as the form sends it: YYMM. */
export const expiration_date = `${year}12`

/** Ingo's sample of a card, as a person types it. */
export const sample = {
  account: '4111 1111 1111 1111',
  expiration_date: `12 / ${year}`,
  cvv: '123',
  recipient_first_name: 'Alex',
  recipient_last_name: 'Rivera',
  recipient_address1: '100 Innovation Way',
  recipient_address2: 'Apt 2',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
  recipient_phone: '1231231234',
} satisfies CardValues

type WorkerFixture<Value> = [
  (fixtures: object, use: (value: Value) => Promise<void>) => Promise<void>,
  { scope: 'worker' },
]
type Checkout = { page: Page; form: CaptureFrame }
type Fixtures = {
  checkout: Checkout
  /** Console errors and warnings that the spec expects. Any other one fails it. */
  expectedErrors: RegExp[]
}
/** A stack for each worker. A spec that extends `test` by it again gets its own workers, and so its own server. */
export const ownStack: WorkerFixture<Stack> = [
  async ({}, use) => {
    const stack = await startStack()
    await use(stack)
    await stack.stop()
  },
  { scope: 'worker' },
]

/** Playwright's `test` with these fixtures. */
export const test = base.extend<Fixtures, { stack: Stack }>({
  expectedErrors: async ({}, use) => use([]),
  // A policy violation, a console error or a warning on any page fails the spec.
  context: async ({ context, expectedErrors }, use) => {
    await context.addInitScript(reportViolations)
    const messages: string[] = []
    context.on('console', (line) => {
      if (['error', 'warning'].includes(line.type())) messages.push(line.text())
    })
    await use(context)
    const allowed = [FAILED_RESPONSE, ...expectedErrors]
    expect(messages.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([])
  },
  stack: ownStack,
  checkout: async ({ page, stack }, use) => {
    await page.goto(stack.shop)
    const form = findForm(page)
    await form.waitReady()
    await use({ page, form })
  },
})
export { expect }

/** Chromium's console message for a response with status 400 or more. The specs test these responses themselves. */
const FAILED_RESPONSE = /^Failed to load resource: /

/** Runs in every document. The engines log violations differently, so this logs them in one format. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, disposition }) => {
    // eslint-disable-next-line no-console
    console.error(`policy: ${effectiveDirective} ${blockedURI} ${disposition}`)
  })
}

/**
 * Waits for `wait`, and meanwhile moves the page's clock on, so that the form's pauses end. The
 * clock must be installed.
 */
export async function skipPauses(page: Page, wait: () => Promise<void>): Promise<void> {
  const waiting = wait()
  const finished = waiting.then(() => true)
  const pause = () => new Promise<false>((done) => setTimeout(done, 250, false))
  while (!(await Promise.race([finished, pause()]))) await page.clock.fastForward(4000)
}

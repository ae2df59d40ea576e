/** What the specs share: one stack for each worker, and a checkout page with its form ready. */
import { test as base, expect, type Page } from '@playwright/test'
import { captureFrame, type CaptureFrame, type CardValues } from 'ingo-capture/playwright'
import { startStack, type Stack } from './stack.js'

/** Two years ahead of now: no spec may begin to fail with a date. */
const year = String(new Date().getUTCFullYear() + 2).slice(2)
export const expiration_date = `${year}12`

/** The endpoint document's sample, as a person types it. */
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

type Checkout = { page: Page; form: CaptureFrame }
type Given = {
  checkout: Checkout
  /** What the browser will complain about, where a spec gives it reason to. */
  complaints: RegExp[]
}
export const test = base.extend<Given, { stack: Stack }>({
  complaints: async ({}, use) => use([]),
  // Every page of every spec: whatever a policy refused, and whatever the console holds in red or yellow, fails it.
  context: async ({ context, complaints }, use) => {
    await context.addInitScript(reportViolations)
    const said: string[] = []
    context.on('console', (line) => {
      if (['error', 'warning'].includes(line.type())) said.push(line.text())
    })
    await use(context)
    const allowed = [REFUSED, ...complaints]
    expect(said.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([])
  },
  stack: [
    async ({}, use) => {
      const stack = await startStack()
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker' },
  ],
  checkout: async ({ page, stack }, use) => {
    await page.goto(stack.shop)
    const form = captureFrame(page)
    await form.waitReady()
    await use({ page, form })
  },
})
export { expect }

/** Chromium's line for each answer of 400 and more: those are the server's, and what they come to is tested. */
const REFUSED = /^Failed to load resource: /

/** Runs in every document: the engines differ in what they write of a violation, and WebDriver hears none of it. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, disposition }) => {
    // eslint-disable-next-line no-console
    console.error(`policy: ${effectiveDirective} ${blockedURI} ${disposition}`)
  })
}

/** Waits for what comes after pauses of the page's own: its clock, which must be installed, leaps over them. */
export async function hurry(page: Page, wait: () => Promise<void>): Promise<void> {
  const waiting = wait()
  const arrived = waiting.then(() => true)
  const soon = () => new Promise<false>((done) => setTimeout(done, 250, false))
  while (!(await Promise.race([arrived, soon()]))) await page.clock.fastForward(4000)
}

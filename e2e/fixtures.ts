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
export const test = base.extend<{ checkout: Checkout }, { stack: Stack }>({
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

/** Waits for what comes after pauses of the page's own: its clock, which must be installed, leaps over them. */
export async function hurry(page: Page, wait: () => Promise<void>): Promise<void> {
  const waiting = wait()
  const arrived = waiting.then(() => true)
  const soon = () => new Promise<false>((done) => setTimeout(done, 250, false))
  while (!(await Promise.race([arrived, soon()]))) await page.clock.fastForward(4000)
}

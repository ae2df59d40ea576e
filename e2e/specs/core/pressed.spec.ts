/** The form sends the values that it showed when it was pressed, even if the request waits or the outcome is unknown. */
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { findForm } from '../../harness/findForm.js'
import { expect, sample, skipPauses, test } from '../../harness/fixtures.js'
import { mountForm, newSession, openHost } from '../../harness/hostPage.js'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { openForm } from '../../harness/openForm.js'
import { setValue } from '../../harness/setValue.js'
import type { Stack } from '../../harness/stack.js'

const ANOTHER = '5555555555554444'

function lastBody({ received }: Stack): Record<string, unknown> {
  return JSON.parse(received.at(-1)?.body ?? '') as Record<string, unknown>
}

/** Opens a form whose session waits until `release`. */
async function openWaiting(page: Page, stack: Stack, session: Parameters<typeof newSession>[1] = {}) {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/v1/session', async (route) => {
    await released
    await route.continue()
  })
  await openHost(page, stack, {})
  await mountForm(page, await newSession(stack, session))
  const form = findForm(page)
  await expect(form.frame.locator('button[type="submit"]')).toHaveAttribute('aria-disabled', 'false')
  return { form, release }
}

test('a press that waits for the session sends the values that were shown', async ({ page, stack }) => {
  const { form, release } = await openWaiting(page, stack)
  await form.fillCard(sample)
  await setValue(page, 'account', ANOTHER)
  await form.submit()
  await expect(form.field('account')).toHaveValue('5555 5555 5555 4444')
  await setValue(page, 'account', '4111111111111111')
  await setValue(page, 'recipient_state', 'CA')
  release()
  await form.expectToken()
  expect(lastBody(stack)).toMatchObject({ account: ANOTHER, recipient_state: sample.recipient_state })
})

test('a check that waits for the session is reviewed before it is sent', async ({ page, stack }) => {
  const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary
  // Identifies this capture: a request of an earlier spec may still arrive, because a capture goes on without its page.
  const participant_unique_id1 = randomUUID()
  const { form, release } = await openWaiting(page, stack, {
    account_types: ['check'],
    check: { beneficiary_account },
    participant_unique_id1,
  })
  await form.fillCheck({ beneficiary })
  await form.submit()
  release()
  await expect(form.frame.locator('.read-back address')).toContainText(beneficiary.beneficiary_city)
  expect(stack.received.filter(({ body }) => body.includes(participant_unique_id1))).toEqual([])
  await form.confirm()
  await form.expectToken()
  expect(lastBody(stack)).toMatchObject({ participant_unique_id1 })
})

test('while the outcome is unknown, a repeat shows and sends the same values', async ({ page, stack }) => {
  await page.clock.install()
  const form = await openForm(page, stack)
  await page.route('**/v1/captures', (route) => route.abort())
  await form.fillCard(sample)
  await form.submitByHost()
  await skipPauses(page, () => form.expectError({}))
  await page.unroute('**/v1/captures')
  await setValue(page, 'recipient_state', 'CA')
  await setValue(page, 'account', ANOTHER, 'input')
  await expect(form.field('account')).toHaveValue(sample.account)
  await form.submitByHost()
  await form.expectToken()
  expect(lastBody(stack)).toMatchObject({ account: '4111111111111111', recipient_state: 'GA' })
})

/** The cardholder returns: from another page, from the back/forward cache, or after the device slept. */
import type { Frame, Page } from '@playwright/test'
import type { CaptureFrame } from 'ingo-capture/playwright'
import { expect, sample, skipPauses, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import type { Stack } from '../../harness/stack.js'

function childFrame(page: Page): Frame {
  const [frame] = page.mainFrame().childFrames()
  if (!frame) throw new Error('There is no frame.')
  return frame
}

/** The events of a page that enters and leaves the back/forward cache. */
function leaveAndReturn(page: Page): Promise<void> {
  return childFrame(page).evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  })
}

/** The server receives each capture, but its responses are lost, until `stop` is called. */
async function loseAnswers(page: Page): Promise<{ sent: () => number; stop: () => Promise<void> }> {
  let sent = 0
  await page.route('**/v1/captures', async (route) => {
    sent++
    await route.fetch()
    await route.abort('connectionreset')
  })
  return { sent: () => sent, stop: () => page.unroute('**/v1/captures') }
}

/** Opens a form whose submit has an unknown outcome and has never reached the server. */
async function openUnsent(page: Page, stack: Stack): Promise<CaptureFrame> {
  const form = await openForm(page, stack)
  await page.route('**/v1/captures', (route) => route.abort('connectionreset'))
  await page.clock.install()
  await form.fillCard(sample)
  await form.submit()
  await skipPauses(page, () => form.expectError({}))
  return form
}

for (const when of ['after', 'during'] as const) {
  test(`finds the token of an unknown outcome when the page was left ${when} the submit`, async ({
    page,
    stack,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', 'its driver passes a frame’s request on without its body')
    const form = await openForm(page, stack)
    const before = stack.received.length
    const lost = await loseAnswers(page)
    await page.clock.install()
    await form.fillCard(sample)
    await form.submit()
    await expect.poll(lost.sent).toBe(1)
    if (when === 'during') await leaveAndReturn(page)
    await skipPauses(page, () => expect.poll(form.events).toContain('error'))
    if (when === 'after') await leaveAndReturn(page)
    await form.expectToken()
    expect((await form.events()).filter((name) => name === 'token')).toHaveLength(1)
    expect(stack.received.length - before).toBe(1)
  })
}

test('an unknown outcome that never reached the server can be submitted again after a return', async ({
  page,
  stack,
}) => {
  const form = await openUnsent(page, stack)
  await leaveAndReturn(page)
  await page.unroute('**/v1/captures')
  await expect(form.field('account')).toBeEditable()
  await expect(form.field('account')).toHaveValue('')
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
})

test('keeps an unknown outcome and what was typed when the window only gets the focus', async ({
  page,
  stack,
}) => {
  const form = await openUnsent(page, stack)
  await childFrame(page).evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(form.field('account')).toHaveValue(sample.account)
  await expect(form.field('account')).not.toBeEditable()
})

test('ten idle minutes with an unknown outcome empty the code, and bring a token that exists', async ({
  page,
  stack,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'its driver passes a frame’s request on without its body')
  await page.clock.install()
  const form = await openForm(page, stack)
  const before = stack.received.length
  await loseAnswers(page)
  await form.fillCard(sample)
  await form.submit()
  await skipPauses(page, () => form.expectError({ code: 'outcome_unknown' }))
  await expect(form.field('cvv')).toHaveValue('123')
  await page.clock.fastForward('10:01')
  await form.expectToken()
  expect(stack.received.length - before).toBe(1)
})

test('ten idle minutes with an unknown outcome that never reached the server keep all but the code', async ({
  page,
  stack,
}) => {
  await page.clock.install()
  const form = await openUnsent(page, stack)
  await page.clock.fastForward('10:01')
  await expect(form.field('cvv')).toHaveValue('')
  await expect(form.field('account')).toHaveValue(sample.account)
  await page.unroute('**/v1/captures')
  await form.fillCard({ cvv: '123' })
  await form.submit()
  await form.expectToken()
})

for (const event of ['visibilitychange', 'pageshow', 'focus']) {
  test(`after a sleep in which no timer ran, ${event} ends an expired session and empties an idle form’s code`, async ({
    page,
    stack,
  }) => {
    const form = await openForm(page, stack)
    await form.fillCard({ account: '4111', cvv: '123' })
    const wake = (minutes: number) =>
      childFrame(page).evaluate(
        ([name, passed]) => {
          const { now } = Date
          Date.now = () => now() + passed * 60_000
          const target = name === 'visibilitychange' ? document : window
          target.dispatchEvent(new Event(name, { bubbles: true }))
        },
        [event, minutes] as const,
      )
    await wake(5)
    await expect(form.field('cvv')).toHaveValue('123')
    await wake(6)
    await expect(form.field('cvv')).toHaveValue('')
    await expect(form.field('account')).toHaveValue('4111')
    expect(await form.events()).not.toContain('expired')
    await wake(20)
    await expect.poll(form.events).toContain('expired')
    await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed')
  })
}

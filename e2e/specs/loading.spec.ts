/** When the form doesn't come: the page learns at which stage, the cardholder reads a sentence. */
import type { Page } from '@playwright/test'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../harness/fixtures.js'
import { heardOn, newSession, openHost } from '../harness/hostPage.js'

function mounting(url: string): string {
  return `const capture = listen(IngoCapture.create({ url: ${JSON.stringify(url)} }))
    capture.mount('#capture')
    window.submitted = capture.submit().catch(({ code }) => code)`
}

/** What the page heard of failing; every promise that waited for the form has the same code. */
async function failure(page: Page) {
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed')
  const [told, ...more] = (await heardOn(page)).filter(({ name }) => name === 'loaderror')
  expect(more).toEqual([])
  expect(await page.evaluate(() => Reflect.get(window, 'submitted') as Promise<string>)).toBe(told?.code)
  return told
}

test('a page whose policy refuses the frame is told what to allow, at once', async ({
  page,
  stack,
  complaints,
}) => {
  complaints.push(/frame-src/)
  await openHost(page, stack, {
    script: mounting(await newSession(stack)),
    headers: { 'Content-Security-Policy': "frame-src 'none'" },
  })
  const told = await failure(page)
  expect(told?.code).toBe('frame_blocked')
  expect(told?.message).toContain(`allow ${stack.capture} in its frame-src`)
  await expect(page.locator('#capture').getByRole('alert')).toHaveText(
    'This form cannot be used. Something went wrong. Please try again.',
  )
  await expect(page.locator('iframe')).toBeHidden()
})

test('a form whose script is blocked says so where the browser tells', async ({
  page,
  stack,
  browserName,
}) => {
  // In real time, about five seconds: a clock of the test's own would hide what the browser measured.
  await page.route('**/frame/assets/*.js', (route) => route.abort())
  await openHost(page, stack, { script: mounting(await newSession(stack)) })
  expect((await failure(page))?.code).toBe(browserName === 'chromium' ? 'script_blocked' : 'frame_blocked')
})

test('an SDK of another major version is told so, readably', async ({ page, stack, browserName }) => {
  test.skip(browserName !== 'chromium', 'it doesn’t tell a document that came from one that did not')
  await page.route('**/sdk/v1/ingo-capture.js', async (route) => {
    const answer = await route.fetch()
    const text = await answer.text()
    expect(text).toMatch(/ingo-capture\/1\//)
    await route.fulfill({ response: answer, body: text.replace('ingo-capture/1/', 'ingo-capture/2/') })
  })
  await openHost(page, stack, { script: mounting(await newSession(stack)) })
  const told = await failure(page)
  expect(told?.code).toBe('script_blocked')
  expect(told?.message).toContain('SDK of another version')
})

test('a session that does not open in time is a time-out; a form that comes late is welcome', async ({
  page,
  stack,
}) => {
  await page.clock.install()
  let release: (() => void) | undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const asked = page.waitForRequest('**/v1/session')
  await page.route('**/v1/session', async (route) => {
    await held
    await route.continue()
  })
  await openHost(page, stack, { script: mounting(await newSession(stack)) })
  await asked
  // The form is there and has its page's ear: only its session has not come.
  await captureFrame(page).field('account').focus()
  await expect.poll(async () => (await heardOn(page)).map(({ name }) => name)).toContain('focus')
  await expect
    .poll(async () => {
      await page.clock.runFor(10_000)
      return (await heardOn(page)).map(({ code }) => code)
    })
    .toContain('handshake_timeout')
  expect((await failure(page))?.code).toBe('handshake_timeout')
  await expect(page.locator('#capture').getByRole('alert')).toBeVisible()
  release?.()
  await captureFrame(page).waitReady()
  await expect(page.locator('#capture').getByRole('alert')).toHaveCount(0)
  await expect(page.locator('iframe')).toBeVisible()
})

test('a session that was made for another page of the merchant’s may not be used here', async ({
  page,
  stack,
}) => {
  const url = await newSession(stack, { origin: stack.shop })
  await openHost(page, stack, { script: mounting(url) })
  const told = await failure(page)
  expect(told?.code).toBe('origin_not_allowed')
  // For the developer: what to mend.
  expect(told?.message).toContain(`made for ${stack.shop}, and this page is of ${stack.host}`)
})

test('an expired session is told as such, by the form itself', async ({ page, stack }) => {
  const problem = { type: 'about:blank', title: '', status: 410, code: 'session_expired', retryable: false }
  await page.route('**/v1/session', (route) => route.fulfill({ status: 410, json: problem }))
  await openHost(page, stack, { script: mounting(await newSession(stack)) })
  expect((await failure(page))?.code).toBe('session_expired')
  await expect(captureFrame(page).frame.locator('body')).toContainText(/expired/)
})

test('a failure that nobody listens for is reported as an uncaught error', async ({
  page,
  stack,
  complaints,
}) => {
  complaints.push(/frame-src/)
  const url = JSON.stringify(await newSession(stack))
  const reported = page.waitForEvent('pageerror')
  await openHost(page, stack, {
    script: `IngoCapture.create({ url: ${url} }).mount('#capture')`,
    headers: { 'Content-Security-Policy': "frame-src 'none'" },
  })
  expect((await reported).message).toContain('frame-src')
})

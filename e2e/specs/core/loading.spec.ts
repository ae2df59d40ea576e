/** Load failures: the page gets an error code, the cardholder sees a message. */
import type { Page } from '@playwright/test'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../../harness/fixtures.js'
import { recordedEvents, newSession, openHost } from '../../harness/hostPage.js'

function mountScript(url: string): string {
  return `const capture = listen(IngoCapture.create({ url: ${JSON.stringify(url)} }))
    capture.mount('#capture')
    window.submitted = capture.submit().catch(({ code }) => code)`
}

/** Returns the page's only `loaderror`. A submit that waited for the form must reject with the same code. */
async function expectFailure(page: Page) {
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed')
  const [error, ...more] = (await recordedEvents(page)).filter(({ name }) => name === 'loaderror')
  expect(more).toEqual([])
  expect(await page.evaluate(() => Reflect.get(window, 'submitted') as Promise<string>)).toBe(error?.code)
  return error
}

test('reports at once which CSP directive blocks the frame', async ({ page, stack, expectedErrors }) => {
  expectedErrors.push(/frame-src/)
  await openHost(page, stack, {
    script: mountScript(await newSession(stack)),
    headers: { 'Content-Security-Policy': "frame-src 'none'" },
  })
  const error = await expectFailure(page)
  expect(error?.code).toBe('frame_blocked')
  expect(error?.message).toContain(`allow ${stack.capture} in its frame-src`)
  const panel = page.locator('#capture').getByRole('alert')
  await expect(panel).toHaveText('⚠The form couldn’t loadContact us.')
  await expect(panel.getByRole('button')).toHaveCount(0)
  await expect(page.locator('iframe')).toBeHidden()
})

test('opens once a consent tool that withholds every frame’s address releases it', async ({
  page,
  stack,
  expectedErrors,
}) => {
  // Chromium's warning for an empty frame, which has the page's own origin.
  expectedErrors.push(/can escape its sandboxing/)
  await openHost(page, stack, {
    script: `const { get, set } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'src')
      const kept = []
      Object.defineProperty(HTMLIFrameElement.prototype, 'src', {
        get,
        set(address) { kept.push([this, address]) },
      })
      window.consent = () => { for (const [frame, address] of kept) set.call(frame, address) }
      ${mountScript(await newSession(stack))}`,
  })
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'loading')
  await page.evaluate('consent()')
  await captureFrame(page).waitReady()
  expect(await page.evaluate('submitted')).toBe('validation_error')
})

test('shows a panel with a button that mounts the form again', async ({ page, stack }) => {
  await page.clock.install()
  await page.route('**/frame/**', (route) => route.abort())
  await openHost(page, stack, {
    // A form of the page, which the panel's button must not submit.
    body: '<form action="/elsewhere"><div id="capture"></div></form>',
    script: mountScript(await newSession(stack)),
    // The panel must not need style attributes, because a page's policy may forbid them.
    headers: { 'Content-Security-Policy': "style-src 'none'" },
  })
  await page.clock.runFor(60_000)
  await expectFailure(page)
  const panel = page.locator('#capture').getByRole('alert')
  await expect(panel).toHaveText(/^⚠The form couldn’t load.*Check your connection/)
  await expect(panel).toHaveCSS('text-align', 'center')
  await page.unroute('**/frame/**')
  await page.clock.resume()
  await panel.getByRole('button', { name: 'Try again' }).click()
  await captureFrame(page).waitReady()
  await expect(panel).toHaveCount(0)
  expect(new URL(page.url()).pathname).toBe('/')
  expect((await recordedEvents(page)).filter(({ name }) => name === 'ready')).toHaveLength(1)
})

test('reports a blocked script where the browser reveals it', async ({ page, stack, browserName }) => {
  // Runs in real time, about five seconds, because a fake clock would hide the browser's own measurement.
  await page.route('**/frame/assets/*.js', (route) => route.abort())
  await openHost(page, stack, { script: mountScript(await newSession(stack)) })
  expect((await expectFailure(page))?.code).toBe(
    browserName === 'chromium' ? 'script_blocked' : 'frame_blocked',
  )
})

test('reports an SDK of another major version', async ({ page, stack, browserName }) => {
  test.skip(browserName !== 'chromium', 'it doesn’t distinguish a loaded document from a blocked one')
  await page.route('**/sdk/v1/ingo-capture.js', async (route) => {
    const response = await route.fetch()
    const text = await response.text()
    expect(text).toMatch(/ingo-capture\/1\//)
    await route.fulfill({ response, body: text.replace('ingo-capture/1/', 'ingo-capture/2/') })
  })
  await openHost(page, stack, { script: mountScript(await newSession(stack)) })
  const error = await expectFailure(page)
  expect(error?.code).toBe('script_blocked')
  expect(error?.message).toContain('SDK of another version')
})

test('reports a time-out when the session doesn’t open in time, and recovers when it opens later', async ({
  page,
  stack,
}) => {
  await page.clock.install()
  let release: (() => void) | undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const requested = page.waitForRequest('**/v1/session')
  await page.route('**/v1/session', async (route) => {
    await released
    await route.continue()
  })
  await openHost(page, stack, { script: mountScript(await newSession(stack)) })
  await requested
  // The form is connected to its page; only the session is missing.
  await captureFrame(page).field('account').focus()
  await expect.poll(async () => (await recordedEvents(page)).map(({ name }) => name)).toContain('focus')
  await expect
    .poll(async () => {
      await page.clock.runFor(10_000)
      return (await recordedEvents(page)).map(({ code }) => code)
    })
    .toContain('handshake_timeout')
  expect((await expectFailure(page))?.code).toBe('handshake_timeout')
  await expect(page.locator('#capture').getByRole('alert')).toBeVisible()
  release?.()
  // The form may have given up its first request. It repeats the request after a pause.
  await page.clock.resume()
  await captureFrame(page).waitReady()
  await expect(page.locator('#capture').getByRole('alert')).toHaveCount(0)
  await expect(page.locator('iframe')).toBeVisible()
})

test('rejects a session made for another origin of the merchant', async ({ page, stack }) => {
  const url = await newSession(stack, { origin: stack.shop })
  await openHost(page, stack, { script: mountScript(url) })
  const error = await expectFailure(page)
  expect(error?.code).toBe('origin_not_allowed')
  // The message tells the developer what to fix.
  expect(error?.message).toContain(
    `for pages of ${stack.shop}, and this page is of ${stack.host}. Create it with this origin: `,
  )
})

test('shows an expired session in the form', async ({ page, stack }) => {
  const problem = { type: 'about:blank', title: '', status: 410, code: 'session_expired', retryable: false }
  await page.route('**/v1/session', (route) => route.fulfill({ status: 410, json: problem }))
  await openHost(page, stack, { script: mountScript(await newSession(stack)) })
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed')
  expect(await page.evaluate(() => Reflect.get(window, 'submitted') as Promise<string>)).toBe(
    'session_expired',
  )
  const names = (await recordedEvents(page)).map(({ name }) => name)
  expect(names.filter((name) => /expired|error/.test(name))).toEqual(['expired'])
  await expect(captureFrame(page).frame.locator('body')).toContainText(/expired/)
})

test('reports a load error without a listener as an uncaught error', async ({
  page,
  stack,
  expectedErrors,
}) => {
  expectedErrors.push(/frame-src/)
  const url = JSON.stringify(await newSession(stack))
  const reported = page.waitForEvent('pageerror')
  await openHost(page, stack, {
    script: `IngoCapture.create({ url: ${url} }).mount('#capture')`,
    headers: { 'Content-Security-Policy': "frame-src 'none'" },
  })
  expect((await reported).message).toContain('frame-src')
})

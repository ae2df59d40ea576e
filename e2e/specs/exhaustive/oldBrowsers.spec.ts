/**
 * Browsers older than the list in README.md, simulated without the APIs that they lack, and the
 * oldest ones on the list.
 */
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../../harness/fixtures.js'
import { newSession, openHost, recordedEvents } from '../../harness/hostPage.js'

const SENTENCE = 'This form does not work in this browser. Please update the browser, or use another one.'

function mountScript(url: string, options = ''): string {
  return `const capture = listen(IngoCapture.create({ url: ${JSON.stringify(url)}, ${options} }))
    capture.mount('#capture')
    window.submitted = capture.submit().catch(({ code }) => code)`
}

for (const missing of ['self.structuredClone', 'Object.hasOwn', 'Array.prototype.at']) {
  test(`a browser without ${missing} shows a message, and the page gets unsupported_browser`, async ({
    page,
    stack,
  }) => {
    await page.addInitScript(`delete ${missing}`)
    await openHost(page, stack, {
      script: mountScript(await newSession(stack), "appearance: { theme: 'night' }"),
    })
    await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed')
    const errors = (await recordedEvents(page)).filter(({ name }) => name === 'loaderror')
    expect(errors.map(({ code }) => code)).toEqual(['unsupported_browser'])
    expect(await page.evaluate(() => Reflect.get(window, 'submitted') as Promise<string>)).toBe(
      'unsupported_browser',
    )
    await expect(page.frameLocator('#capture iframe').getByRole('alert')).toHaveText(SENTENCE)
    await expect(page.locator('#capture iframe')).toHaveCSS('opacity', '1')
  })
}

test('a page without https gets unsupported_browser from the form itself, with the cause', async ({
  page,
  stack,
}) => {
  // Such as http://192.168.1.5, the address of a test server that a phone opens.
  await page.addInitScript(`
    Object.defineProperty(self, 'isSecureContext', { value: false })
    delete Crypto.prototype.subtle
    delete Crypto.prototype.randomUUID`)
  // The SDK's own limits, which a busy machine could reach first.
  await page.addInitScript(() => {
    const set = window.setTimeout.bind(window)
    const limited = (call: () => void, ms = 0) => (ms < 5000 ? set(call, ms) : 0)
    Object.assign(window, { setTimeout: limited })
  })
  await openHost(page, stack, { script: mountScript(await newSession(stack)) })
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed')
  const [error, ...more] = (await recordedEvents(page)).filter(({ name }) => name === 'loaderror')
  expect(error).toMatchObject({
    code: 'unsupported_browser',
    message: expect.stringContaining('https://'),
  })
  expect(more).toEqual([])
  await expect(page.frameLocator('#capture iframe').getByRole('alert')).toHaveText(SENTENCE)
})

test('a browser that can’t parse the form’s script also reports unsupported_browser', async ({
  page,
  stack,
  expectedErrors,
}) => {
  expectedErrors.push(/Unexpected token|Invalid or unexpected/)
  await page.addInitScript('delete self.structuredClone')
  await page.route('**/frame/assets/index-*.js', async (route) => {
    await route.fulfill({ response: await route.fetch(), body: 'class { static {' })
  })
  await openHost(page, stack, { script: mountScript(await newSession(stack)) })
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed')
  expect((await recordedEvents(page)).map(({ code }) => code)).toContain('unsupported_browser')
  await expect(page.locator('#capture').getByRole('alert')).toBeVisible()
})

test('a browser that can’t construct a style sheet shows the themed form', async ({ page, stack }) => {
  await page.addInitScript(`
    delete Document.prototype.adoptedStyleSheets
    delete CSSStyleSheet.prototype.replaceSync
    delete AbortSignal.timeout`)
  await openHost(page, stack, {
    script: mountScript(await newSession(stack), "appearance: { theme: 'night' }"),
  })
  const form = captureFrame(page)
  await form.waitReady()
  const [red = 255] = await form
    .field('account')
    .evaluate((input) => (getComputedStyle(input).backgroundColor.match(/\d+/g) ?? []).map(Number))
  expect(red).toBeLessThan(100)
})

/** Host pages with the strictest policies and a script pinned by its hash. */
import { findForm } from '../../harness/findForm.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { recordedEvents, newSession, openHost } from '../../harness/hostPage.js'

async function fetchIntegrity(capture: string, file: string): Promise<string> {
  const hashes = (await (await fetch(`${capture}/sdk/v1/integrity.json`)).json()) as Record<string, string>
  return hashes[file] ?? ''
}

test('returns a token under the strictest CSP, Trusted Types, cross-origin isolation and SRI', async ({
  page,
  stack,
  browserName,
}) => {
  const url = JSON.stringify(await newSession(stack))
  const messages: string[] = []
  page.on('console', (message) => messages.push(message.text()))
  page.on('pageerror', ({ message }) => messages.push(message))
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${stack.capture}`,
    `frame-src ${stack.capture}`,
    // The page's own icon: Firefox requests it by itself.
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  await openHost(page, stack, {
    scriptTag: `integrity="${await fetchIntegrity(stack.capture, 'ingo-capture.js')}" crossorigin`,
    script: `listen(IngoCapture.create({ url: ${url}, appearance: { theme: 'night' } })).mount('#capture')`,
    headers: {
      'Content-Security-Policy': policy.join('; '),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  })
  if (browserName === 'chromium') expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  const form = findForm(page)
  await form.waitReady()
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect((await recordedEvents(page)).map(({ name }) => name)).toContain('token')
  expect(messages).toEqual([])
})

test('submits in a page whose sandbox allows no forms, by the button and by Enter', async ({
  page,
  stack,
  expectedErrors,
}) => {
  // Chromium's warnings for the sandbox that the page gives itself, and for the button.
  expectedErrors.push(/can escape its sandboxing/, /Blocked form submission/)
  const given = JSON.stringify({ url: await newSession(stack) })
  await openHost(page, stack, {
    script: `listen(IngoCapture.create(${given})).mount('#capture')`,
    headers: { 'Content-Security-Policy': 'sandbox allow-scripts allow-same-origin' },
  })
  const form = findForm(page)
  await form.waitReady()
  await form.submit()
  await expect(form.field('account')).toBeFocused()
  await form.fillCard(sample)
  await form.field('recipient_city').press('Enter')
  await form.expectToken()
})

test('does not run a script that differs from its integrity hash', async ({
  page,
  stack,
  expectedErrors,
}) => {
  expectedErrors.push(/'integrity' attribute|“integrity” attribute/)
  const wrong = `sha384-${'A'.repeat(64)}`
  await openHost(page, stack, { scriptTag: `integrity="${wrong}" crossorigin` })
  expect(await page.evaluate(() => 'IngoCapture' in window)).toBe(false)
})

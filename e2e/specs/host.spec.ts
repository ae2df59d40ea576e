/** Pages as strict as they come: the script pinned by its hash, and nothing else allowed than the two origins. */
import { captureFrame } from 'ingo-capture/playwright'
import { expect, sample, test } from '../harness/fixtures.js'
import { heardOn, newSession, openHost } from '../harness/hostPage.js'

async function integrityOf(capture: string, file: string): Promise<string> {
  const hashes = (await (await fetch(`${capture}/sdk/v1/integrity.json`)).json()) as Record<string, string>
  return hashes[file] ?? ''
}

test('under the strictest policy, Trusted Types and cross-origin isolation, pinned by its hash: a token', async ({
  page,
  stack,
  browserName,
}) => {
  const url = JSON.stringify(await newSession(stack))
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', ({ message }) => said.push(message))
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${stack.capture}`,
    `frame-src ${stack.capture}`,
    // The page's own icon, which Firefox asks for unbidden.
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  await openHost(page, stack, {
    scriptTag: `integrity="${await integrityOf(stack.capture, 'ingo-capture.js')}" crossorigin`,
    script: `listen(IngoCapture.create({ url: ${url}, appearance: { theme: 'night' } })).mount('#capture')`,
    headers: {
      'Content-Security-Policy': policy.join('; '),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  })
  if (browserName === 'chromium') expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  const form = captureFrame(page)
  await form.waitReady()
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect((await heardOn(page)).map(({ name }) => name)).toContain('token')
  expect(said).toEqual([])
})

test('a script that is not the one that was pinned does not run', async ({ page, stack, complaints }) => {
  complaints.push(/'integrity' attribute|“integrity” attribute/)
  const wrong = `sha384-${'A'.repeat(64)}`
  await openHost(page, stack, { scriptTag: `integrity="${wrong}" crossorigin` })
  expect(await page.evaluate(() => 'IngoCapture' in window)).toBe(false)
})

/** The page removes or replaces the form's document. The form reconnects, or the page gets the error that it is lost. */
import { expect, test } from '../../harness/fixtures.js'
import {
  events,
  expectReady,
  expectTokenFound,
  expectWorks,
  letPass,
  openMounted,
  outcomes,
  run,
  submitHeld,
} from '../../harness/lostForm.js'

const MOVE = `document.querySelector('#other').append(document.querySelector('#capture'))`

const APPEND_LATER = `(async () => {
    const host = document.querySelector('#capture')
    host.remove()
    await new Promise((done) => setTimeout(done, 300))
    document.body.append(host)
  })()`

const losses = {
  'the host is moved': MOVE,
  'the host is removed, and appended 300 ms later': APPEND_LATER,
  'a busy page has removed the host, and appended it 300 ms later': `(() => {
    const end = performance.now() + 500
    while (performance.now() < end);
    return ${APPEND_LATER}
  })()`,
  'the frame is removed': `document.querySelector('iframe').remove()`,
  'the frame’s address is taken away and put back': `(async () => {
    const frame = document.querySelector('iframe')
    const { src } = frame
    frame.src = 'about:blank'
    await new Promise((done) => setTimeout(done, 500))
    frame.src = src
  })()`,
}

for (const [what, script] of Object.entries(losses)) {
  test(`connects a new form after ${what}`, async ({ page, stack, expectedErrors }) => {
    // Chromium's warning about a blank document in a sandboxed frame.
    expectedErrors.push(/allow-scripts and allow-same-origin/)
    const form = await openMounted(page, stack)
    await form.waitReady()
    await form.field('account').fill('4111')
    await run(page, script)
    await expectReady(page, 2)
    await expectWorks(page, stack, form)
    expect(await events(page)).toEqual(['ready', 'ready', 'token'])
  })
}

test('connects a new form when the host is moved before the form is ready', async ({ page, stack }) => {
  // Without its session the first form never becomes ready, no matter when the browser moves the host.
  let release: (() => void) | undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/v1/session', async (route) => {
    await released
    await route.continue()
  })
  const form = await openMounted(page, stack)
  await run(page, `submitted(); ${MOVE}`)
  release?.()
  await expectReady(page, 1)
  await expect.poll(() => outcomes(page)).toEqual(['validation_error'])
  expect(await events(page)).toEqual(['ready', 'error validation_error'])
  await run(page, 'outcomes.length = 0')
  await expectWorks(page, stack, form)
})

test('a submit in flight is unknown once the host is moved, and its token arrives', async ({
  page,
  stack,
}) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  const release = await submitHeld(page, stack, form)
  // The page learns it without the new form, whose session does not open yet.
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  await page.route('**/v1/session', async (route) => {
    await opened
    await route.continue()
  })
  await run(page, MOVE)
  await expect.poll(() => outcomes(page)).toEqual(['outcome_unknown'])
  open()
  await expectTokenFound(page, stack, release)
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'tokenized')
})

test('a submit in flight is unknown once the form is mounted elsewhere, and its token arrives', async ({
  page,
  stack,
}) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  const release = await submitHeld(page, stack, form)
  await run(page, `capture.unmount(); capture.mount('#other')`)
  await expectTokenFound(page, stack, release)
})

test('reports a host that stays removed, and rejects every submit', async ({ page, stack }) => {
  const form = await openMounted(page, stack)
  await form.waitReady()
  await run(page, `window.host = document.querySelector('#capture'); host.remove()`)
  await expect.poll(() => events(page)).toContain('loaderror frame_lost')
  await run(page, 'submitted()')
  await expect.poll(() => outcomes(page)).toEqual(['frame_lost'])
  expect(await run(page, 'host.dataset.captureState')).toBe('failed')
  // The page adds the host again much later.
  await run(page, 'document.body.append(host)')
  await expectReady(page, 2)
  await run(page, 'outcomes.length = 0')
  await expectWorks(page, stack, form)
})

test('notices that the frame’s process has crashed', async ({ page, stack, browserName }) => {
  test.skip(browserName !== 'chromium', 'only Chromium’s driver crashes a process')
  const form = await openMounted(page, stack)
  await form.waitReady()
  // Read the page through the protocol, because Playwright takes the crash of a frame for a crash of the page.
  const cdp = await page.context().newCDPSession(page)
  const [, frame] = page.frames()
  const crashing = await page.context().newCDPSession(frame ?? page.mainFrame())
  crashing.send('Page.crash').catch(() => undefined)
  const read = async () => {
    const expression = 'recordedEvents.map(({ name, code }) => name + code).join()'
    const { result } = await cdp.send('Runtime.evaluate', { expression })
    return String(result.value).replace(/(?:change|focus|resize),?/g, '')
  }
  await expect.poll(read).toMatch(/^ready,ready/)
})

test('does not report a paused frame or a frozen page as lost', async ({ page, stack, browserName }) => {
  test.skip(browserName !== 'chromium', 'only Chromium’s driver pauses and freezes')
  const form = await openMounted(page, stack)
  await form.waitReady()
  await form.field('account').fill('4111')
  const cdp = await page.context().newCDPSession(page)
  const [, frame] = page.frames()
  const paused = await page.context().newCDPSession(frame ?? page.mainFrame())
  await paused.send('Debugger.enable')
  await paused.send('Debugger.pause')
  await letPass(page, 1200)
  await paused.send('Debugger.disable')
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' })
  await new Promise((done) => setTimeout(done, 1200))
  await cdp.send('Page.setWebLifecycleState', { state: 'active' })
  await letPass(page, 600)
  expect(await events(page)).toEqual(['ready'])
  await expect(form.field('account')).toHaveValue('4111')
})

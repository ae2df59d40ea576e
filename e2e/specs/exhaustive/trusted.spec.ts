/** Message events that a script dispatches itself. They can have any source, origin and port. */
import { expect, test } from '../../harness/fixtures.js'
import { newSession, openHost, recordedEvents } from '../../harness/hostPage.js'

/** Replaces each of the window's messages by a copy that the script dispatches. Runs before SDK and frame. */
function dispatchCopies(side: 'page' | 'frame'): void {
  if ((window.parent === window) !== (side === 'page')) return
  addEventListener('message', (event) => {
    if (!event.isTrusted) return
    event.stopImmediatePropagation()
    const { data, origin, source, ports } = event as MessageEvent<unknown>
    document.documentElement.dataset.copied = 'true'
    dispatchEvent(new MessageEvent('message', { data, origin, source, ports: [...ports] }))
  })
}

for (const side of ['page', 'frame'] as const) {
  test(`opens no connection by message events that a script of the ${side} dispatches`, async ({
    page,
    stack,
    browserName,
  }) => {
    await page.addInitScript(dispatchCopies, side)
    const url = JSON.stringify(await newSession(stack))
    await openHost(page, stack, {
      script: `listen(IngoCapture.create({ url: ${url} })).mount('#capture')`,
    })
    const root = side === 'page' ? page.locator('html') : page.frameLocator('iframe').locator('html')
    await expect(root).toHaveAttribute('data-copied', 'true')
    // The SDK waits 5 s for the handshake.
    await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'failed', {
      timeout: 15_000,
    })
    expect((await recordedEvents(page)).map(({ code }) => code)).toEqual([
      browserName === 'chromium' ? 'script_blocked' : 'frame_blocked',
    ])
  })
}

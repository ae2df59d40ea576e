/** Two forms in one host element, and values for `mount` that are not elements. */
import type { Capture } from 'ingo-capture'
import { expect, test } from '../../harness/fixtures.js'
import { newSession, openHost, recordedEvents } from '../../harness/hostPage.js'

type Forms = { first: Capture; second: Capture }

test('a form replaces another one in the same element, and logs a warning', async ({
  page,
  stack,
  expectedErrors,
}) => {
  expectedErrors.push(/unmounted the form that was in this element/)
  const warnings: string[] = []
  page.on('console', (line) => warnings.push(line.text()))
  const [one, two] = [await newSession(stack), await newSession(stack)]
  const script = `
    window.first = listen(IngoCapture.create({ url: ${JSON.stringify(one)} }), 'first ')
    first.mount('#capture')
    window.second = listen(IngoCapture.create({ url: ${JSON.stringify(two)} }), 'second ')`
  await openHost(page, stack, { script })
  const state = () => page.locator('#capture').getAttribute('data-capture-state')
  const hasEvent = async (name: string) => (await recordedEvents(page)).some((event) => event.name === name)
  await expect.poll(state).toBe('ready')
  // The same element again is a move, which logs no warning.
  await page.evaluate(() => {
    ;(window as unknown as Forms).first.mount('#capture')
  })
  expect(warnings).toEqual([])
  const mounted = await page.evaluate(() => {
    const { first, second } = window as unknown as Forms
    const submitted = first.submit().catch((error: unknown) => String(error))
    second.mount('#capture')
    return submitted
  })
  expect(mounted).toBe('CaptureError: The form was unmounted before it was submitted.')
  expect(warnings).toEqual(['ingo-capture: mount: unmounted the form that was in this element'])
  await expect(page.locator('#capture iframe')).toHaveCount(1)
  await expect.poll(() => hasEvent('second ready')).toBe(true)
  // A page that destroys the old form after it has mounted the new one.
  await page.evaluate(() => {
    ;(window as unknown as Forms).first.destroy()
  })
  expect(await state()).toBe('ready')
  await page.evaluate(() => {
    ;(window as unknown as Forms).second.unmount()
  })
  expect(await state()).toBeNull()
})

test('rejects a Proxy of an element by name, even a revoked one', async ({ page, stack }) => {
  const url = await newSession(stack)
  await openHost(page, stack, {})
  const messages = await page.evaluate((given) => {
    const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
    const { proxy, revoke } = Proxy.revocable(document.createElement('div'), {})
    revoke()
    return [proxy, new Proxy(document.createElement('div'), {}), document, 5].map((target) => {
      try {
        IngoCapture.create({ url: given }).mount(target as HTMLElement)
        return 'mounted'
      } catch (error) {
        return String(error)
      }
    })
  }, url)
  expect(messages).toEqual(
    Array(4).fill('TypeError: ingo-capture: mount: pass a selector or an HTML element'),
  )
})

/** Two forms in one host element, and arguments of `mount` that are no element. */
import type { Capture } from 'ingo-capture'
import { expect, test } from '../../harness/fixtures.js'
import { newSession, openHost, recordedEvents } from '../../harness/hostPage.js'

type Forms = { first: Capture; second: Capture }

test('the host carries the state of the form that was mounted last, until none is left', async ({
  page,
  stack,
}) => {
  const [one, two] = [await newSession(stack), await newSession(stack)]
  const script = `
    window.first = listen(IngoCapture.create({ url: ${JSON.stringify(one)} }), 'first ')
    first.mount('#capture')
    window.second = listen(IngoCapture.create({ url: ${JSON.stringify(two)} }), 'second ')`
  await openHost(page, stack, { script })
  const state = () => page.locator('#capture').getAttribute('data-capture-state')
  const hasEvent = async (name: string) => (await recordedEvents(page)).some((event) => event.name === name)
  await expect.poll(state).toBe('ready')
  const mounted = await page.evaluate(() => {
    ;(window as unknown as Forms).second.mount('#capture')
    return document.querySelector('#capture')?.getAttribute('data-capture-state')
  })
  expect(mounted).toBe('loading')
  await expect.poll(() => hasEvent('second ready')).toBe(true)
  expect(await state()).toBe('ready')
  await page.evaluate(() => {
    ;(window as unknown as Forms).second.unmount()
  })
  expect(await state()).toBe('ready')
  await page.evaluate(() => {
    ;(window as unknown as Forms).first.unmount()
  })
  expect(await state()).toBeNull()
})

test('an older form that goes leaves the state of the newer one', async ({ page, stack }) => {
  const [one, two] = [await newSession(stack), await newSession(stack)]
  const script = `
    window.first = IngoCapture.create({ url: ${JSON.stringify(one)} })
    window.second = IngoCapture.create({ url: ${JSON.stringify(two)} })
    first.mount('#capture')
    second.mount('#capture')`
  await openHost(page, stack, { script })
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
  await page.evaluate(() => {
    ;(window as unknown as Forms).first.destroy()
  })
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
  await expect(page.locator('#capture iframe')).toHaveCount(1)
})

test('refuses a Proxy of an element, also a revoked one, by name', async ({ page, stack }) => {
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

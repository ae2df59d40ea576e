/** Options that are Proxies, as in reactive frameworks, and messages that the browser refuses to send. */
import type { Capture } from 'ingo-capture'
import type { IngoCaptureElement } from 'ingo-capture/element'
import { captureFrame } from 'ingo-capture/playwright'
import { expect, test } from '../../harness/fixtures.js'
import { mountForm, newSession, openHost, recordedEvents } from '../../harness/hostPage.js'
import { bundlePage } from '../../harness/pageBundle.js'
import type { Page as ReactPage } from '../../pages/react.js'

/** Defines `reactive(value)`: a Proxy of the value and of each object in it, as in Vue, Solid and MobX. */
const REACTIVE = `window.reactive = (value) => new Proxy(value, {
  get(target, name) {
    const part = Reflect.get(target, name)
    return typeof part === 'object' && part !== null ? reactive(part) : part
  },
})`

type HostWindow = {
  reactive: <const Value extends object>(value: Value) => Value
  IngoCapture: typeof import('ingo-capture')
  listen: (capture: Capture) => Capture
  mounted: Capture
  page: ReactPage
}

test('create and update accept an appearance and messages that are Proxies', async ({ page, stack }) => {
  await openHost(page, stack, { script: REACTIVE })
  const url = await newSession(stack, { locale: 'en' })
  await page.evaluate((given) => {
    const host = window as unknown as HostWindow
    host.mounted = host.listen(
      host.IngoCapture.create({
        url: given,
        appearance: host.reactive({ theme: 'flat', variables: { colorPrimary: '#123456' } }),
        messages: host.reactive({ 'label.account': 'Number' }),
      }),
    )
    host.mounted.mount('#capture')
  }, url)
  const form = captureFrame(page, '#capture')
  await form.waitReady()
  await expect(page.locator('iframe')).toHaveCSS('opacity', '1')
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'flat')
  await expect(form.field('account')).toHaveAccessibleName('Number')
  await page.evaluate(() => {
    const { mounted, reactive } = window as unknown as HostWindow
    mounted.update({
      appearance: reactive({ theme: 'night' }),
      messages: reactive({ 'label.account': 'Digits' }),
    })
  })
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'night')
  await expect(form.field('account')).toHaveAccessibleName('Digits')
  expect((await recordedEvents(page)).filter(({ name }) => name.endsWith('error'))).toEqual([])
})

test('the element accepts an appearance that is a Proxy, and its property throws for a function', async ({
  page,
  stack,
}) => {
  await openHost(page, stack, {
    scriptTag: false,
    body: '<ingo-capture></ingo-capture>',
    script: `${REACTIVE}
      const element = document.querySelector('ingo-capture')
      element.appearance = reactive({ theme: 'flat' })
      element.url = ${JSON.stringify(await newSession(stack))}
      ;${await bundlePage('element.ts', 19)}`,
  })
  const form = captureFrame(page, 'ingo-capture')
  await form.waitReady()
  await expect(page.locator('iframe')).toHaveCSS('opacity', '1')
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'flat')
  const problem = await page.evaluate(() => {
    const element = document.querySelector('ingo-capture') as IngoCaptureElement
    const { reactive } = window as unknown as HostWindow
    element.appearance = reactive({ theme: 'night' })
    try {
      element.messages = { 'label.account': (() => 'Number') as unknown as string }
    } catch (error) {
      return String(error)
    }
    return undefined
  })
  expect(problem).toBe('TypeError: ingo-capture: "messages.label.account" must be plain data, not a Function')
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'night')
})

test('the React component accepts an appearance that is a Proxy', async ({ page, stack }) => {
  await openHost(page, stack, {
    scriptTag: false,
    body: '<div id="root"></div>',
    script: `${REACTIVE}
      const props = { url: ${JSON.stringify(await newSession(stack))}, appearance: reactive({ theme: 'flat' }) }
      window.page = { props, shown: true, suspended: false, events: [] }
      ;${await bundlePage('react.tsx', 19)}`,
  })
  const form = captureFrame(page)
  await form.waitReady()
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'flat')
  await page.evaluate(() => {
    const { page: react, reactive } = window as unknown as HostWindow
    react.change({ props: { ...react.props, appearance: reactive({ theme: 'night' }) } })
  })
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'night')
})

test('fires an error and rejects the submit if the browser refuses to send a message', async ({
  page,
  stack,
}) => {
  await openHost(page, stack, {})
  await mountForm(page, await newSession(stack))
  await captureFrame(page, '#capture').waitReady()
  const code = await page.evaluate(async () => {
    const { mounted } = window as unknown as HostWindow
    MessagePort.prototype.postMessage = () => {
      throw new DOMException('refused', 'DataCloneError')
    }
    mounted.update({ locale: 'es' })
    return mounted.submit().catch((error: unknown) => (error as { code: string }).code)
  })
  expect(code).toBe('internal')
  await expect(page.locator('#capture')).toHaveAttribute('data-capture-state', 'ready')
  const errors = (await recordedEvents(page)).filter(({ name }) => name === 'error')
  expect(errors.map(({ message }) => message)).toEqual([
    'The message "configure" did not reach the form. Mount it again.',
    'The message "submit" did not reach the form. Mount it again.',
  ])
})

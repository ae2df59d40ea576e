/** The SDK's API: early calls, two captures, shadow roots, remounting, destroying, invalid arguments. */
import type { Capture } from 'ingo-capture'
import { accounts } from 'ingo-capture/playwright'
import { findForm } from '../../harness/findForm.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { recordedEvents, newSession, openHost } from '../../harness/hostPage.js'

test('queues calls made before the form is ready', async ({ page, stack }) => {
  const url = JSON.stringify(await newSession(stack, { locale: 'en' }))
  await openHost(page, stack, {
    script: `const capture = listen(IngoCapture.create({ url: ${url}, submitButton: false }))
      capture.focus('cvv')
      capture.update({ messages: { 'label.cvv': 'Code' } })
      const submitted = capture.submit()
      window.results = Promise.all([submitted === capture.submit(), submitted.catch(({ code, field }) => [code, field])])
      capture.mount('#capture')`,
  })
  const form = findForm(page)
  expect(await page.evaluate(() => Reflect.get(window, 'results') as Promise<unknown>)).toEqual([
    true,
    ['validation_error', 'account'],
  ])
  await expect(form.field('cvv')).toHaveAccessibleName('Code')
  const names = (await recordedEvents(page)).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['ready', 'focus', 'error', 'resize']))
})

test('keeps two captures on a page apart, one of them in a shadow root', async ({ page, stack }) => {
  const urls = JSON.stringify([await newSession(stack), await newSession(stack)])
  await openHost(page, stack, {
    body: '<div id="one"></div><div id="two"></div>',
    script: `const [one, two] = ${urls}.map((url) => IngoCapture.create({ url }))
      listen(one, 'one ').mount('#one')
      const inside = document.createElement('div')
      document.querySelector('#two').attachShadow({ mode: 'open' }).append(inside)
      listen(two, 'two ').mount(inside)`,
  })
  const one = findForm(page, '#one')
  const two = findForm(page, '#two [data-capture-state]')
  await one.waitReady()
  await two.waitReady()
  await two.fillCard(sample)
  await one.fillCard({ ...sample, account: accounts.declined })
  await two.submit()
  await two.expectToken()
  await one.submit()
  await one.expectError({ text: /declined/i })
  const events = (await recordedEvents(page))
    .map(({ name }) => name)
    .filter((name) => /token|error/.test(name))
  expect(events).toEqual(['two token', 'one error'])
})

test('mounts again after an unmount, and fires nothing after a destroy', async ({ page, stack }) => {
  const url = JSON.stringify(await newSession(stack))
  await openHost(page, stack, {
    body: '<div id="capture"></div><div id="other"></div>',
    script: `window.capture = listen(IngoCapture.create({ url: ${url} }))
      capture.mount('#capture')`,
  })
  await findForm(page, '#capture').waitReady()
  await page.evaluate(() => {
    const capture = Reflect.get(window, 'capture') as Capture
    capture.mount('#other')
  })
  await findForm(page, '#other').waitReady()
  await expect(page.locator('#capture')).not.toHaveAttribute('data-capture-state')
  await expect(page.locator('iframe')).toHaveCount(1)
  const after = await page.evaluate(async () => {
    const capture = Reflect.get(window, 'capture') as Capture
    const events = Reflect.get(window, 'recordedEvents') as unknown[]
    const reason = (error: unknown) => (error as Error).message
    const submitted = capture.submit().catch(reason)
    events.length = 0
    capture.destroy()
    capture.destroy()
    capture.focus()
    capture.blur()
    capture.clear()
    capture.unmount()
    capture.update({ locale: 'es' })
    const again = await capture.submit().catch(reason)
    return { submitted: await submitted, again, events, frames: document.querySelectorAll('iframe').length }
  })
  expect(after).toEqual({
    submitted: 'The form was unmounted before it was submitted.',
    again: 'The capture was destroyed.',
    events: [],
    frames: 0,
  })
})

/** Runs in the page. Returns the error of each invalid call. */
function tryInvalidCalls(good: string): [string, string][] {
  const { IngoCapture } = window as unknown as { IngoCapture: typeof import('ingo-capture') }
  const [bare = ''] = good.split('#')
  const create = IngoCapture.create as (options?: unknown) => Capture
  const calls: Record<string, () => unknown> = {
    nothing: () => create(),
    'no url': () => create({}),
    'a relative url': () => create({ url: '/frame/demo' }),
    'a url without its session': () => create({ url: bare }),
    'another url': () => create({ url: 'https://shop.example/#x' }),
    'an unknown option': () => create({ url: good, colour: 'red' }),
    'a wrong type': () => create({ url: good, submitButton: 'no' }),
    'a selector that matches nothing': () => {
      create({ url: good }).mount('#nowhere')
    },
    'no selector': () => {
      create({ url: good }).mount('#')
    },
    'no HTML element': () => {
      create({ url: good }).mount(document.querySelector('svg') as Element)
    },
    'an element that shows no children': () => {
      create({ url: good }).mount('input')
    },
    'an element outside the document': () => {
      create({ url: good }).mount(document.createElement('div'))
    },
    'an option that cannot be updated': () => {
      create({ url: good }).update({ url: good } as never)
    },
    'an unknown event': () => create({ url: good }).on('tokn' as 'token', () => undefined),
    'an invalid server': () => {
      IngoCapture.preload('capture.example')
    },
  }
  return Object.entries(calls).map(([what, call]) => {
    try {
      call()
      return [what, 'nothing was thrown']
    } catch (error) {
      return [what, (error as Error).message.replace(/^ingo-capture: /, '')]
    }
  })
}

test('rejects invalid calls by name and says how to fix them', async ({ page, stack }) => {
  const url = await newSession(stack)
  await openHost(page, stack, { body: '<div id="capture"></div><svg></svg><input />' })
  const messages = await page.evaluate(tryInvalidCalls, url)
  const options = 'url, appearance, locale, messages, submitButton, title, fonts, renew'
  const fix = 'use the url from POST /v1/sessions'
  expect(Object.fromEntries(messages)).toEqual({
    nothing: `options must be an object with ${options}`,
    'no url': `"url" is missing: ${fix}`,
    'a relative url': `"url" is not an absolute URL: ${fix}`,
    'a url without its session': `"url" is missing the part after #: ${fix}`,
    'another url': `"url" is not the url of a session: ${fix}`,
    'an unknown option': `"colour" is not an option here: use ${options}`,
    'a wrong type': '"submitButton" must be of type boolean',
    'a selector that matches nothing':
      'mount: no element matches "#nowhere" (in a shadow root, pass the element)',
    'no selector': 'mount: "#" is not a CSS selector',
    'no HTML element': 'mount: pass a selector or an HTML element',
    'an element that shows no children': 'mount: <input> shows no children',
    'an element outside the document': 'mount: the element is not in a document',
    'an option that cannot be updated': '"url" is not an option here: use appearance, locale, messages',
    'an unknown event':
      '"tokn" is not an event: use ready, change, focus, blur, escape, submit, token, error, loaderror, expired, warning, resize',
    'an invalid server': 'preload: pass the origin of the capture server',
  })
  await expect(page.locator('iframe')).toHaveCount(0)
})

/** `<ingo-capture>`: attributes, properties, events, and its value in a form. */
import type { IngoCaptureElement } from 'ingo-capture/element'
import { findForm } from '../../harness/findForm.js'
import { bundlePage } from '../../harness/pageBundle.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { newSession, openHost } from '../../harness/hostPage.js'

test('its form value is the token, and its events don’t bubble', async ({ page, stack }) => {
  const url = await newSession(stack, { locale: 'en' })
  await openHost(page, stack, {
    scriptTag: false,
    body: `<form><ingo-capture name="token" url="${url}" locale="es" submit-button="false" style="width: 400px"></ingo-capture></form>`,
    // Counts only CustomEvents, because Firefox also fires a focus event at the document when its window becomes active.
    script: `window.bubbled = []
      for (const name of ['submit', 'change', 'focus', 'token'])
        document.addEventListener(name, (event) => event instanceof CustomEvent && bubbled.push(event.type))
      ;${await bundlePage('element.ts', 19)}`,
  })
  const form = findForm(page, 'ingo-capture')
  await form.waitReady()
  // The frame is 4 px wider on each side, for focus rings.
  expect((await page.locator('iframe').boundingBox())?.width).toBe(408)
  await expect(form.frame.locator('html')).toHaveAttribute('lang', 'es')
  await expect(form.frame.locator('button[type="submit"]')).toBeHidden()
  await form.fillCard(sample)
  await page.evaluate(() => {
    document.querySelector('ingo-capture')?.setAttribute('locale', 'en')
  })
  await expect(form.frame.locator('html')).toHaveAttribute('lang', 'en')
  await expect(form.field('account')).toHaveValue(sample.account)
  const entries = () =>
    page.evaluate(() => [...new FormData(document.querySelector('form') ?? undefined).entries()])
  expect(await entries()).toEqual([])
  const [detail, resolved] = await page.evaluate(() => {
    const element = document.querySelector('ingo-capture') as IngoCaptureElement
    const token = new Promise<string>((resolve) => {
      element.addEventListener('token', (event) => {
        resolve(event.detail.customer_account_token)
      })
    })
    return Promise.all([token, element.submit().then((event) => event.customer_account_token)])
  })
  expect(detail).toBe(resolved)
  expect(await entries()).toEqual([['token', detail]])
  expect(await page.evaluate(() => Reflect.get(window, 'bubbled') as string[])).toEqual([])
})

test('without attachInternals its value is in the form data, until the form is reset', async ({
  page,
  stack,
}) => {
  const url = await newSession(stack)
  await openHost(page, stack, {
    scriptTag: false,
    body: `<form><ingo-capture name="token" url="${url}"></ingo-capture><button type="reset">Reset</button></form>`,
    script: `delete HTMLElement.prototype.attachInternals;${await bundlePage('element.ts', 19)}`,
  })
  const form = findForm(page, 'ingo-capture')
  await form.waitReady()
  await form.fillCard(sample)
  await form.press(page.getByRole('button', { name: 'Reset' }))
  await expect(form.field('account')).toHaveValue('')
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  const entries = await page.evaluate(() => [
    ...new FormData(document.querySelector('form') ?? undefined).entries(),
  ])
  expect(entries).toEqual([['token', expect.stringMatching(/./)]])
})

test('applies properties set before its definition, remounts when moved, and unmounts without a url', async ({
  page,
  stack,
}) => {
  await openHost(page, stack, {
    scriptTag: false,
    body: '<ingo-capture></ingo-capture><main></main>',
    script: `const element = document.querySelector('ingo-capture')
      element.appearance = { theme: 'night' }
      element.messages = { 'label.account': 'Number' }
      element.url = ${JSON.stringify(await newSession(stack))}
      ;${await bundlePage('element.ts', 19)}`,
  })
  const form = findForm(page, 'ingo-capture')
  await form.waitReady()
  await expect(page.locator('iframe')).toHaveCount(1)
  await expect(form.field('account')).toHaveAccessibleName('Number')
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'night')
  await page.evaluate(() => {
    const element = document.querySelector('ingo-capture') as IngoCaptureElement
    element.appearance = { theme: 'flat' }
  })
  await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'flat')
  await page.evaluate(() => {
    document.querySelector('main')?.append(document.querySelector('ingo-capture') as Element)
  })
  await form.waitReady()
  await page.evaluate(() => {
    document.querySelector('ingo-capture')?.removeAttribute('url')
  })
  await expect(page.locator('iframe')).toHaveCount(0)
})

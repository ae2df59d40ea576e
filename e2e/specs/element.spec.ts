/** `<ingo-capture>`: attributes, properties, events, and its part in a form. */
import { captureFrame } from 'ingo-capture/playwright'
import type { IngoCaptureElement } from 'ingo-capture/element'
import { bundled } from '../harness/bundle.js'
import { expect, sample, test } from '../harness/fixtures.js'
import { newSession, openHost } from '../harness/hostPage.js'

test('in a form its value is the token; its events stay its own', async ({ page, stack }) => {
  const url = await newSession(stack, { locale: 'en' })
  await openHost(page, stack, {
    scriptTag: false,
    body: `<form><ingo-capture name="token" url="${url}" locale="es" submit-button="false" style="width: 400px"></ingo-capture></form>`,
    script: `window.bubbled = []
      for (const name of ['submit', 'change', 'focus', 'token']) document.addEventListener(name, (event) => bubbled.push(event.type))
      ;${await bundled('element.ts', 19)}`,
  })
  const form = captureFrame(page, 'ingo-capture')
  await form.waitReady()
  expect((await page.locator('iframe').boundingBox())?.width).toBe(400)
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
    const told = new Promise<string>((resolve) => {
      element.addEventListener('token', (event) => {
        resolve(event.detail.customer_account_token)
      })
    })
    return Promise.all([told, element.submit().then((token) => token.customer_account_token)])
  })
  expect(detail).toBe(resolved)
  expect(await entries()).toEqual([['token', detail]])
  expect(await page.evaluate(() => Reflect.get(window, 'bubbled') as string[])).toEqual([])
})

test('properties that were set before it was known count; moved it is there again; removed it leaves nothing', async ({
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
      ;${await bundled('element.ts', 19)}`,
  })
  const form = captureFrame(page, 'ingo-capture')
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

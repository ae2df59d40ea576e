/** `ingo-capture/react` in React 18 and 19, in StrictMode. */
import type { Page as BrowserPage } from '@playwright/test'
import { renderToString } from 'react-dom/server'
import { createElement } from 'react'
import type { Appearance } from 'ingo-capture'
import { Capture } from 'ingo-capture/react'
import { findForm } from '../../harness/findForm.js'
import { bundlePage } from '../../harness/pageBundle.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { newSession, openHost, type HostPage } from '../../harness/hostPage.js'
import type { Page } from '../../pages/react.js'
import type { Stack } from '../../harness/stack.js'

async function openReact(
  page: BrowserPage,
  stack: Stack,
  react: 18 | 19,
  host: HostPage & { props: object },
) {
  const given = { props: host.props, shown: true, suspended: false, events: [] }
  await openHost(page, stack, {
    body: '<div id="root"></div>',
    scriptTag: false,
    ...host,
    script: `window.page = ${JSON.stringify(given)};${await bundlePage('react.tsx', react)}`,
  })
}

/** Records warnings, errors and uncaught exceptions. */
function recordConsoleErrors(page: BrowserPage): string[] {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => {
    if (/warning|error/.test(message.type())) errors.push(message.text())
  })
  return errors
}

function change(page: BrowserPage, changes: Parameters<Page['change']>[0]): Promise<void> {
  return page.evaluate((given) => {
    const { change: apply } = (window as unknown as { page: Page }).page
    apply(given)
  }, changes)
}

function pageEvents(page: BrowserPage): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { page: Page }).page.events)
}

for (const react of [18, 19] as const) {
  test(`React ${react}: changes callbacks and appearance without losing input; ref.submit() works`, async ({
    page,
    stack,
  }) => {
    const errors = recordConsoleErrors(page)
    const url = await newSession(stack)
    await openReact(page, stack, react, { props: { url, className: 'form', submitButton: false } })
    const form = findForm(page, '.form')
    await form.waitReady()
    await expect(page.locator('iframe')).toHaveCount(1)
    await form.fillCard({ ...sample, cvv: '' })
    const appearance: Appearance = { theme: 'night' }
    await change(page, { props: { url, className: 'form', submitButton: false, appearance } })
    await expect(form.frame.locator('html')).toHaveAttribute('data-theme', 'night')
    await form.fillCard({ cvv: sample.cvv })
    await expect(form.field('account')).toHaveValue(sample.account)
    await expect.poll(async () => (await pageEvents(page)).at(-1)).toBe('change 2')
    const token = await page.evaluate(() => (window as unknown as { page: Page }).page.handle?.submit())
    expect(token?.account_type).toBe('card')
    expect((await pageEvents(page)).filter((name) => name.startsWith('token'))).toEqual(['token 2'])
    expect(errors).toEqual([])
  })

  test(`React ${react}: survives a suspended sibling, remounts for another url, and unmounts completely`, async ({
    page,
    stack,
  }) => {
    const url = await newSession(stack)
    await openReact(page, stack, react, { props: { url, className: 'form' } })
    const form = findForm(page, '.form')
    await form.waitReady()
    await form.fillCard({ account: sample.account })
    await change(page, { suspended: true })
    await expect(page.locator('iframe')).toBeHidden()
    await change(page, { suspended: false })
    await expect(page.locator('iframe')).toBeVisible()
    await expect(form.field('account')).toHaveValue(sample.account)
    await change(page, { props: { url: await newSession(stack), className: 'form' } })
    await expect(form.field('account')).toHaveValue('')
    await form.waitReady()
    await change(page, { shown: false })
    await expect(page.locator('iframe')).toHaveCount(0)
  })
}

test('server rendering reserves the form’s space without inline styles', async ({ page, stack }) => {
  const errors = recordConsoleErrors(page)
  const props = { url: await newSession(stack) }
  const html = renderToString(createElement(Capture, props))
  expect(html).not.toContain('style=')
  expect(html).not.toContain(props.url.split('#')[1])
  await openReact(page, stack, 19, {
    props,
    body: `<div id="root">${html}</div>`,
    headers: {
      'Content-Security-Policy': `default-src 'self'; style-src 'none'; frame-src ${stack.capture}`,
    },
  })
  const form = findForm(page)
  await form.waitReady()
  await expect(page.locator('#root svg')).toBeHidden()
  await form.fillCard(sample)
  await form.submit()
  await form.expectToken()
  expect(errors).toEqual([])
})

for (const width of [360, 440, 1000]) {
  test(`content after a server-rendered form never moves: ${width} px`, async ({ page, stack }) => {
    await page.setViewportSize({ width: width + 2 * 8, height: 1400 })
    const props = { url: await newSession(stack) }
    const html = renderToString(createElement(Capture, props))
    const body = `<div id="root">${html}</div><p id="after">What follows.</p>`
    // Shows the page before any of its scripts runs.
    await openHost(page, stack, { scriptTag: false, body })
    const top = async () => (await page.locator('#after').boundingBox())?.y
    const before = await top()
    await openReact(page, stack, 19, { props, body })
    const form = findForm(page)
    await form.waitReady()
    // The error fits between two rows. Once it is shown, the frame's height has been applied too.
    await form.field('account').fill('4111')
    await form.field('recipient_phone').focus()
    await form.expectError({ field: 'account' })
    expect(await top()).toBe(before)
  })
}

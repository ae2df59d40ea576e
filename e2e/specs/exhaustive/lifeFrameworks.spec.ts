/** How React and the custom element remove or move the form, and what happens to a submit in flight. */
import type { Page } from '@playwright/test'
import type { CaptureError } from 'ingo-capture'
import type { IngoCaptureElement } from 'ingo-capture/element'
import type { ActivityPage } from '../../pages/activity.js'
import { findForm } from '../../harness/findForm.js'
import { bundlePage } from '../../harness/pageBundle.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { newSession, openHost } from '../../harness/hostPage.js'
import { letPass } from '../../harness/lostForm.js'
import type { Stack } from '../../harness/stack.js'

async function openActivity(page: Page, stack: Stack) {
  const given = { url: await newSession(stack), hidden: false, container: '#first', events: [] }
  await openHost(page, stack, {
    body: '<div id="root"></div><div id="first"></div><div id="second"></div>',
    scriptTag: false,
    script: `window.page = ${JSON.stringify(given)};${await bundlePage('activity.tsx', 19)}`,
  })
  const form = findForm(page, '.form')
  await form.waitReady()
  return form
}

function change(page: Page, changes: Parameters<ActivityPage['change']>[0]): Promise<void> {
  return page.evaluate((given) => {
    ;(window as unknown as { page: ActivityPage }).page.change(given)
  }, changes)
}

function pageEvents(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { page: ActivityPage }).page.events)
}

/** Submits. If the submit rejects, the code is recorded among the page's events. */
function submit(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { submit: send, events } = (window as unknown as { page: ActivityPage }).page
    send()?.catch((error: unknown) => events.push(`rejected ${(error as CaptureError).code}`))
  })
}

for (const [what, away, back] of [
  ['hidden by an Activity and shown again', { hidden: true }, { hidden: false }],
  ['rendered into another container', { container: '#second' }, {}],
] as const) {
  test(`a React form that is ${what} works`, async ({ page, stack }) => {
    const form = await openActivity(page, stack)
    await form.field('account').fill('4111')
    await change(page, away)
    await change(page, back)
    await expect.poll(() => pageEvents(page)).toEqual(['ready', 'ready'])
    await expect(form.field('account')).toHaveValue('')
    await form.fillCard(sample)
    await form.submit()
    await form.expectToken()
    expect(await pageEvents(page)).toEqual(['ready', 'ready', 'token'])
  })

  test(`a submit in flight of a React form that is ${what} is unknown, and its token arrives`, async ({
    page,
    stack,
  }) => {
    const form = await openActivity(page, stack)
    await form.fillCard(sample)
    const calls = stack.received.length + 1
    const release = stack.holdGateway()
    await submit(page)
    await expect.poll(() => stack.received.length).toBe(calls)
    await change(page, away)
    await expect.poll(() => pageEvents(page)).toContain('rejected outcome_unknown')
    release()
    await change(page, back)
    await expect.poll(() => pageEvents(page)).toEqual(['ready', 'rejected outcome_unknown', 'ready', 'token'])
    await expect(page.locator('iframe')).toHaveCount(1)
    expect(stack.received).toHaveLength(calls)
  })
}

async function openElement(page: Page, stack: Stack) {
  await openHost(page, stack, {
    scriptTag: false,
    body: `<main><ingo-capture url="${await newSession(stack)}"></ingo-capture></main><div id="other"></div>`,
    script: `window.tokens = []
      document.querySelector('ingo-capture').addEventListener('token', ({ detail }) => tokens.push(detail))
      ;${await bundlePage('element.ts', 19)}`,
  })
  const form = findForm(page, 'ingo-capture')
  await form.waitReady()
  return form
}

test('the element keeps what was typed when moveBefore() moves it', async ({ page, stack, browserName }) => {
  test.skip(browserName !== 'chromium', 'Firefox ESR has no moveBefore()')
  const form = await openElement(page, stack)
  await form.field('account').fill('4111')
  await page.evaluate(() => {
    const other = document.querySelector('#other') as Element & { moveBefore: Element['insertBefore'] }
    other.moveBefore(document.querySelector('ingo-capture') as Element, null)
  })
  await letPass(page, 1000)
  await expect(form.field('account')).toHaveValue('4111')
})

test('a submit in flight of an element that is moved is unknown, and its token arrives', async ({
  page,
  stack,
}) => {
  const form = await openElement(page, stack)
  await form.fillCard(sample)
  const calls = stack.received.length + 1
  const release = stack.holdGateway()
  const rejected = page.evaluate(() =>
    (document.querySelector('ingo-capture') as IngoCaptureElement)
      .submit()
      .catch((error: unknown) => (error as CaptureError).code),
  )
  await expect.poll(() => stack.received.length).toBe(calls)
  await page.evaluate(() => {
    document.querySelector('#other')?.append(document.querySelector('ingo-capture') ?? '')
  })
  expect(await rejected).toBe('outcome_unknown')
  release()
  await form.expectToken()
  expect(await page.evaluate(() => (Reflect.get(window, 'tokens') as unknown[]).length)).toBe(1)
  expect(stack.received).toHaveLength(calls)
})

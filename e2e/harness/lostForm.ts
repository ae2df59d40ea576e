/** A page that removes or replaces the form's document, for the specs about the frame's life. */
import type { Page } from '@playwright/test'
import type { Capture } from 'ingo-capture'
import type { CaptureFrame } from 'ingo-capture/playwright'
import { findForm } from './findForm.js'
import { expect, sample } from './fixtures.js'
import { newSession, openHost, recordedEvents } from './hostPage.js'
import type { Stack } from './stack.js'

const BODY = '<main><p>shop</p><div id="capture"></div></main><div id="other"></div>'

export type MountedPage = {
  capture: Capture
  /** The result of each submit: `token`, or the code of its rejection. */
  outcomes: string[]
}

/**
 * Opens a page with a form. `target` is the argument of `mount`. The page's `submitted()` submits
 * and records the result.
 */
export async function openMounted(
  page: Page,
  stack: Stack,
  target = `document.querySelector('#capture')`,
  session = {},
): Promise<CaptureFrame> {
  const url = JSON.stringify(await newSession(stack, session))
  await openHost(page, stack, {
    body: BODY,
    script: `window.outcomes = []
      window.capture = listen(IngoCapture.create({ url: ${url} }))
      window.submitted = () => { capture.submit().then(() => outcomes.push('token'), ({ code }) => outcomes.push(code)) }
      capture.mount(${target})`,
  })
  return findForm(page)
}

/** Runs a script of the page. */
export function run(page: Page, script: string): Promise<unknown> {
  return page.evaluate(script)
}

/** The names of the page's events so far, each error with its code. Events of typing are left out. */
export async function events(page: Page): Promise<string[]> {
  const recorded = await recordedEvents(page)
  return recorded
    .filter(({ name }) => !/(?:change|focus|resize)$/.test(name))
    .map(({ name, code }) => (code ? `${name} ${code}` : name))
}

/** The results of the page's submits so far. */
export function outcomes(page: Page): Promise<string[]> {
  return page.evaluate(() => Reflect.get(window, 'outcomes') as string[])
}

/**
 * Waits for `ms` ms of the page's own time, in steps, so that whatever the SDK does several times a second has happened as
 * often as on an idle machine.
 */
export async function letPass(page: Page, ms: number): Promise<void> {
  await page.evaluate(async (all) => {
    const step = 100
    for (let passed = 0; passed < all; passed += step) await new Promise((done) => setTimeout(done, step))
  }, ms)
}

/** Waits until the page has got `count` ready events, and has one frame. */
export async function expectReady(page: Page, count: number): Promise<void> {
  const ready = async () => (await events(page)).filter((name) => name === 'ready').length
  await expect.poll(ready).toBe(count)
  await expect(page.locator('iframe')).toHaveCount(1)
}

/** Fills the form, submits it from the page, and expects one token and one call of the gateway. */
export async function expectWorks(page: Page, stack: Stack, form: CaptureFrame): Promise<void> {
  const before = stack.received.length
  await expect(form.field('account')).toHaveValue('')
  await form.fillCard(sample)
  await run(page, 'submitted()')
  await form.expectToken()
  expect(await outcomes(page)).toEqual(['token'])
  expect((await events(page)).filter((name) => name === 'token')).toHaveLength(1)
  expect(stack.received.length - before).toBe(1)
}

/** Submits a card. The gateway receives it, and does not verify it until the function that this resolves to is called. */
export async function submitHeld(page: Page, stack: Stack, form: CaptureFrame): Promise<() => void> {
  const before = stack.received.length
  const release = stack.holdGateway()
  await form.fillCard(sample)
  await run(page, 'submitted()')
  await expect.poll(() => stack.received.length - before).toBe(1)
  return release
}

/**
 * Expects that the submit in flight ends as unknown, and that its token then arrives once, after
 * one call of the gateway.
 */
export async function expectTokenFound(page: Page, stack: Stack, release: () => void): Promise<void> {
  const calls = stack.received.length
  await expect.poll(() => outcomes(page)).toEqual(['outcome_unknown'])
  release()
  await expect.poll(() => events(page)).toContain('token')
  expect(await outcomes(page)).toEqual(['outcome_unknown'])
  expect((await events(page)).filter((name) => name === 'token')).toHaveLength(1)
  expect(stack.received).toHaveLength(calls)
}

/** The form's place on its page: the figures of `docs/evidence/layout.md`, and their limits. */
import type { Page } from '@playwright/test'
import type { Appearance } from 'ingo-capture'
import type { CaptureFrame } from 'ingo-capture/playwright'
import { findForm } from '../../harness/findForm.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { newSession, openHost } from '../../harness/hostPage.js'
import { recordShifts, sumShifts } from '../../harness/layoutShifts.js'
import {
  frameHeight,
  measureRows,
  recordMoves,
  reportLayout,
  resizeWindow,
  waitUntilStill,
} from '../../harness/measureLayout.js'
import { openForm } from '../../harness/openForm.js'
import type { Stack } from '../../harness/stack.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'only Chromium reports layout shifts')

const layouts: [name: string, appearance: Appearance, limits: Record<number, number>][] = [
  ['compact', {}, { 360: 780, 600: 660 }],
  ['compact, floating labels', { labels: 'floating' }, { 360: 780, 600: 660 }],
  ['spacious', { layout: 'spacious' }, {}],
]
for (const [name, appearance, limits] of layouts) {
  test(`height: ${name}`, async ({ page, stack }) => {
    const form = await openForm(page, stack, {}, { appearance })
    for (const width of [360, 600]) {
      await resizeWindow(page, form, width)
      await waitUntilStill(page, form)
      const height = await frameHeight(page)
      const limit = limits[width]
      const what = `Height of a card with its address, ${name}`
      reportLayout({
        what,
        where: `${width} px`,
        limit: limit ? `${limit} px` : 'none',
        figure: `${height} px`,
      })
      expect(height).toBeLessThanOrEqual(limit ?? Infinity)
    }
  })
}

/** Widths on both sides of each breakpoint of the style sheet. */
const widths = [320, 360, 379, 380, 399, 400, 439, 440, 479, 480, 600, 768, 1024, 1280]
const WIDTHS = '320 to 1280 px'

test(`all rows have the same distance, and labels align with the edges of their element, at ${WIDTHS}`, async ({
  page,
  stack,
}) => {
  const form = await openForm(page, stack)
  // A page has a margin. At the window's edge there is no space for focus rings, and the form stays inside.
  await page.locator('body').evaluate((body) => {
    body.style.padding = '0 16px'
  })
  let unevenness = 0
  let offset = 0
  for (const width of widths) {
    await resizeWindow(page, form, width + 32)
    const { pitches, offset: found, overflow } = await measureRows(page, form)
    expect(pitches.length, `${width} px`).toBeGreaterThan(4)
    expect(overflow, `${width} px`).toBe(0)
    unevenness = Math.max(unevenness, Math.max(...pitches) - Math.min(...pitches))
    offset = Math.max(offset, found)
    expect(unevenness, `${width} px: ${pitches.join(' ')}`).toBeLessThan(0.1)
    expect(offset, `${width} px`).toBeLessThan(0.1)
  }
  const row = { where: WIDTHS, limit: '0 px' }
  reportLayout({
    what: 'Largest difference between the distances of two rows of a section',
    ...row,
    figure: `${unevenness.toFixed(1)} px`,
  })
  reportLayout({
    what: 'Distance of labels, fields and button from the edges of the element around the form',
    ...row,
    figure: `${offset.toFixed(1)} px`,
  })
})

for (const width of [360, 600]) {
  test(`errors above and below move the focused field by at most 1 px, ${width} px`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    const form = await openForm(page, stack)
    // An error above the focused field. Its row may not grow while a field below has the focus.
    await form.field('expiration_date').pressSequentially('1')
    const name = form.field('recipient_first_name')
    await name.focus()
    const above = await recordMoves(page, name)
    await expect(form.frame.locator('#expiration_date-note')).toHaveClass(/problem/)
    await waitUntilStill(page, form)
    const movedAbove = await above()
    // All errors at once, below the first field.
    const account = form.field('account')
    await account.focus()
    // Leaving the name may show an error there.
    await waitUntilStill(page, form)
    const below = await recordMoves(page, account)
    await form.submit()
    await expect(form.frame.locator('#recipient_zip-note')).toHaveClass(/whole/)
    await waitUntilStill(page, form)
    await expect(account).toBeFocused()
    for (const [where, moved] of [
      ['above', movedAbove],
      ['below', await below()],
    ] as const) {
      const what = `Move of the focused field when errors appear ${where} it`
      reportLayout({ what, where: `${width} px`, limit: '1 px', figure: `${moved.toFixed(1)} px` })
      expect(moved, where).toBeLessThanOrEqual(1)
    }
  })
}

const RESERVED = '#capture { min-height: 768px } @media (min-width: 500px) { #capture { min-height: 660px } }'

/** A page with text above and below the form, whose element has the form's height from the start. */
async function openPage(page: Page, stack: Stack): Promise<CaptureFrame> {
  const options = JSON.stringify({ url: await newSession(stack, { reveal: ['last_4'] }) })
  await openHost(page, stack, {
    body: `<style>${RESERVED}</style><h1>Get paid</h1><div id="capture"></div><p>Questions? Call us.</p>`,
    script: `IngoCapture.create(${options}).mount('#capture')`,
  })
  const form = findForm(page)
  await form.waitReady()
  return form
}

for (const width of [360, 1280]) {
  test(`layout shifts of the host page, ${width} px`, async ({ page, stack }) => {
    // All of the page is in view, so that shifts at its end count too.
    await page.setViewportSize({ width, height: 1200 })
    const shifts = await recordShifts(page)
    const times: number[] = []
    const mark = async () => times.push(await page.evaluate(() => performance.now()))
    const form = await openPage(page, stack)
    await mark()
    await form.fillCard(sample)
    await form.field('cvv').fill('')
    await form.submit()
    await expect(form.frame.locator('#cvv-note')).toHaveClass(/whole/)
    await waitUntilStill(page, form)
    await mark()
    await form.field('cvv').fill(sample.cvv)
    await form.field('account').focus()
    await waitUntilStill(page, form)
    await mark()
    await form.submit()
    await form.expectToken()
    await expect(form.frame.locator('.panel')).toBeVisible()
    await waitUntilStill(page, form)
    await mark()
    const all = await shifts()
    for (const [index, [phase, limit]] of phases.entries()) {
      const sum = sumShifts(all, times[index - 1] ?? 0, times[index] ?? NaN)
      const what = `CLS of the host page ${phase}`
      reportLayout({ what, where: `${width} px`, limit: String(limit), figure: sum.toFixed(4) })
      expect(sum, phase).toBeLessThanOrEqual(limit)
    }
  })
}

/** Web vitals call a sum of 0.1 good. */
const phases: [phase: string, limit: number][] = [
  ['from its navigation until the form is ready', 0],
  ['when a refused submit shows an error', 0.01],
  ['when the error is corrected', 0.01],
  ['from the submit until the success is shown', 0],
]

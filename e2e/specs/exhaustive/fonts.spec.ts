/** A hostile page's fonts: nothing that the page can measure depends on what the cardholder typed. */
import type { Page } from '@playwright/test'
import type { Capture } from 'ingo-capture'
import type { CaptureFrame } from 'ingo-capture/playwright'
import { findForm } from '../../harness/findForm.js'
import { documentedCheck } from '../../harness/ingoSamples.js'
import { expect, sample, test } from '../../harness/fixtures.js'
import { newSession, openHost } from '../../harness/hostPage.js'
import type { Stack } from '../../harness/stack.js'
import { createWideFont } from '../../harness/wideFont.js'

const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary
/** In the page's fonts, each letter of the first text is wider than the form. Both texts have the same length. */
const WIDE_LETTERS = 'wwwwwwww'
const OTHER_LETTERS = 'iiiiiiii'
/** Names of the fonts that the form's own texts may have, and one of the page's own. */
const families = [
  'Wide',
  'system-ui',
  'Segoe UI',
  'Roboto',
  'Helvetica Neue',
  'Arial',
  'sans-serif',
  'DejaVu Sans',
]

/** Opens a form with fonts of the page. The form's heading uses them, so that the spec can wait for them. */
async function openHostile(page: Page, stack: Stack, session: object): Promise<CaptureFrame> {
  await page.setViewportSize({ width: 360, height: 900 })
  await page.route('**/wide.ttf', (route) =>
    route.fulfill({ contentType: 'font/ttf', body: createWideFont('w') }),
  )
  const options = {
    url: await newSession(stack, session),
    fonts: families.map((family) => ({ family, src: '/wide.ttf' })),
    appearance: { variables: { fontFamily: 'Wide' } },
    messages: { 'check.heading': WIDE_LETTERS, 'section.card': WIDE_LETTERS },
  }
  await page.addInitScript(recordCalls)
  await openHost(page, stack, {
    script: `window.capture = IngoCapture.create(${JSON.stringify(options)})
      window.heights = []
      capture.on('resize', ({ height }) => heights.push(height))
      capture.mount('#capture')`,
  })
  const form = findForm(page)
  await form.waitReady()
  // The heading breaks between its letters, so it is as wide as one of them.
  await expect.poll(() => measureWidth(form, 'h2')).toBeGreaterThan(400)
  return form
}

/** Width in px of an element's text, or of the text in an input. */
function measureWidth(form: CaptureFrame, selector: string): Promise<number> {
  return form.frame
    .locator(selector)
    .first()
    .evaluate((element) => {
      if (element instanceof HTMLInputElement) return element.scrollWidth
      const range = document.createRange()
      range.selectNodeContents(element)
      return range.getBoundingClientRect().width
    })
}

/**
 * The heights that the page received since the last call. The frame reports one within two animation frames. Its messages
 * arrive in order, so all have arrived with its answer to a call, here to `blur()`, which changes no height.
 */
async function takeHeights(page: Page, form: CaptureFrame): Promise<number[]> {
  await form.frame.locator('body').evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))
      }),
  )
  return page.evaluate(async () => {
    const { capture, heights, unanswered } = window as unknown as HostWindow
    capture.blur()
    while (unanswered.size > 0) await new Promise((done) => setTimeout(done, 10))
    return heights.splice(0)
  })
}

type HostWindow = { capture: Capture; heights: number[]; unanswered: Set<string> }

/** Records the page's calls that the frame has not answered yet. Runs before the SDK. */
function recordCalls(): void {
  if (window.parent !== window) return
  const unanswered = new Set<string>()
  Object.assign(window, { unanswered })
  const { prototype } = MessagePort
  const [post, add] = ['postMessage', 'addEventListener'].map((name) => Reflect.get(prototype, name) as Call)
  prototype.postMessage = function (this: MessagePort, ...given: unknown[]) {
    const { type, id } = given[0] as { type?: string; id: string }
    if (type === 'CALL') unanswered.add(id)
    post?.apply(this, given)
  }
  const note = ({ data }: MessageEvent<{ callId: string }>) => unanswered.delete(data.callId)
  prototype.addEventListener = function (this: MessagePort, ...given: unknown[]) {
    add?.apply(this, given)
    // Not twice, because it is the same function each time.
    add?.call(this, 'message', note)
  }
}

type Call = (this: MessagePort, ...given: unknown[]) => void

function updateFontSize(page: Page): Promise<void> {
  return page.evaluate(() => {
    ;(Reflect.get(window, 'capture') as Capture).update({
      appearance: { variables: { fontFamily: 'Wide', fontSizeBase: '24px' } },
    })
  })
}

test('a page with fonts of one wide letter can’t tell two mailing addresses apart', async ({
  page,
  stack,
}) => {
  const measured: number[][][] = []
  for (const city of [WIDE_LETTERS, OTHER_LETTERS]) {
    const form = await openHostile(page, stack, { account_types: ['check'], check: { beneficiary_account } })
    await takeHeights(page, form)
    const address1 = `${city} ${city} ${city}`
    await form.fillCheck({
      beneficiary: { ...beneficiary, beneficiary_address1: address1, beneficiary_city: city },
    })
    expect(await measureWidth(form, '[name="beneficiary_city"]')).toBeLessThan(400)
    const typed = await takeHeights(page, form)
    await form.submit()
    await expect(form.frame.locator('address')).toContainText(address1)
    expect(await measureWidth(form, 'address span:nth-child(2)')).toBeLessThan(400)
    const review = await takeHeights(page, form)
    await updateFontSize(page)
    const frozen = await takeHeights(page, form)
    await form.frame.getByRole('button', { name: 'Edit' }).click()
    await expect(form.field('beneficiary_city')).toHaveCSS('font-size', '24px')
    const edited = await takeHeights(page, form)
    // A font and its size are applied in steps whose timing varies, so only the last height of each phase counts.
    measured.push([typed.slice(-1), review.slice(-1), frozen, edited.slice(-1)])
  }
  const [wide, other] = measured
  expect(wide).toEqual(other)
  expect(wide?.[2]).toEqual([])
  expect(wide?.[1]).not.toEqual([])
})

test('a page with fonts of one wide digit can’t read a receipt or an input', async ({ page, stack }) => {
  const form = await openHostile(page, stack, {})
  await page.unroute('**/wide.ttf')
  await form.fillCard({ ...sample, recipient_city: WIDE_LETTERS })
  for (const name of ['recipient_city', 'account'])
    expect(await measureWidth(form, `[name="${name}"]`)).toBeLessThan(400)
  const families = await form.frame
    .locator('input, select')
    .evaluateAll((fields) => fields.map((field) => getComputedStyle(field).fontFamily))
  expect(families.filter((family) => /host|Wide/.test(family))).toEqual([])
  await form.submit()
  await form.expectToken()
  const receipt = form.frame.getByText('Visa ending in 1111')
  await expect(receipt).toHaveCSS('overflow', 'auto')
  expect(await receipt.evaluate((element) => getComputedStyle(element).fontFamily)).not.toMatch(/host|Wide/)
})

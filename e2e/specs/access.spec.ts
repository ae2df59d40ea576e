import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import type { CaptureOptions } from 'ingo-capture'
import { accounts, captureFrame, type CaptureFrame } from 'ingo-capture/playwright'
import { expect, hurry, sample, test } from '../harness/fixtures.js'
import { openForm } from '../harness/openForm.js'

test.skip(
  ({ browserName }) => browserName === 'firefox',
  'axe reads the same document in every engine, and takes minutes in this one',
)

// A colour on its way to another has no contrast to speak of.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** axe finds nothing, in the frame and on the page around it. */
async function expectAccessible(page: Page, without: string[] = []): Promise<void> {
  const builder = new AxeBuilder({ page, axeSource: axe.source }).withTags(rules).disableRules(without)
  let results = await builder.analyze()
  // On a machine that is busy it gives up on frames: it has to have looked into ours.
  await expect(async () => {
    const targets = results.passes.flatMap(({ nodes }) => nodes.map(({ target }) => target))
    if (targets.every(({ length }) => length === 1)) results = await builder.analyze()
    expect(targets.some(({ length }) => length > 1)).toBe(true)
  }).toPass()
  const found = results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => ({ id, target, any })),
  )
  expect(found).toEqual([])
}

/** Answers captures as the server would, with a problem. */
async function answerWith(page: Page, problem: Record<string, unknown>): Promise<void> {
  await page.route('**/v1/captures', (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      json: { type: 'about:blank', title: 'As the test wants it', status: 429, retryable: false, ...problem },
    }),
  )
}

type Case = { name: string; reach: (form: CaptureFrame, page: Page) => Promise<void> }
const states: Case[] = [
  { name: 'empty', reach: () => Promise.resolve() },
  { name: 'filled', reach: (form) => form.fillCard(sample) },
  {
    name: 'errors',
    reach: async (form) => {
      await form.submit()
      await form.expectError({ field: 'recipient_zip' })
    },
  },
  {
    name: 'submitting',
    reach: async (form, page) => {
      await page.route('**/v1/captures', () => undefined)
      await form.fillCard(sample)
      await form.submit()
      await expect(form.frame.locator('button[type="submit"]')).toHaveAttribute('aria-disabled', 'true')
    },
  },
  {
    name: 'refused',
    reach: async (form) => {
      await form.fillCard({ ...sample, account: accounts.declined })
      await form.submit()
      await form.expectError({})
    },
  },
  {
    name: 'a field refused',
    reach: async (form) => {
      await form.fillCard({ ...sample, account: accounts['avs-zip-format'] })
      await form.submit()
      await form.expectError({ field: 'recipient_zip' })
    },
  },
  {
    name: 'outcome unknown',
    reach: async (form, page) => {
      await page.clock.install()
      await page.route('**/v1/captures', (route) => route.abort())
      await form.fillCard(sample)
      await form.submit()
      await hurry(page, () => form.expectError({}))
    },
  },
  {
    name: 'tokenized',
    reach: async (form) => {
      await form.fillCard(sample)
      await form.submit()
      await form.expectToken()
    },
  },
  {
    name: 'failed',
    reach: async (form, page) => {
      await answerWith(page, { code: 'attempts_exhausted', attempts_left: 0 })
      await form.fillCard(sample)
      await form.submit()
      await expect(form.field('account')).toHaveCount(0)
    },
  },
]

for (const { name, reach } of states) {
  test(`axe finds nothing: ${name}`, async ({ page, stack }) => {
    await page.goto(stack.shop)
    const form = captureFrame(page)
    await form.waitReady()
    await reach(form, page)
    await expectAccessible(page)
  })
}

// A bare page around the form has neither; and what lies behind a see-through frame axe takes for white, so
// that `appearance.spec.ts` measures contrast.
const bare = ['page-has-heading-one', 'landmark-one-main', 'color-contrast']
// Another language changes its sentences, another look its colours and labels: what has most of them is enough.
const looks: [Omit<CaptureOptions, 'url'>, Case['name']][] = [
  [{ locale: 'es-MX' }, 'errors'],
  [{ appearance: { theme: 'night' } }, 'errors'],
  [{ appearance: { theme: 'night' } }, 'refused'],
  [{ appearance: { theme: 'flat' } }, 'errors'],
  [{ appearance: { labels: 'floating', layout: 'compact' } }, 'errors'],
]
for (const [options, name] of looks) {
  test(`axe finds nothing: ${name}, ${JSON.stringify(options)}`, async ({ page, stack }) => {
    const form = await openForm(page, stack, {}, options)
    await states.find((state) => state.name === name)?.reach(form, page)
    await expect(form.frame.locator('html')).toHaveAttribute('lang', options.locale ? 'es' : 'en')
    await expectAccessible(page, bare)
  })
}

test('axe can fail: a field without its label is found in the frame', async ({
  checkout: { page, form },
}) => {
  await form.frame.locator('label[for="cvv"]').evaluate((label) => {
    label.remove()
  })
  await expect(expectAccessible(page)).rejects.toThrow(/label/)
})

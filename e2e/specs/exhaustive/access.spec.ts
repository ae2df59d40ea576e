import type { Page } from '@playwright/test'
import type { CaptureOptions } from 'ingo-capture'
import { accounts, type CaptureFrame } from 'ingo-capture/playwright'
import { findViolations } from '../../harness/analyzeAccess.js'
import { findForm } from '../../harness/findForm.js'
import { expect, skipPauses, sample, test } from '../../harness/fixtures.js'
import { mockProblem } from '../../harness/mockProblem.js'
import { openForm } from '../../harness/openForm.js'
import { openRenewable, sleep } from '../../harness/renewable.js'
import { reopenForm } from '../../harness/reopenForm.js'

test.skip(
  ({ browserName }) => browserName === 'firefox',
  'axe reads the same document in every engine, and takes minutes in this one',
)

// axe computes for seconds on an idle machine.
test.slow()

// During a color transition a contrast has no meaning.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Expects axe to find nothing in the frame and on the page around it. */
async function expectAccessible(page: Page, disabledRules: string[] = []): Promise<void> {
  const violations = await findViolations({ page, tags, disabledRules })
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => ({ id, target, any })))
  expect(found).toEqual([])
}

type Case = { name: string; enter: (form: CaptureFrame, page: Page) => Promise<void> }
const states: Case[] = [
  { name: 'empty', enter: () => Promise.resolve() },
  { name: 'filled', enter: (form) => form.fillCard(sample) },
  {
    name: 'errors',
    enter: async (form) => {
      await form.submit()
      await form.expectError({ field: 'recipient_zip' })
    },
  },
  {
    name: 'submitting',
    enter: async (form, page) => {
      await page.route('**/v1/captures', () => undefined)
      await form.fillCard(sample)
      await form.submit()
      await expect(form.frame.locator('button[type="submit"]')).toHaveAttribute('aria-disabled', 'true')
    },
  },
  {
    name: 'declined',
    enter: async (form) => {
      await form.fillCard({ ...sample, account: accounts.declined })
      await form.submit()
      await form.expectError({})
    },
  },
  {
    name: 'a rejected field',
    enter: async (form) => {
      await form.fillCard({ ...sample, account: accounts['avs-zip-format'] })
      await form.submit()
      await form.expectError({ field: 'recipient_zip' })
    },
  },
  {
    name: 'outcome unknown',
    enter: async (form, page) => {
      await page.clock.install()
      await page.route('**/v1/captures', (route) => route.abort())
      await form.fillCard(sample)
      await form.submit()
      await skipPauses(page, () => form.expectError({}))
    },
  },
  {
    name: 'tokenized',
    enter: async (form) => {
      await form.fillCard(sample)
      await form.submit()
      await form.expectToken()
    },
  },
  {
    name: 'failed',
    enter: async (form, page) => {
      await mockProblem(page, 'captures', { code: 'attempts_exhausted', attempts_left: 0 })
      await form.fillCard(sample)
      await form.submit()
      await expect(form.field('account')).toHaveCount(0)
    },
  },
]

for (const { name, enter } of states) {
  test(`axe finds nothing: ${name}`, async ({ page, stack }) => {
    await page.goto(stack.shop)
    const form = findForm(page)
    await form.waitReady()
    await enter(form, page)
    await expectAccessible(page)
  })
}

// A bare page has neither a heading nor a main landmark. axe assumes white behind a transparent frame, so
// `appearance.spec.ts` measures the contrast instead.
const bare = ['page-has-heading-one', 'landmark-one-main', 'color-contrast']
// A language changes the messages, and an appearance the colors and labels. Test the states that show most of them.
const variants: [Omit<CaptureOptions, 'url'>, Case['name']][] = [
  [{ locale: 'es-MX' }, 'errors'],
  [{ appearance: { theme: 'night' } }, 'errors'],
  [{ appearance: { theme: 'night' } }, 'declined'],
  [{ appearance: { theme: 'flat' } }, 'errors'],
  [{ appearance: { labels: 'floating', layout: 'compact' } }, 'errors'],
]
for (const [options, name] of variants) {
  test(`axe finds nothing: ${name}, ${JSON.stringify(options)}`, async ({ page, stack }) => {
    const form = await openForm(page, stack, {}, options)
    await states.find((state) => state.name === name)?.enter(form, page)
    await expect(form.frame.locator('html')).toHaveAttribute('lang', options.locale ? 'es' : 'en')
    await expectAccessible(page, bare)
  })
}

/** A session with a choice of two methods. */
const choice = {
  account_types: ['card' as const, 'check' as const],
  check: { beneficiary_account: '3000000038' },
  estimated_posting_times: { card: 'Payment will post within 5 minutes.' },
}
for (const locale of ['en', 'ar']) {
  test(`axe finds nothing: the choice of a method and a slow submit, ${locale}`, async ({ page, stack }) => {
    await page.clock.install()
    const form = await openForm(page, stack, { locale, ...choice })
    await expect(form.frame.locator('html')).toHaveAttribute('dir', locale === 'ar' ? 'rtl' : 'ltr')
    await expectAccessible(page, bare)
    await page.route('**/v1/captures', () => undefined)
    await form.fillCard(sample)
    await form.submit()
    await expect(form.frame.locator('button[type="submit"]')).toHaveAttribute('aria-disabled', 'true')
    await form.field('account').focus()
    await page.clock.fastForward(8100)
    await expect(form.frame.locator('.wait')).toBeVisible()
    await expectAccessible(page, bare)
  })

  for (const code of ['session_expired', 'under_review', 'card_not_payable', 'unauthorized'] as const) {
    test(`axe finds nothing: the ending ${code}, ${locale}`, async ({ page, stack }) => {
      const form = await openForm(page, stack, { locale, ...choice })
      await mockProblem(page, 'session', { code })
      await reopenForm(page)
      await expect(form.frame.locator(`.panel[data-capture-code="${code}"]`)).toBeVisible()
      await expectAccessible(page, bare)
    })
  }
}

test('axe finds nothing: an expired form that may start again', async ({ page, stack }) => {
  const form = await openRenewable(page, stack, 'reject')
  await sleep(page, 31)
  await expect(form.frame.getByRole('button', { name: 'Start again' })).toBeVisible()
  await expectAccessible(page, bare)
})

test('axe finds a missing label inside the frame', async ({ checkout: { page, form } }) => {
  await form.frame.locator('label[for="cvv"]').evaluate((label) => {
    label.remove()
  })
  await expect(expectAccessible(page)).rejects.toThrow(/label/)
})

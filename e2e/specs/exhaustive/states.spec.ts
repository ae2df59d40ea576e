/**
 * The demo's page of all states: each form reaches its state, in each theme, and the forms are in
 * one column on a phone.
 */
import { expect, test } from '../../harness/fixtures.js'

test.describe.configure({ timeout: 180_000 })

/** The forms of this page are on the page's own origin, so their sandbox does not separate them. */
const SAME_ORIGIN = /can escape its sandboxing/

test.beforeEach(({ expectedErrors }) => {
  expectedErrors.push(SAME_ORIGIN)
})

/** The element or code that shows each state, if there is one. */
const signs: Record<string, string> = {
  invalid: '#account-note.problem',
  missing: '#recipient_city-note.problem',
  'focus-invalid': '#account-note.problem',
  submitting: '.spinner',
  declined: '[data-capture-code="card_declined"]',
  field: '[data-capture-code="cvv_invalid"]',
  'not-payable': 'button.second',
  unavailable: '[data-capture-code="gateway_unavailable"]',
  success: '.panel.success',
  exhausted: '[data-capture-code="attempts_exhausted"]',
  expired: '[data-capture-code="session_expired"]',
  restart: '.panel.calm button',
  review: '[data-capture-code="under_review"]',
  conflict: '[data-capture-code="idempotency_conflict"]',
  closed: '[data-capture-code="card_not_payable"]',
  unconfirmed: '[data-capture-code="outcome_unknown"]',
  used: '[data-capture-code="session_used"]',
  readonly: 'input:read-only',
  methods: '.option',
  promises: '.option',
  check: '#beneficiary_first_name',
  'check-review': '.read-back',
}

// About thirty forms start, each in its own document.
test.slow()
/** A form waits until the forms above it have started. */
const START_MS = 40_000

test('every state, one below the other at 360 px', async ({ page, stack }) => {
  await page.setViewportSize({ width: 390, height: 900 })
  await page.goto(`${stack.shop}/states?width=360&look=default`)
  const cells = page.locator('figure')
  const count = await cells.count()
  expect(count).toBeGreaterThan(15)
  for (let index = 0; index < count; index += 1) {
    const cell = cells.nth(index)
    await cell.scrollIntoViewIfNeeded()
    await expect(cell).toHaveAttribute('data-shown', 'true', { timeout: START_MS })
    const id = (await cell.getAttribute('data-cell'))?.split(' ')[0] ?? ''
    const form = cell.frameLocator('iframe')
    await expect(form.locator(signs[id] ?? 'form').first()).toBeVisible()
    await test.info().attach(id, { body: await cell.screenshot(), contentType: 'image/png' })
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('one state in every look and width, side by side', async ({ page, stack }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${stack.shop}/states?state=declined`)
  const cells = page.locator('figure')
  await expect(cells).toHaveCount(21)
  for (const cell of await cells.all()) {
    await cell.scrollIntoViewIfNeeded()
    await expect(cell).toHaveAttribute('data-shown', 'true', { timeout: START_MS })
    await expect(cell.frameLocator('iframe').locator('.notice')).toBeVisible()
  }
  const [first, second] = await Promise.all([cells.nth(0).boundingBox(), cells.nth(1).boundingBox()])
  expect(second?.y).toBe(first?.y)
  await page.getByLabel('Theme').selectOption('flat-dark')
  await expect(cells).toHaveCount(3)
  await expect(page).toHaveURL(/look=flat-dark/)
  await expect(cells.first().frameLocator('iframe').locator('html')).toHaveAttribute('data-scheme', 'dark')
})

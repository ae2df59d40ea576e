/** The panels that replace the form at its end: their texts, and that the host page does not move. */
import { expect, sample, test } from '../../harness/fixtures.js'
import { recordFrameHeights } from '../../harness/frameHeights.js'
import { mockProblem, type MockedProblem } from '../../harness/mockProblem.js'
import { openForm } from '../../harness/openForm.js'
import { reopenForm } from '../../harness/reopenForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'the panels are the same in every engine')

type Ending = [answer: MockedProblem, heading: string, words: RegExp]
const endings: Ending[] = [
  [
    { code: 'attempts_exhausted', attempts_left: 0 },
    'No attempts left',
    /contact the company that sent you here/,
  ],
  [{ code: 'session_expired' }, 'Time is up', /reload the page/],
  [{ code: 'idempotency_conflict' }, 'Sent with other details', /contact the company that sent you here/],
  [
    { code: 'under_review' },
    'Under review',
    /You’ll hear from the company that sent you here.+You can close this page/,
  ],
  [
    { code: 'card_not_payable', reason: 'push_disabled', needs_new_session: true },
    'This card can’t be used',
    /contact the company that sent you here/,
  ],
  [{ code: 'session_used' }, 'Already saved', /already been saved.+You can close this page/],
  [
    { code: 'outcome_unknown', needs_new_session: true },
    'Not confirmed',
    /contact the company that sent you here/,
  ],
  // This text is not about a capture, because the form has not loaded.
  [{ code: 'unauthorized' }, 'The form couldn’t load', /reload the page/],
]

test('each ending has its heading, its icon, what to do, and its code', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  const icons = new Set<string | null>()
  for (const [answer, name, words] of endings) {
    await mockProblem(page, 'session', answer)
    await reopenForm(page)
    const panel = form.frame.getByRole('region', { name })
    await expect(panel).toContainText(words)
    await expect(panel).toHaveAttribute('data-capture-code', answer.code)
    // The button would do nothing, because the page gives no other session.
    await expect(panel.getByRole('button', { name: 'Start again' })).toHaveCount(0)
    icons.add(await panel.locator('.icon .inner').getAttribute('d'))
  }
  expect(icons.size).toBe(endings.length)
})

test('a form that ends after it was usable does not say that it couldn’t load', async ({ page, stack }) => {
  const form = await openForm(page, stack)
  await mockProblem(page, 'captures', { code: 'unauthorized' })
  await form.fillCard(sample)
  await form.submit()
  await expect(form.frame.getByRole('region', { name: 'This form is closed' })).toBeVisible()
})

test('shows a failure even if the chunk with its style does not load', async ({ page, stack }) => {
  await page.route('**/assets/endings-*.js', (route) => route.abort())
  const form = await openForm(page, stack)
  await mockProblem(page, 'session', { code: 'session_expired' })
  await reopenForm(page)
  await expect(form.frame.locator('.panel.failure')).toContainText('This form has expired')
})

for (const width of [360, 1280]) {
  test(`the frame keeps one height from the first paint to the success, so the page does not move, ${width} px`, async ({
    page,
    stack,
  }) => {
    await page.setViewportSize({ width, height: 1000 })
    const heights = await recordFrameHeights(page)
    const form = await openForm(page, stack)
    await form.fillCard(sample)
    await form.submit()
    await form.expectToken()
    const panel = form.frame.locator('.panel')
    await expect(panel).toBeInViewport({ ratio: 1 })
    // If the frame followed the panel's height, the page would have received that height before this response.
    await form.frame.locator('html').evaluate(() => new Promise(requestAnimationFrame))
    expect(await heights()).toHaveLength(1)
    // The panel is in the middle of the form's place.
    const [seen, place] = [await panel.boundingBox(), await page.locator('iframe').boundingBox()]
    const middle = (box: typeof place) => (box?.y ?? NaN) + (box?.height ?? NaN) / 2
    expect(Math.abs(middle(seen) - middle(place))).toBeLessThanOrEqual(2)
  })
}

/** Every reason for which a session may not open, and the panel's text for it. */
import type { Page } from '@playwright/test'
import { errors, type ErrorCode } from '../../../contract/errors.js'
import { expect, skipPauses, test } from '../../harness/fixtures.js'
import { openForm } from '../../harness/openForm.js'
import { reopenForm } from '../../harness/reopenForm.js'

test.skip(({ browserName }) => browserName !== 'chromium', 'the panels are the same in every engine')

type Answer = Parameters<Parameters<Parameters<Page['route']>[1]>[0]['fulfill']>[0]
type Failure = [title: string, answer: Answer | 'no network', says: RegExp, button: boolean]

const html = { contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }
const connection = /Check your connection and try again\.(?!.*Reference)/

function problem(code: ErrorCode, headers?: Record<string, string>): Answer {
  const { status, retryable } = errors[code]
  const request_id = '1a2b3c4d-0000-4000-8000-000000000000'
  return {
    status,
    headers,
    json: { type: 'about:blank', title: 'title', status, code, retryable, request_id },
  }
}

const failures: Failure[] = [
  ['no network', 'no network', connection, true],
  ['a page of a proxy', { status: 200, ...html }, connection, true],
  ['a load balancer without a server', { status: 502, ...html }, connection, true],
  ['a failing server', problem('internal'), /Something went wrong.*Reference: 1a2b3c4d/, true],
  ['a store that is down', problem('gateway_unavailable'), /Something went wrong.*Reference: 1a2b3c4d/, true],
  ['a limit', problem('rate_limited'), /too many requests.*wait a moment/, true],
  ['a long limit', problem('rate_limited', { 'Retry-After': '3405' }), /try again in 57 minutes\./, true],
  ['a session that was cut off', problem('unauthorized'), /no longer valid.*reload the page/, false],
  ['another origin', problem('origin_not_allowed'), /may not be used on this page/, false],
  ['a canceled session', problem('session_canceled'), /was canceled/, false],
]

test('the panel says what the cardholder can do about a session that did not open', async ({
  page,
  stack,
}) => {
  await page.clock.install()
  const form = await openForm(page, stack)
  const panel = form.frame.locator('.panel.failure')
  for (const [title, answer, says, button] of failures) {
    await page.route('**/v1/session', (route) =>
      answer === 'no network' ? route.abort() : route.fulfill(answer),
    )
    await reopenForm(page)
    await skipPauses(page, () => panel.waitFor())
    await expect(panel.getByRole('heading'), title).toHaveText('The form couldn’t load')
    await expect(panel, title).toContainText(says)
    await expect(panel.getByRole('button', { name: 'Try again' }), title).toHaveCount(button ? 1 : 0)
    await page.unroute('**/v1/session')
  }
})

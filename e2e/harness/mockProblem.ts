/** Problems in place of the capture server's own responses. */
import type { Page } from '@playwright/test'
import { errors, type ErrorCode } from '../../contract/errors.js'

/** The members of a problem that do not follow from its code. */
export type MockedProblem = {
  code: ErrorCode
  reason?: string
  needs_new_session?: true
  may_change?: boolean
  attempts_left?: number
}

/**
 * Answers an endpoint with a problem. Counts the requests, and records their Idempotency-Keys.
 * `retryAfter` is in seconds.
 */
export async function mockProblem(
  page: Page,
  endpoint: 'captures' | 'session',
  answer: MockedProblem,
  retryAfter?: number,
) {
  const counted = { requests: 0, keys: [] as (string | undefined)[] }
  const { status, retryable } = errors[answer.code]
  await page.route(`**/v1/${endpoint}`, (route) => {
    counted.requests++
    counted.keys.push(route.request().headers()['idempotency-key'])
    const body = { type: 'about:blank', title: 'title', status, retryable, ...answer }
    return route.fulfill({
      status,
      headers: {
        'Content-Type': 'application/problem+json',
        ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
      },
      body: JSON.stringify(body),
    })
  })
  return counted
}

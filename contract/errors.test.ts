import { expect, it } from 'vitest'
import { backendErrors, errors, loadErrors, problem, titles } from './errors.js'

// Written by hand, so that a change of the public interface fails here: code, HTTP status, retryable.
const documented = {
  invalid_request: [400, false],
  unauthorized: [401, false],
  origin_not_allowed: [403, false],
  not_found: [404, false],
  in_progress: [409, true],
  session_used: [409, false],
  idempotency_conflict: [409, false],
  participant_id_used: [409, false],
  account_mismatch: [409, false],
  under_review: [422, false],
  session_canceled: [410, false],
  session_expired: [410, false],
  session_refused: [410, false],
  attempts_exhausted: [429, false],
  too_many_keys: [429, false],
  rate_limited: [429, true],
  card_number_invalid: [422, false],
  card_expired: [422, false],
  cvv_invalid: [422, false],
  address_mismatch: [422, false],
  field_rejected: [422, false],
  card_not_supported: [422, false],
  card_declined: [422, false],
  limit_exceeded: [422, false],
  card_not_payable: [422, false],
  outcome_unknown: [504, true],
  gateway_unavailable: [502, true],
  gateway_misconfigured: [502, false],
  not_available: [501, false],
  internal: [500, true],
}

it('has the documented codes, HTTP statuses and retryable flags', () => {
  const listed = Object.entries(errors).map(([code, { status, retryable }]) => [code, [status, retryable]])
  expect(Object.fromEntries(listed)).toEqual(documented)
})

it('gives each code its own title, which is a sentence', () => {
  const said = Object.values(titles)
  expect(said.filter((title) => !/^[A-Z].*\.$/.test(title))).toEqual([])
  expect(new Set(said).size).toBe(Object.keys(errors).length)
})

it('lists the codes of a backend without a capture server, apart from those of a server', () => {
  expect(backendErrors).toEqual(['capture_server_unreachable'])
  expect(backendErrors.filter((code) => code in errors)).toEqual([])
})

it('lists the codes of a loaderror', () => {
  expect(loadErrors).toEqual([
    'script_blocked',
    'frame_blocked',
    'frame_lost',
    'origin_not_allowed',
    'handshake_timeout',
    'unsupported_browser',
  ])
})

it('describes the body of an error response', () => {
  const body = {
    type: 'about:blank',
    title: 'The card number is not valid.',
    status: 422,
    code: 'card_number_invalid',
    retryable: false,
  }
  const more = { field: 'account', attempts_left: 4, request_id: 'r', detail: 'd' }
  expect(problem.safeParse(body).success).toBe(true)
  expect(problem.parse({ ...body, ...more })).toEqual({ ...body, ...more })
  expect(problem.safeParse({ ...body, code: 'toString' }).success).toBe(false)
  expect(problem.safeParse({ ...body, attempts_left: '4' }).success).toBe(false)
})

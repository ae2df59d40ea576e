/**
 * The states of the page `/states`. `session`: the session's options. `fill`: values by the field's name. `answer`: the
 * response to the form's submit; `never` is no response. `submits`: the form is submitted. `until`: the element that
 * shows the state, if no event does. `sleeps`: the device sleeps until the session has expired, and the page has no
 * other session. `offer`: the shop's offer. `focus`: the field that gets the focus.
 */

const card = {
  account: '4111 1111 1111 1111',
  // A fixed date, because pictures of these states show it. The form accepts dates up to 20 years ahead.
  expiration_date: '12 / 40',
  cvv: '123',
  recipient_first_name: 'Alex',
  recipient_last_name: 'Rivera',
  recipient_address1: '100 Innovation Way',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
}
const check = {
  beneficiary_first_name: 'Alex',
  beneficiary_last_name: 'Rivera',
  beneficiary_address1: '100 Innovation Way',
  beneficiary_city: 'Anytown',
  beneficiary_state: 'GA',
  beneficiary_zip: '30301',
}
const both = { account_types: ['card', 'check'] }

/** An error response of the capture server. */
function problem(status, code, more = {}) {
  const body = {
    type: 'about:blank',
    title: code,
    status,
    code,
    retryable: false,
    request_id: 'demo1234',
    ...more,
  }
  return { status, body }
}

const success = {
  status: 200,
  body: {
    customer_account_token: 'demo',
    payee_name: 'First Example Bank',
    estimated_posting_time: 'Payment will post within 5 minutes.',
    shown: { brand: 'Visa', last_4: '1111' },
  },
}

const invalid = {
  fill: { ...card, account: '4111 1111 1111 1112', cvv: '1', recipient_zip: '1' },
  submits: true,
}
const submitted = (answer) => ({ fill: card, submits: true, answer })

export const states = [
  { id: 'empty', title: 'Empty' },
  { id: 'filled', title: 'Filled in', fill: card },
  { id: 'focus', title: 'Focus', focus: 'account' },
  { id: 'invalid', title: 'Invalid fields', ...invalid },
  { id: 'focus-invalid', title: 'Focus on the first wrong field', ...invalid, focus: 'account' },
  { id: 'missing', title: 'Missing fields', fill: {}, submits: true },
  { id: 'submitting', title: 'Submitting: its fields are locked', ...submitted('never') },
  {
    id: 'declined',
    title: 'Declined, two attempts left',
    ...submitted(problem(422, 'card_declined', { attempts_left: 2 })),
  },
  {
    id: 'field',
    title: 'Refused, with the field',
    ...submitted(problem(422, 'cvv_invalid', { field: 'cvv', attempts_left: 2 })),
  },
  {
    id: 'not-payable',
    title: 'Card can’t be paid out to; a check is offered',
    session: both,
    ...submitted(problem(422, 'card_not_payable', { reason: 'push_disabled', attempts_left: 2 })),
  },
  {
    id: 'unavailable',
    title: 'Gateway not available',
    ...submitted(problem(502, 'gateway_unavailable', { retryable: true })),
  },
  { id: 'success', title: 'Success', ...submitted(success) },
  {
    id: 'exhausted',
    title: 'No attempts left',
    ...submitted(problem(429, 'attempts_exhausted', { attempts_left: 0, needs_new_session: true })),
  },
  {
    id: 'expired',
    title: 'Session expired',
    ...submitted(problem(410, 'session_expired', { needs_new_session: true })),
  },
  { id: 'restart', title: 'Session expired: the page may be asked for another', fill: card, sleeps: true },
  {
    id: 'review',
    title: 'Under review',
    ...submitted(problem(422, 'under_review', { needs_new_session: true })),
  },
  {
    id: 'conflict',
    title: 'Sent with other details',
    ...submitted(problem(409, 'idempotency_conflict')),
  },
  {
    id: 'closed',
    title: 'Card can’t be paid out to, and no other may be tried',
    ...submitted(problem(422, 'card_not_payable', { needs_new_session: true })),
  },
  {
    id: 'unconfirmed',
    title: 'Outcome not confirmed',
    ...submitted(problem(502, 'outcome_unknown', { needs_new_session: true })),
  },
  {
    id: 'used',
    title: 'Session used',
    ...submitted(problem(409, 'session_used', { needs_new_session: true })),
  },
  {
    id: 'readonly',
    title: 'Known recipient, read-only',
    session: { account_types: ['card'], recipient_fields: 'readonly' },
  },
  { id: 'methods', title: 'Choice of methods', session: both },
  { id: 'promises', title: 'Choice of methods, with posting times', offer: 'choice', session: {} },
  { id: 'check', title: 'Check by mail', session: { account_types: ['check'] } },
  {
    id: 'check-review',
    title: 'Check: the address read back',
    session: { account_types: ['check'] },
    fill: check,
    submits: true,
    // Nothing is sent before the review.
    until: '.read-back',
  },
]

/** The looks to compare. A dark look has a dark page behind it. */
export const looks = [
  { id: 'default', appearance: {} },
  { id: 'default-dark', appearance: { colorScheme: 'dark' } },
  { id: 'night', appearance: { theme: 'night' } },
  { id: 'flat', appearance: { theme: 'flat' } },
  { id: 'flat-dark', appearance: { theme: 'flat', colorScheme: 'dark' } },
  { id: 'none', appearance: { theme: 'none' } },
  { id: 'none-dark', appearance: { theme: 'none', colorScheme: 'dark' } },
]

/** In px. `?width=` adds another width. */
export const widths = [360, 600, 900]

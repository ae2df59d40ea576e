/**
 * The card form's messages in English. Every language has the same keys; `{…}` are placeholders.
 * Review: the original.
 */
import type { Translatable } from '../plural.js'
import { brand } from './brands.js'
import { state } from './states.js'

export const form = {
  unsupportedBrowser:
    'This form does not work in this browser. Please update the browser, or use another one.',
  notFramed: 'This form works only inside the page it belongs to.',
  /** In place of the session's merchant_name, in messages with {merchant}. */
  merchant: 'the company that sent you here',
  /** The iframe's title, for screen readers. */
  frameTitle: 'Card details',
  section: { card: 'Card', address: 'Name and billing address' },
  testMode: 'Test mode',
  optional: 'optional',
  label: {
    account: 'Card number',
    expiration_date: 'Expiration date',
    cvv: 'Security code',
    recipient_first_name: 'First name',
    recipient_last_name: 'Last name',
    recipient_business_name: 'Business name',
    recipient_address1: 'Address',
    recipient_address2: 'Apartment, suite, unit',
    recipient_city: 'City',
    recipient_state: 'State',
    recipient_zip: 'ZIP code',
    recipient_phone: 'Phone',
  },
  state,
  placeholder: { account: '1234 1234 1234 1234', expiration_date: 'MM / YY', state: 'Select' },
  hint: { cvv: '3 digits on the back', cvvFront: '4 digits on the front', cvvUnknown: '3 or 4 digits' },
  nameSplit: 'The last name was moved to its own field. Please check both.',
  brand,
  /** What is wrong with a field, by rule, unless `problem` has a message for that field. */
  rule: {
    required: 'Fill in this field.',
    invalid: 'Check this field.',
    incomplete: 'This is incomplete.',
    too_long: 'This is too long.',
    looks_like_card_number: 'This looks like a card number.',
    check_digit: 'Check this number.',
    brand_not_accepted: 'This brand isn’t accepted here.',
    month_invalid: 'Check the month.',
    expired: 'This has expired.',
    too_far: 'Check the year.',
  },
  problem: {
    account: {
      required: 'Enter your card number.',
      invalid: 'Check your card number.',
      incomplete: 'Your card number is incomplete.',
      too_long: 'Your card number is too long.',
      check_digit: 'Your card number is invalid. Check it and try again.',
      brand_not_accepted: 'Cards of this brand aren’t accepted here.',
    },
    expiration_date: {
      required: 'Enter the expiration date.',
      incomplete: 'The expiration date is incomplete.',
      too_long: 'Enter only the month and year.',
      month_invalid: 'Check the month.',
      expired: 'The card has expired.',
    },
    cvv: {
      required: 'Enter the security code.',
      incomplete: 'The security code is incomplete.',
      too_long: 'The security code is too long.',
    },
    recipient_first_name: { required: 'Enter a first name.' },
    recipient_last_name: { required: 'Enter a last name.' },
    recipient_business_name: {},
    recipient_address1: { required: 'Enter a street and number.' },
    recipient_address2: {},
    recipient_city: { required: 'Enter a city.' },
    recipient_state: { required: 'Select a state.', invalid: 'Select a state from the list.' },
    recipient_zip: {
      required: 'Enter a ZIP code.',
      invalid: 'Enter 5 or 9 digits.',
      incomplete: 'Enter 5 or 9 digits.',
      too_long: 'Enter 5 or 9 digits.',
    },
    recipient_phone: {
      incomplete: 'Enter all 10 digits.',
      invalid: 'Enter a US number of 10 digits.',
      too_long: 'Enter only 10 digits, without an extension.',
    },
  },
  /** Why a submit failed, by error code. */
  error: {
    invalid_request: 'Something in this form was not accepted. Please check it.',
    unauthorized: 'This form is no longer valid. Please reload the page.',
    origin_not_allowed: 'This form may not be used on this page.',
    not_found: 'This form is no longer available. Please reload the page.',
    in_progress: 'Your card is being verified in another window. Please wait a moment.',
    session_used: 'Another card has already been saved here.',
    idempotency_conflict: 'This could not be completed. Please contact {merchant}.',
    participant_id_used: 'This form can’t be used. Please contact {merchant}.',
    account_mismatch: 'This could not be completed. Please try again, or contact {merchant}.',
    card_not_payable: 'This account is valid, but it can’t be used for this payment. Please use another one.',
    under_review: 'We couldn’t complete this now. You’ll hear from {merchant}.',
    session_expired: 'This form has expired. Please reload the page.',
    session_canceled: 'This request was canceled. Please contact {merchant}.',
    attempts_exhausted: 'We couldn’t verify this account. Please contact {merchant}.',
    session_refused: 'We couldn’t verify this account. Please contact {merchant}.',
    too_many_keys: 'There were too many tries in this session. Please contact {merchant}.',
    rate_limited: 'There are too many requests right now. Please wait a moment.',
    card_number_invalid: 'This card number wasn’t accepted.',
    card_expired: 'This card has expired.',
    cvv_invalid: 'This code wasn’t accepted.',
    address_mismatch: 'This doesn’t match what your bank has for this card.',
    field_rejected: 'This wasn’t accepted. Please check it.',
    card_not_supported: 'This card can’t be used here. Please use another card.',
    card_declined: 'Your bank declined this card. Try another card, or contact your bank.',
    limit_exceeded: 'A limit of this card was reached. Please use another card, or contact {merchant}.',
    outcome_unknown: 'We’re still confirming this. Try again; you won’t be processed twice.',
    gateway_unavailable: 'The connection failed. Try again; you won’t be processed twice.',
    gateway_misconfigured: 'This cannot be completed now. Please contact {merchant}.',
    not_available: 'This is not available here.',
    internal: 'Something went wrong. Please try again.',
  },
  /** Why a verified card can't be used, by reason. `anotherCard` or `ended.card_not_payable` follows. */
  notPayable: {
    push_disabled: 'This card can’t receive payments.',
    pull_disabled: 'Payments can’t be taken from this card.',
    card_type: 'This type of card isn’t accepted for this payment.',
    above_max: 'The amount is above the limit of this card.',
    below_min: 'The amount is below the minimum of this card.',
  },
  anotherCard: 'Please use another card.',
  /** In place of `error` when the form ends with it. */
  ended: {
    card_not_payable: 'To use another card, please contact {merchant}.',
    account_mismatch: 'This could not be completed. Please contact {merchant}.',
    outcome_unknown: 'We don’t know whether this went through. Please contact {merchant}.',
  },
  /** In place of `outcome_unknown` when the outcome is still unknown after another try. */
  stillUnknown:
    'We’re still confirming this. Try again, or contact {merchant}; you won’t be processed twice.',
  /** In place of `outcome_unknown` when the server has given the outcome up, and other content may be sent. */
  mayChange: 'This may have gone through, but we couldn’t confirm it. Try again, or use another card.',
  /** In place of `rate_limited` when the wait is longer than a minute. `{when}` is a time, such as `in 57 minutes`. */
  tryLater: 'There are too many requests right now. Please try again {when}.',
  checkField: 'Check the highlighted field.',
  codeAgain: 'Re-enter your security code.',
  attemptsLeft: { one: '{count} attempt left.', other: '{count} attempts left.' },
  fieldsToCheck: { one: '{count} field needs your attention.', other: '{count} fields need your attention.' },
  /** `{id}`: the start of the request's id, for support. */
  reference: 'Reference: {id}',
  failedTitle: 'The form couldn’t load',
  /** Below it, in place of `error.internal`, when no response of the capture server came. */
  failedText: 'Check your connection and try again.',
  attemptsTitle: 'No attempts left',
  /** The heading of the panel that replaces the form, by error code; `failedTitle` if the form has not loaded. */
  endedTitle: {
    session_expired: 'Time is up',
    under_review: 'Under review',
    idempotency_conflict: 'Sent with other details',
    card_not_payable: 'This card can’t be used',
    session_used: 'Already saved',
    outcome_unknown: 'Not confirmed',
    other: 'This form is closed',
  },
  /** Below a field that can't be changed while a submit is being confirmed. */
  locked: 'Locked until confirmed',
  /** Above the button, once a submit has taken longer than 8 s. */
  slowNote: 'This is taking longer than usual. Please keep this page open.',
  /** Above the button while a submit is in flight, and read aloud. */
  waitNote: 'Your details are locked until this is confirmed.',
  /** On the panel of an expired form whose page may give another session; with `button.restart`. */
  restartNote: 'What you entered was removed for your security.',
  /** After the message of an ending that leaves nothing to do. */
  closeNote: 'You can close this page.',
  button: {
    submit: 'Save card',
    busy: 'Verifying…',
    slow: 'Still verifying…',
    again: 'Try again',
    restart: 'Start again',
    /** The page hides a part of the form: a second press sends it. */
    covered: 'Show this form fully to continue',
  },
  success: {
    title: 'Card verified',
    text: 'Your card has been saved securely.',
    card: '{network} ending in {last_4}',
    ending: 'Ending in {last_4}',
    /** `{time}` is a duration, such as `5 minutes` or `7–10 days`. */
    within: 'Usually arrives within {time}.',
    date: 'Expected by {date}.',
  },
  /** The `{time}` of `success.within`. */
  businessDays: { one: '{count} business day', other: '{count} business days' },
}

/** Every key of `form.ts`: a translation must have the same. */
export type Catalogue = Translatable<typeof form>

/** The names that a test may use, checked at runtime for tests in JavaScript. The compiler keeps the lists complete. */
import type { ErrorCode, FormErrorCode, LoadErrorCode } from '../../contract/errors.js'
import type { Rule } from '../../contract/fields.js'
import type { AccountType } from '../../contract/session.js'
import type { FieldName } from '../../widget/protocol/messages.js'

/** An error code of an event, or the rule that a field breaks. */
export type MessageCode = ErrorCode | FormErrorCode | LoadErrorCode | Rule
/** What `data-capture-state` on the host element can be. */
export type FormState = 'loading' | 'ready' | 'submitting' | 'tokenized' | 'failed'

const codes: Record<MessageCode, true> = {
  invalid_request: true,
  unauthorized: true,
  origin_not_allowed: true,
  not_found: true,
  in_progress: true,
  session_used: true,
  idempotency_conflict: true,
  participant_id_used: true,
  account_mismatch: true,
  under_review: true,
  session_expired: true,
  session_canceled: true,
  session_refused: true,
  attempts_exhausted: true,
  too_many_keys: true,
  rate_limited: true,
  card_number_invalid: true,
  card_expired: true,
  cvv_invalid: true,
  address_mismatch: true,
  field_rejected: true,
  card_not_supported: true,
  card_declined: true,
  limit_exceeded: true,
  card_not_payable: true,
  outcome_unknown: true,
  gateway_unavailable: true,
  gateway_misconfigured: true,
  not_available: true,
  internal: true,
  validation_error: true,
  script_blocked: true,
  frame_blocked: true,
  frame_lost: true,
  handshake_timeout: true,
  unsupported_browser: true,
  required: true,
  invalid: true,
  incomplete: true,
  too_long: true,
  looks_like_card_number: true,
  check_digit: true,
  brand_not_accepted: true,
  month_invalid: true,
  expired: true,
  too_far: true,
}

const fields: Record<FieldName, true> = {
  account: true,
  expiration_date: true,
  cvv: true,
  recipient_first_name: true,
  recipient_last_name: true,
  recipient_business_name: true,
  recipient_line1: true,
  recipient_address1: true,
  recipient_address2: true,
  recipient_city: true,
  recipient_state: true,
  recipient_zip: true,
  recipient_phone: true,
  beneficiary_first_name: true,
  beneficiary_last_name: true,
  beneficiary_address1: true,
  beneficiary_address2: true,
  beneficiary_city: true,
  beneficiary_state: true,
  beneficiary_zip: true,
  beneficiary_phone: true,
  open_banking_provider: true,
  account_id: true,
}

const states: Record<FormState, true> = {
  loading: true,
  ready: true,
  submitting: true,
  tokenized: true,
  failed: true,
}

const methods: Record<AccountType, true> = { card: true, check: true, 'open-banking': true }

const lists = { code: codes, field: fields, state: states, method: methods }

/** Throws if a name does not exist, and lists the names that do. */
export function checkName(kind: keyof typeof lists, name: string): void {
  const list = lists[kind]
  if (Object.hasOwn(list, name)) return
  throw new TypeError(`'${name}' is not a ${kind}: use one of ${Object.keys(list).join(', ')}.`)
}

/** As `checkName`, for a name that may be left out. */
export function checkOptionalName(kind: keyof typeof lists, name: string | undefined): void {
  if (name !== undefined) checkName(kind, name)
}

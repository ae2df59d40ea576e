import { expect, it } from 'vitest'
import { outcomeOf } from './outcomes.js'

const refused = (code: string, field?: string) => ({
  kind: 'refused',
  refusal: { code, ...(field && { field }) },
})

// Every family of https://developers.ingopayments.com/docs/guides/errors, at both of its ends.
it.each([
  [[100, 101, 111, 129, 131, 132], { kind: 'verified' }],
  [[104], { kind: 'working' }],
  [[102, 103], { kind: 'unknown' }],
  [[130, 105, 110, 133, 199], refused('under_review')],
  [[400, 402, 499], refused('gateway_misconfigured')],
  [[500, 599, 900, 999], { kind: 'unknown' }],
  [[600, 616], refused('field_rejected')],
  [[700, 701, 742], refused('card_not_supported')],
  [[750, 752, 756, 815], refused('field_rejected')],
  [[753, 754], refused('address_mismatch', 'recipient_zip')],
  [[755], refused('address_mismatch', 'recipient_address1')],
  [[851, 867], refused('card_declined')],
  [[1042], refused('card_number_invalid', 'account')],
  [[-1, 0, 99, 200, 399, 617, 743, 816, 850, 868, 1000, 9999], { kind: 'unknown' }],
])('%j', (statuses, outcome) => {
  for (const status of statuses) expect([status, outcomeOf(status)]).toEqual([status, outcome])
})

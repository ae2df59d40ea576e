import { expect, it } from 'vitest'
import { funnelReport } from '../../../contract/funnel.js'
import type { AccountType } from '../../../contract/session.js'
import type { ChangeEvent, ErrorEvent, FieldName, FieldState } from '../../protocol/messages.js'
import { createFormProgress } from './formProgress.js'

const empty: FieldState = { empty: true, complete: false, valid: false, focused: false }
const valid: FieldState = { empty: false, complete: true, valid: true, focused: false }
const half: FieldState = { empty: false, complete: false, valid: false, focused: true }

function change(fields: Partial<Record<FieldName, FieldState>>, account_type: AccountType = 'card') {
  return { account_type, fields, ...{ empty: false, complete: false, valid: false } } satisfies ChangeEvent
}

const account = { name: 'account', type: 'text' }
const declined: ErrorEvent = { code: 'card_declined', message: '', retryable: false }
const token = { account_type: 'card', customer_account_token: 'x' } as const

/** The progress of a form. `shown()` opens it for the cardholder at second 10. */
function startProgress() {
  const { takeReports, ...progress } = createFormProgress('card')
  const shown = () => {
    progress.shown(10_000)
  }
  /** Takes the reports, and validates them by the contract. */
  const take = () => {
    const forms = takeReports()
    if (forms) funnelReport.parse({ language: 'en', device: 'phone', forms })
    return forms
  }
  return { ...progress, shown, take }
}

it('reports nothing about a form that was never open', () => {
  const { input, message, take } = startProgress()
  input(account, 1)
  message('change', change({ account: valid }), 2)
  expect(take()).toBeUndefined()
})

it('reports each event only once, and in a second report only new events', () => {
  const { shown, input, message, take } = startProgress()
  shown()
  for (const time of [11_234, 12_000]) {
    input(account, time)
    message('change', change({ account: { ...half, error: 'check_digit' } }), time)
    message('change', change({ account: { ...valid, valid: false, error: 'check_digit' } }), time)
    message('change', change({ account: valid }), time)
    message('submitting', {}, time)
    message('error', declined, time)
  }
  const card = {
    ...{ shown: true, first_key_seconds: 1.2, submitted: true, outcomes: ['card_declined'] },
    fields: { account: ['check_digit', 'completed'] },
  }
  expect(take()).toEqual({ card })
  expect(take()).toBeUndefined()
  message('submitting', {}, 50_000)
  message('token', token, 52_040)
  expect(take()).toEqual({ card: { token_seconds: 42, outcomes: ['tokenized'] } })
})

it('does not report a field as completed if the session has filled it in', () => {
  const { shown, input, message, take } = startProgress()
  shown()
  message('change', change({ recipient_zip: valid, cvv: empty }), 11_000)
  expect(take()).toEqual({ card: { shown: true } })
  input({ name: 'accountType', type: 'radio' }, 11_500)
  input({ name: 'cvv', type: 'text' }, 12_000)
  message('change', change({ recipient_zip: valid, cvv: { ...valid, focused: true } }), 12_000)
  expect(take()).toEqual({ card: { first_key_seconds: 2, fields: { cvv: ['completed'] } } })
})

it('counts a field typed before the form was open, with a time of 0, and no field that the session then fills in', () => {
  const { shown, input, message, take } = startProgress()
  input(account, 8000)
  message('change', change({ account: valid }), 8000)
  shown()
  message('change', change({ account: valid, recipient_zip: valid }), 10_001)
  expect(take()).toEqual({
    card: { shown: true, first_key_seconds: 0, fields: { account: ['completed'] } },
  })
})

it('counts the form of another account type separately, without the values that were carried over', () => {
  const { shown, input, message, take } = startProgress()
  shown()
  input({ name: 'recipient_zip', type: 'text' }, 11_000)
  message('change', change({ recipient_zip: valid }), 11_000)
  message('change', change({ beneficiary_zip: valid }, 'check'), 20_000)
  input({ name: 'beneficiary_city', type: 'text' }, 23_000)
  message('change', change({ beneficiary_zip: valid, beneficiary_city: half }, 'check'), 23_000)
  message('expired', {}, 30_000)
  expect(take()).toEqual({
    card: { shown: true, first_key_seconds: 1, fields: { recipient_zip: ['completed'] } },
    check: {
      ...{ shown: true, first_key_seconds: 3, outcomes: ['session_expired'] },
      fields: { beneficiary_city: ['incomplete'] },
    },
  })
})

it('does not count a submit of an earlier document', () => {
  const { shown, message, take } = startProgress()
  message('submitting', { follows: true }, 1)
  shown()
  expect(take()).toEqual({ card: { shown: true } })
})

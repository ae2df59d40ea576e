import { describe, expect, it } from 'vitest'
import type { FrameSession } from '../../../../contract/session.js'
import { editableFields } from '../../form/formSchema.js'
import { formatPostingDate } from './postingDate.js'
import { createCheckSchema } from './checkSchema.js'
import { createOpenBankingSchema } from '../openBanking/openBankingSchema.js'
import { createConfirmation } from './confirmation.js'

const session: FrameSession = {
  origin: 'https://shop.example',
  account_types: ['check'],
  cvv: 'required',
  expiration_date: 'required',
  recipient_fields: 'editable',
  attempts_left: 5,
  expires_at: '',
  server_time: '',
  test: true,
}
const typed = {
  beneficiary_first_name: ' Alex ',
  beneficiary_phone: '+1 (555) 555-0100',
  recipient_line1: 'Harbor  & Pine',
}

function schema(given: Partial<FrameSession> = {}, recipient_is_beneficiary?: 0 | 1) {
  return createCheckSchema({ ...session, ...given }, { recipient_is_beneficiary }, createConfirmation())
}

describe('a check', () => {
  it('is the beneficiary’s, where nobody says otherwise: no recipient is asked for or sent', () => {
    expect(editableFields(schema()).some((name) => name.startsWith('recipient'))).toBe(false)
    expect(schema().method?.toRequestBody(typed)).toEqual({
      account_type: 'check',
      recipient_is_beneficiary: 1,
      beneficiary: {
        beneficiary_first_name: 'Alex',
        beneficiary_address2: '',
        beneficiary_phone: '5555550100',
      },
    })
  })

  it('for another has the recipient, its blanks put right', () => {
    expect(editableFields(schema({}, 0))).toContain('recipient_line1')
    expect(schema({}, 0).method?.toRequestBody(typed)).toMatchObject({
      recipient_is_beneficiary: 0,
      recipient: { recipient_line1: 'Harbor & Pine', recipient_address2: '' },
    })
  })

  it('goes where the session has decided, whatever was chosen', () => {
    const check = { recipient_is_beneficiary: 0, recipient: { recipient_city: 'Anytown' } }
    expect(schema({ check }, 1).method?.toRequestBody({})).toMatchObject({ recipient_is_beneficiary: 0 })
    expect(schema({ check }).prefill).toEqual({ recipient_city: 'Anytown' })
  })

  it('leaves fixed values to the server', () => {
    const check = { beneficiary: { beneficiary_first_name: 'Alex' } }
    const fixed = schema({ check, recipient_fields: 'readonly' })
    expect(fixed.method?.toRequestBody(typed)).toMatchObject({
      beneficiary: { beneficiary_phone: '5555550100' },
    })
    expect(fixed.method?.toRequestBody(typed)).not.toHaveProperty('beneficiary.beneficiary_first_name')
    const hidden = schema({ check: { recipient_is_beneficiary: 1 }, recipient_fields: 'hidden' })
    expect(editableFields(hidden)).toEqual([])
    expect(hidden.method?.confirm).toBeUndefined()
    expect(hidden.method?.toRequestBody({})).toEqual({
      account_type: 'check',
      recipient_is_beneficiary: 1,
      beneficiary: {},
    })
  })
})

it.each<[string | undefined, string | undefined, string | undefined]>([
  ['08/29/2026', 'Payment will post 7-10 Days', '29 de agosto de 2026'],
  ['13/45/2026', 'Payment will post 7-10 Days', 'Payment will post 7-10 Days'],
  ['02/30/2026', '', undefined],
  ['2026-08-29', ' ', undefined],
  [undefined, undefined, undefined],
])('expected %j, %j: %j', (estimated_posting_date, estimated_posting_time, told) => {
  expect(formatPostingDate({ estimated_posting_date, estimated_posting_time }, 'es')).toBe(told)
})

it('open banking asks for the two that a person knows', () => {
  const { method } = createOpenBankingSchema()
  expect(method?.fields).toEqual(['open_banking_provider', 'account_id'])
  expect(method?.toRequestBody({ open_banking_provider: ' finicity ', account_id: '1' })).toEqual({
    account_type: 'open-banking',
    open_banking_provider: 'finicity',
    account_id: '1',
  })
})

it('what is read back waits for one answer, and can be taken back', async () => {
  const review = createConfirmation()
  const heard: boolean[] = []
  const undo = review.subscribe(() => heard.push(review.current() !== undefined))
  const asked = review.ask({ account_type: 'check' })
  expect(review.current()).toEqual({ account_type: 'check' })
  review.answer(true)
  review.answer(false)
  expect(await asked).toBe(true)
  expect(review.current()).toBeUndefined()
  undo()
  const again = review.ask({ account_type: 'check' })
  review.answer(false)
  expect(await again).toBe(false)
  expect(heard).toEqual([true, false])
})

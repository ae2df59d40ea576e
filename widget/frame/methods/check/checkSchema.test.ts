import { describe, expect, it } from 'vitest'
import type { FrameSession } from '../../../../contract/session.js'
import { openFields } from '../../form/formSchema.js'
import { arrivalOf } from './postingDate.js'
import { shapeOfCheck } from './checkSchema.js'
import { shapeOfOpenBanking } from '../openBanking/openBankingSchema.js'
import { createReview } from './confirmation.js'

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

function shape(given: Partial<FrameSession> = {}, recipient_is_beneficiary?: 0 | 1) {
  return shapeOfCheck({ ...session, ...given }, { recipient_is_beneficiary }, createReview())
}

describe('a check', () => {
  it('is the beneficiary’s, where nobody says otherwise: no recipient is asked for or sent', () => {
    expect(openFields(shape()).some((name) => name.startsWith('recipient'))).toBe(false)
    expect(shape().other?.contentOf(typed)).toEqual({
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
    expect(openFields(shape({}, 0))).toContain('recipient_line1')
    expect(shape({}, 0).other?.contentOf(typed)).toMatchObject({
      recipient_is_beneficiary: 0,
      recipient: { recipient_line1: 'Harbor & Pine', recipient_address2: '' },
    })
  })

  it('goes where the session has decided, whatever was chosen', () => {
    const check = { recipient_is_beneficiary: 0, recipient: { recipient_city: 'Anytown' } }
    expect(shape({ check }, 1).other?.contentOf({})).toMatchObject({ recipient_is_beneficiary: 0 })
    expect(shape({ check }).known).toEqual({ recipient_city: 'Anytown' })
  })

  it('leaves fixed values to the server', () => {
    const check = { beneficiary: { beneficiary_first_name: 'Alex' } }
    const fixed = shape({ check, recipient_fields: 'readonly' })
    expect(fixed.other?.contentOf(typed)).toMatchObject({ beneficiary: { beneficiary_phone: '5555550100' } })
    expect(fixed.other?.contentOf(typed)).not.toHaveProperty('beneficiary.beneficiary_first_name')
    const hidden = shape({ check: { recipient_is_beneficiary: 1 }, recipient_fields: 'hidden' })
    expect(openFields(hidden)).toEqual([])
    expect(hidden.other?.confirm).toBeUndefined()
    expect(hidden.other?.contentOf({})).toEqual({
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
  expect(arrivalOf({ estimated_posting_date, estimated_posting_time }, 'es')).toBe(told)
})

it('open banking asks for the two that a person knows', () => {
  const { other } = shapeOfOpenBanking()
  expect(other?.fields).toEqual(['open_banking_provider', 'account_id'])
  expect(other?.contentOf({ open_banking_provider: ' finicity ', account_id: '1' })).toEqual({
    account_type: 'open-banking',
    open_banking_provider: 'finicity',
    account_id: '1',
  })
})

it('what is read back waits for one answer, and can be taken back', async () => {
  const review = createReview()
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

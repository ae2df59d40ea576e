import { describe, expect, it } from 'vitest'
import type { FrameSession } from '../../../../contract/session.js'
import { editableFields } from '../../form/formSchema.js'
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

function createSchema(given: Partial<FrameSession> = {}, recipient_is_beneficiary?: 0 | 1) {
  return createCheckSchema({ ...session, ...given }, { recipient_is_beneficiary }, createConfirmation())
}

describe('a check', () => {
  it('goes to the beneficiary by default, and neither asks for a recipient nor sends one', () => {
    expect(editableFields(createSchema()).some((name) => name.startsWith('recipient'))).toBe(false)
    expect(createSchema().method?.toRequestBody(typed)).toEqual({
      account_type: 'check',
      recipient_is_beneficiary: 1,
      beneficiary: {
        beneficiary_first_name: 'Alex',
        beneficiary_address2: '',
        beneficiary_phone: '5555550100',
      },
    })
  })

  it('asks for the recipient if it goes to another payee, and normalizes the recipient’s spaces', () => {
    expect(editableFields(createSchema({}, 0))).toContain('recipient_line1')
    expect(createSchema({}, 0).method?.toRequestBody(typed)).toMatchObject({
      recipient_is_beneficiary: 0,
      recipient: { recipient_line1: 'Harbor & Pine', recipient_address2: '' },
    })
  })

  it('goes to the payee of the session, even if the cardholder has chosen another', () => {
    const check = { recipient_is_beneficiary: 0, recipient: { recipient_city: 'Anytown' } }
    expect(createSchema({ check }, 1).method?.toRequestBody({})).toMatchObject({
      recipient_is_beneficiary: 0,
    })
    expect(createSchema({ check }).prefill).toEqual({ recipient_city: 'Anytown' })
  })

  it('neither asks for a last name nor sends one if the beneficiary has a single name', () => {
    const schema = createSchema({ check: { single_name: true } })
    expect(editableFields(schema)).not.toContain('beneficiary_last_name')
    const body = schema.method?.toRequestBody({ ...typed, beneficiary_last_name: 'Rivera' })
    expect(body).toMatchObject({ beneficiary: { beneficiary_first_name: 'Alex' } })
    expect(body).not.toHaveProperty('beneficiary.beneficiary_last_name')
  })

  it('does not send read-only values', () => {
    const check = { beneficiary: { beneficiary_first_name: 'Alex' } }
    const readonly = createSchema({ check, recipient_fields: 'readonly' })
    expect(readonly.method?.toRequestBody(typed)).toMatchObject({
      beneficiary: { beneficiary_phone: '5555550100' },
    })
    expect(readonly.method?.toRequestBody(typed)).not.toHaveProperty('beneficiary.beneficiary_first_name')
    const hidden = createSchema({ check: { recipient_is_beneficiary: 1 }, recipient_fields: 'hidden' })
    expect(editableFields(hidden)).toEqual([])
    expect(hidden.method?.confirm).toBeUndefined()
    expect(hidden.method?.toRequestBody({})).toEqual({
      account_type: 'check',
      recipient_is_beneficiary: 1,
      beneficiary: {},
    })
  })
})

it.each([
  [undefined, { open_banking_provider: 'finicity', account_id: '1' }],
  [['account_id', 'open_banking_provider'], { open_banking_provider: 'finicity', account_id: '1' }],
  [['account_id'], { account_id: '1' }],
  [[], {}],
])('open banking asks for the values that the session lacks: %j', (open_banking, sent) => {
  const { method } = createOpenBankingSchema({ ...session, open_banking })
  expect(method?.fields).toEqual(Object.keys(sent))
  const typedValues = { open_banking_provider: ' finicity ', account_id: '1' }
  expect(method?.toRequestBody(typedValues)).toEqual({ account_type: 'open-banking', ...sent })
})

it('accepts one answer to a confirmation, and can cancel it', async () => {
  const confirmation = createConfirmation()
  const changes: boolean[] = []
  const unsubscribe = confirmation.subscribe(() => changes.push(confirmation.current() !== undefined))
  const answer = confirmation.ask({ account_type: 'check' })
  expect(confirmation.current()).toEqual({ account_type: 'check' })
  confirmation.answer(true)
  confirmation.answer(false)
  expect(await answer).toBe(true)
  expect(confirmation.current()).toBeUndefined()
  unsubscribe()
  const again = confirmation.ask({ account_type: 'check' })
  confirmation.answer(false)
  expect(await again).toBe(false)
  expect(changes).toEqual([true, false])
})

import { beforeEach, expect, it } from 'vitest'
import type { FieldName } from '../../protocol/messages.js'
import { createCardSchema } from '../form/formSchema.js'
import type { FormController } from '../form/useCardForm.js'
import type { FormOptions, FormSchema, Values } from '../form/values.js'
import { createCarryOver } from './carryOver.js'
import { createCheckSchema } from './check/checkSchema.js'
import { createConfirmation } from './check/confirmation.js'

const options: FormOptions = {
  account_types: ['card', 'check'],
  cvv: 'required',
  expiration_date: 'required',
  recipient_fields: 'editable',
  check: { single_name: true },
}
const card = createCardSchema(options)
const check = createCheckSchema(options, {}, createConfirmation())
const person = createCheckSchema({ ...options, check: {} }, {}, createConfirmation())
const typedCard = { account: '4111111111111111', recipient_first_name: 'Alex', recipient_last_name: 'Rivera' }

let form: { choose: (next: FormSchema) => Values; type: (values: Values) => void; discard: () => void }
beforeEach(() => {
  form = createForm()
})

/** A form with the values and the schema that `carryOverValues` uses. `type` sets values, like the cardholder's typing. */
function createForm() {
  const { carryOverValues, discard } = createCarryOver()
  let values: Values = {}
  let schema = card
  return {
    type(typed: Values) {
      values = { ...values, ...typed }
    },
    choose(next: FormSchema): Values {
      const controller = {
        rules: { schema },
        form: {
          getValues: () => values,
          setValue: (name: FieldName, value: string) => (values[name] = value),
        },
        clear: () => (values = {}),
      }
      carryOverValues(controller as unknown as FormController, next)
      schema = next
      return values
    },
    discard,
  }
}

it('joins the card’s two names for a check with a single name, and keeps both for the card', () => {
  form.type({ ...typedCard, recipient_city: 'Anytown' })
  expect(form.choose(check)).toMatchObject({
    beneficiary_first_name: 'Alex Rivera',
    beneficiary_last_name: '',
    beneficiary_city: 'Anytown',
  })
  form.type({ beneficiary_city: 'Elsewhere' })
  expect(form.choose(card)).toMatchObject({
    recipient_first_name: 'Alex',
    recipient_last_name: 'Rivera',
    recipient_city: 'Elsewhere',
  })
})

it('keeps a typed single name, and otherwise follows the card’s name', () => {
  form.type(typedCard)
  form.choose(check)
  form.choose(card)
  form.type({ recipient_last_name: 'Soto' })
  expect(form.choose(check)).toMatchObject({ beneficiary_first_name: 'Alex Soto' })
  form.type({ beneficiary_first_name: 'Harbor & Pine' })
  expect(form.choose(card)).toMatchObject({ recipient_first_name: 'Alex', recipient_last_name: 'Soto' })
  expect(form.choose(check)).toMatchObject({ beneficiary_first_name: 'Harbor & Pine' })
})

it('prefers the business name to the person’s for a check with a single name', () => {
  form.type({ ...typedCard, recipient_business_name: 'Rivera LLC' })
  expect(form.choose(check)).toMatchObject({ beneficiary_first_name: 'Rivera LLC' })
  form.choose(card)
  form.type({ recipient_business_name: '' })
  expect(form.choose(check)).toMatchObject({ beneficiary_first_name: 'Alex Rivera' })
})

it('leaves a check’s name to the session, unless the card’s name was changed', () => {
  const recipient = { recipient_first_name: 'Alex', recipient_last_name: 'Rivera' }
  form = createForm()
  const prefilled = createCardSchema({ ...options, recipient })
  form.choose(prefilled)
  form.type(typedCard)
  // Empty, so that the session's value will be filled in.
  expect(form.choose(check)).toMatchObject({ beneficiary_first_name: '' })
  form.choose(prefilled)
  form.type({ recipient_last_name: 'Soto' })
  expect(form.choose(check)).toMatchObject({ beneficiary_first_name: 'Alex Soto' })
})

it('keeps the business name for the card, and nothing once it is discarded', () => {
  form.type({ ...typedCard, recipient_business_name: 'Rivera LLC' })
  expect(form.choose(check)).not.toHaveProperty('recipient_business_name')
  expect(form.choose(person)).toMatchObject({
    beneficiary_first_name: 'Alex',
    beneficiary_last_name: 'Rivera',
  })
  expect(form.choose(card)).toMatchObject({ recipient_business_name: 'Rivera LLC' })
  form.choose(check)
  form.discard()
  expect(Object.values(form.choose(card)).join('')).toBe('')
})

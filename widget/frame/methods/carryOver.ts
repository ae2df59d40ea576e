import { beneficiary, payee, type PayeeField } from '../../../contract/check.js'
import type { AccountType } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import type { FormSchema, Values } from '../form/values.js'
import type { FormController } from '../form/useCardForm.js'

const prefixes: Partial<Record<AccountType, string>> = { card: 'recipient_', check: 'beneficiary_' }
const shared = Object.keys(beneficiary).map((name) => name.replace(prefixes.check ?? '', ''))
const payeeFields = Object.keys(payee) as PayeeField[]

/** Values by the part of the field's name that methods share, such as `address1`. */
type Person = Record<string, string>

/**
 * Carries the typed name and address over when the cardholder chooses another method, and discards card data. Values that
 * a method has no field for are kept for the next method that has one: a card's business name, and a check's payee and
 * single name, too. Call `discard` when the form is cleared.
 */
export function createCarryOver() {
  let person: Person = {}
  /** The name in the card's form, or empty if it is the session's. */
  let typedName = ''
  let business = ''
  /** Whether the session gave the business name. */
  let isBusinessGiven = false
  let singleName = ''
  let payeeValues: Values = {}

  function keepValues({ method, prefill }: FormSchema, values: Values): void {
    const prefix = prefixes[method?.accountType ?? 'card']
    if (!prefix) return
    const typed = pickPerson(values, prefix)
    if (method) payeeValues = pickPayee(values)
    else {
      business = values.recipient_business_name ?? ''
      isBusinessGiven = business === prefill.recipient_business_name
      typedName = fullName(typed) === fullName(pickPerson(prefill, prefix)) ? '' : fullName(typed)
    }
    if (method?.singleName) {
      const { first_name: name = '', ...address } = typed
      // If it is the card's name, don't keep it, so that it follows the card's name.
      singleName = [business, fullName(person)].includes(name) ? '' : name
      person = { ...pickNames(person), ...address }
    } else person = typed
  }

  function carryOverValues(card: FormController, { method, prefill }: FormSchema): void {
    keepValues(card.rules.schema, card.form.getValues())
    // Removes number, date and CVV from the inputs, the form's values and the undo histories.
    card.clear()
    const prefix = prefixes[method?.accountType ?? 'card']
    if (!prefix) return
    // A business name is preferred to a person's name, but not a session's business name to the session's check name.
    const isKnown = isBusinessGiven && prefill.beneficiary_first_name !== undefined
    const cardName = (isKnown ? '' : business) || typedName
    const named = method?.singleName
      ? { ...person, first_name: singleName || cardName, last_name: '' }
      : person
    const values: Values = {
      ...Object.fromEntries(Object.entries(named).map(([name, value]) => [prefix + name, value])),
      ...(method ? payeeValues : { recipient_business_name: business }),
    }
    for (const [name, value] of Object.entries(values) as [FieldName, string][])
      card.form.setValue(name, value)
  }

  function discard(): void {
    person = {}
    typedName = ''
    business = ''
    singleName = ''
    payeeValues = {}
  }

  return { carryOverValues, discard }
}

function fullName({ first_name, last_name }: Person): string {
  return [first_name, last_name].filter(Boolean).join(' ')
}

function pickNames(person: Person): Person {
  return Object.fromEntries(Object.entries(person).filter(([name]) => name.endsWith('_name')))
}

function pickPerson(values: Values, prefix: string): Person {
  const entries = shared.map((name) => [name, values[(prefix + name) as FieldName] ?? ''] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

function pickPayee(values: Values): Values {
  return Object.fromEntries(payeeFields.map((name) => [name, values[name] ?? '']))
}

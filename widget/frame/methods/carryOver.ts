/** A card and a check ask for the same person: what was typed of it goes along, the card itself does not. */
import { payee, type PayeeField } from '../../../contract/check.js'
import type { AccountType } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Values } from '../form/values.js'
import type { FormController } from '../form/useCardForm.js'

const shared = ['first_name', 'last_name', 'address1', 'address2', 'city', 'state', 'zip', 'phone']
const prefixes: Partial<Record<AccountType, string>> = { card: 'recipient_', check: 'beneficiary_' }

const payeeFields = Object.keys(payee) as PayeeField[]

/**
 * Kept where a method has no such fields, until one that has them is chosen again; so is whom a check is made
 * out to. `forget` is for when the form is emptied.
 */
export function createCarryOver() {
  let carried: Values = {}
  let payeeValues: Values = {}

  function carryOverValues(card: FormController, to: AccountType): void {
    const type = card.rules.schema.method?.accountType ?? 'card'
    const from = prefixes[type]
    if (from) carried = pickPerson(card.form.getValues(), from)
    if (type === 'check') payeeValues = pickPayee(card.form.getValues())
    // Number, date and code end here: in the inputs, in the form's memory, in what can be undone.
    card.clear()
    const prefix = prefixes[to]
    if (!prefix) return
    const person = Object.entries(carried).map(([name, value]) => [prefix + name, value] as const)
    for (const [name, value] of [...person, ...(to === 'check' ? Object.entries(payeeValues) : [])])
      card.form.setValue(name as FieldName, value)
  }

  function discard(): void {
    carried = {}
    payeeValues = {}
  }

  return { carryOverValues, discard }
}

function pickPayee(values: Values): Values {
  return Object.fromEntries(payeeFields.map((name) => [name, values[name] ?? '']))
}

function pickPerson(values: Values, prefix: string): Record<string, string> {
  const entries = shared.map((name) => [name, values[(prefix + name) as FieldName] ?? ''] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

/** A card and a check ask for the same person: what was typed of it goes along, the card itself does not. */
import { beneficiary, payee, type PayeeField } from '../../../contract/check.js'
import type { AccountType } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Values } from '../form/values.js'
import type { CardForm } from '../form/useCardForm.js'

const shared = Object.keys(beneficiary).map((name) => name.replace('beneficiary_', ''))
const prefixes: Partial<Record<AccountType, string>> = { card: 'recipient_', check: 'beneficiary_' }

const payeeFields = Object.keys(payee) as PayeeField[]

/**
 * Kept where a method has no such fields, until one that has them is chosen again; so is whom a check is made
 * out to. `forget` is for when the form is emptied.
 */
export function createCarry() {
  let carried: Values = {}
  let paid: Values = {}

  function carry(card: CardForm, to: AccountType): void {
    const type = card.terms.shape.other?.accountType ?? 'card'
    const from = prefixes[type]
    if (from) carried = personOf(card.form.getValues(), from)
    if (type === 'check') paid = payeeOf(card.form.getValues())
    // Number, date and code end here: in the inputs, in the form's memory, in what can be undone.
    card.clear()
    const prefix = prefixes[to]
    if (!prefix) return
    const person = Object.entries(carried).map(([name, value]) => [prefix + name, value] as const)
    for (const [name, value] of [...person, ...(to === 'check' ? Object.entries(paid) : [])])
      card.form.setValue(name as FieldName, value)
  }

  function forget(): void {
    carried = {}
    paid = {}
  }

  return { carry, forget }
}

function payeeOf(values: Values): Values {
  return Object.fromEntries(payeeFields.map((name) => [name, values[name] ?? '']))
}

function personOf(values: Values, prefix: string): Record<string, string> {
  const entries = shared.map((name) => [name, values[(prefix + name) as FieldName] ?? ''] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

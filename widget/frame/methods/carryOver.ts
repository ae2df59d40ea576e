import { beneficiary, payee, type PayeeField } from '../../../contract/check.js'
import type { AccountType } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Values } from '../form/values.js'
import type { FormController } from '../form/useCardForm.js'

const shared = Object.keys(beneficiary).map((name) => name.replace('beneficiary_', ''))
const prefixes: Partial<Record<AccountType, string>> = { card: 'recipient_', check: 'beneficiary_' }

const payeeFields = Object.keys(payee) as PayeeField[]

/**
 * Carries the typed name and address over when the cardholder chooses another method; card data is discarded. A method
 * without these fields keeps them for the next one that has them. A check's payee is kept the same way. `discard` is
 * for when the form is cleared.
 */
export function createCarryOver() {
  let carried: Values = {}
  let payeeValues: Values = {}

  function carryOverValues(card: FormController, next: AccountType): void {
    const type = card.rules.schema.method?.accountType ?? 'card'
    const prefix = prefixes[type]
    if (prefix) carried = pickPerson(card.form.getValues(), prefix)
    if (type === 'check') payeeValues = pickPayee(card.form.getValues())
    // Removes number, date and CVV from the inputs, the form's values and the undo histories.
    card.clear()
    const nextPrefix = prefixes[next]
    if (!nextPrefix) return
    const person = Object.entries(carried).map(([name, value]) => [nextPrefix + name, value] as const)
    for (const [name, value] of [...person, ...(next === 'check' ? Object.entries(payeeValues) : [])])
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

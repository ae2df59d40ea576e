/** A card and a check ask for the same person: what was typed of it goes along, the card itself does not. */
import type { AccountType } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Values } from '../content.js'
import type { CardForm } from '../useCardForm.js'

const shared = ['first_name', 'last_name', 'address1', 'address2', 'city', 'state', 'zip', 'phone']
const prefixes: Partial<Record<AccountType, string>> = { card: 'recipient_', check: 'beneficiary_' }

/** Kept where a method has no such fields, until one that has them is chosen again. */
export function createCarry() {
  let carried: Values = {}

  return (card: CardForm, to: AccountType): void => {
    const from = prefixes[card.terms.shape.other?.accountType ?? 'card']
    if (from) carried = personOf(card.form.getValues(), from)
    // Number, date and code end here: in the inputs, in the form's memory, in what can be undone.
    card.clear()
    const prefix = prefixes[to]
    if (!prefix) return
    for (const [name, value] of Object.entries(carried))
      card.form.setValue((prefix + name) as FieldName, value)
  }
}

function personOf(values: Values, prefix: string): Record<string, string> {
  const entries = shared.map((name) => [name, values[(prefix + name) as FieldName] ?? ''] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

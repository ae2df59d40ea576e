/** The `change` event: how far the form is, never what is in it. */
import type { Rule } from '../../../contract/fields.js'
import type { ChangeEvent, FieldName, FieldState } from '../../protocol/messages.js'
import { lookOf } from '../input/cardBrand.js'
import { normalised } from './normalize.js'
import { type Values } from './values.js'
import { problemOf, type Terms } from './validate.js'
import { openFields } from './formSchema.js'

/** What the cardholder sees beside the values: the field with the caret, and the rules shown as broken. */
export type Seen = { focused?: FieldName; shown: Partial<Record<FieldName, Rule>> }

export function changeOf(values: Values, terms: Terms, { focused, shown }: Seen): ChangeEvent {
  const fields: Partial<Record<FieldName, FieldState>> = {}
  for (const name of openFields(terms.shape)) {
    const problem = problemOf(name, values, terms)
    fields[name] = {
      empty: normalised(name, values[name]) === '',
      complete: problem !== 'required' && problem !== 'incomplete',
      valid: problem === undefined && shown[name] === undefined,
      focused: focused === name,
      ...(shown[name] && { error: shown[name] }),
    }
  }
  const states = Object.values(fields)
  const { brand } = lookOf(normalised('account', values.account))
  return {
    account_type: terms.shape.other?.accountType ?? 'card',
    empty: states.every((state) => state.empty),
    complete: states.every((state) => state.complete),
    valid: states.every((state) => state.valid),
    ...(brand && { brand }),
    fields,
  }
}

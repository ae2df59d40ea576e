/** The `change` event: how far the form is, never what is in it. */
import type { Rule } from '../../../contract/fields.js'
import type { ChangeEvent, FieldName, FieldState } from '../../protocol/messages.js'
import { detectBrand } from '../input/cardBrand.js'
import { normalizeValue } from './normalize.js'
import { type Values } from './values.js'
import { validateField, type FormRules } from './validate.js'
import { editableFields } from './formSchema.js'

/** What the cardholder sees beside the values: the field with the caret, and the rules shown as broken. */
export type VisibleState = { focused?: FieldName; visibleErrors: Partial<Record<FieldName, Rule>> }

export function toChangeEvent(
  values: Values,
  rules: FormRules,
  { focused, visibleErrors }: VisibleState,
): ChangeEvent {
  const fields: Partial<Record<FieldName, FieldState>> = {}
  for (const name of editableFields(rules.schema)) {
    const problem = validateField(name, values, rules)
    fields[name] = {
      empty: normalizeValue(name, values[name]) === '',
      complete: problem !== 'required' && problem !== 'incomplete',
      valid: problem === undefined && visibleErrors[name] === undefined,
      focused: focused === name,
      ...(visibleErrors[name] && { error: visibleErrors[name] }),
    }
  }
  const states = Object.values(fields)
  const { brand } = detectBrand(normalizeValue('account', values.account))
  return {
    account_type: rules.schema.method?.accountType ?? 'card',
    empty: states.every((state) => state.empty),
    complete: states.every((state) => state.complete),
    valid: states.every((state) => state.valid),
    ...(brand && { brand }),
    fields,
  }
}

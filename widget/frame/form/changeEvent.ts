/** The `change` event: the state of the fields, never their values. */
import type { Rule } from '../../../contract/fields.js'
import type { ChangeEvent, FieldName, FieldState } from '../../protocol/messages.js'
import { detectBrand } from '../input/cardBrand.js'
import { normalizeValue } from './normalize.js'
import type { Values } from './values.js'
import { validateField, type FormRules } from './validate.js'
import { editableFields } from './formSchema.js'

/** What the cardholder sees besides the values: the focused field and the shown errors. */
type VisibleState = { focused?: FieldName; visibleErrors: Partial<Record<FieldName, Rule>> }

/** Builds the event from the form's values and what the cardholder sees. */
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

/** The form sends what it shows, so it adopts values that a script has set without an event, or after its events. */
import type { FieldName } from '../../protocol/messages.js'
import { findControls, type Control } from '../ui/keptInputs.js'
import type { ValuesForm } from './useFieldErrors.js'
import type { Values } from './values.js'

/** A field's own control. `adopt` takes over a shown value without an event. `mend` repairs a select's options. */
export type OwnField = { control: Control; adopt: (shown: { value: string }) => void; mend: () => void }

/** Returns the value that the form has for a control's name; undefined if it has none. */
export type Seen = (name: never) => unknown

/** Adopts all shown values, except those of the ignored type. Returns false if an adopted choice leads to another form. */
export function adoptAll(fields: Map<FieldName, OwnField>, seen: Seen, ignored?: 'radio'): boolean {
  for (const { mend } of fields.values()) mend()
  const controls = findControls().filter(({ type }) => type !== ignored)
  const isSameForm = !controls.map((control) => adoptShown(control, seen)).includes(false)
  for (const [name, { control, adopt }] of fields) {
    // Still unseen if another script stops events, or has replaced the control by a copy.
    const shown = control.isConnected ? control : controls.find((other) => other.name === name)
    if (shown && isUnseen(shown, seen, name)) adopt(shown)
  }
  return isSameForm
}

/**
 * Adopts the value that a control shows, by an `input` event: the field formats and validates it, and updates the brand,
 * as after any edit. A radio button that adopts a choice cancels the event. Then this returns false.
 */
export function adoptShown(control: Control, seen: Seen): boolean {
  if (control.type !== 'radio' && !isUnseen(control, seen)) return true
  return control.dispatchEvent(new Event('input', { bubbles: true, cancelable: true }))
}

/** Restores the sent values in the fields that have or show other values. */
export function restoreSent(
  fields: Map<FieldName, OwnField>,
  sent: Values,
  form: Pick<ValuesForm, 'getValues' | 'setValue'>,
  onEdit: (name: FieldName) => void,
): void {
  for (const [name, { control }] of fields) {
    const text = sent[name] ?? ''
    if (control.value === text && (form.getValues(name) ?? '') === text) continue
    form.setValue(name, text)
    // The inputs are uncontrolled, so React doesn't write the value.
    control.value = text
    onEdit(name)
  }
}

/** Empties the form and its controls. React keeps a copy of a control's value, and doesn't notice `reset`. */
export function emptyAll(fields: Map<FieldName, OwnField>, form: { reset: () => void }): void {
  for (const { control } of fields.values()) control.value = ''
  // Without an argument, it also empties the controls that are no field's own.
  form.reset()
}

/** Whether every control is still in the document. Another script may have removed or replaced one. */
export function isIntact(fields: Map<FieldName, OwnField>): boolean {
  return [...fields.values()].every(({ control }) => control.isConnected)
}

/** Whether a control shows another value than the form has. */
function isUnseen(control: Control, seen: Seen, name = control.name): boolean {
  return control.value !== (seen(name as never) ?? '')
}

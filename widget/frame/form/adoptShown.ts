/** What is shown is what is sent: the form takes over values that a script set without an event, or after its events. */
import type { FieldName } from '../../protocol/messages.js'
import { findControls, type Control } from '../ui/keptInputs.js'
import type { ValuesForm } from './useFieldErrors.js'
import type { Values } from './values.js'

/** A field's own control, and the function that takes over what a control shows without an event. */
export type OwnField = { control: Control; adopt: (shown: { value: string }) => void; mend: () => void }

/** Returns the value that the form has for a control's name; undefined if it has none. */
export type Seen = (name: never) => unknown

/** Takes over all that is shown, except controls of the ignored type. Returns false if another form follows from a choice. */
export function adoptAll(fields: Map<FieldName, OwnField>, seen: Seen, ignored?: 'radio'): boolean {
  for (const { mend } of fields.values()) mend()
  const controls = findControls().filter(({ type }) => type !== ignored)
  const isSameForm = !controls.map((control) => adoptShown(control, seen)).includes(false)
  for (const [name, { control, adopt }] of fields) {
    // Another script stops events, or has put a copy in the control's place.
    const shown = control.isConnected ? control : controls.find((other) => other.name === name)
    if (shown && isUnseen(shown, seen, name)) adopt(shown)
  }
  return isSameForm
}

/**
 * Takes over the value that a control shows, by the event of a fill: the field formats it, validates it, and follows it
 * with its brand, as after any edit. A radio button cancels the event if it adopts a choice: then this returns false.
 */
export function adoptShown(control: Control, seen: Seen): boolean {
  if (control.type !== 'radio' && !isUnseen(control, seen)) return true
  return control.dispatchEvent(new Event('input', { bubbles: true, cancelable: true }))
}

/** Shows the sent values in the fields that show, or have, others. */
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
    // React writes only what it renders anew.
    control.value = text
    onEdit(name)
  }
}

/** Whether every control is where React has put it: another script may have removed or replaced one. */
export function isIntact(fields: Map<FieldName, OwnField>): boolean {
  return [...fields.values()].every(({ control }) => control.isConnected)
}

/** Whether a control shows another value than the form has. */
function isUnseen(control: Control, seen: Seen, name = control.name): boolean {
  return control.value !== (seen(name as never) ?? '')
}

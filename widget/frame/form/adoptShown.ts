/** What is shown is what is sent: the form takes over values that a script set without an event, or after its events. */

import { findControls, type Control } from '../ui/keptInputs.js'

/** Returns the value that the form has for a control's name; undefined if it has none. */
export type Seen = (name: never) => unknown

/** Takes over all that is shown, except controls of the ignored type. Returns false if another form follows from a choice. */
export function adoptAll(seen: Seen, ignored?: 'radio'): boolean {
  const controls = findControls().filter(({ type }) => type !== ignored)
  return !controls.map((control) => adoptShown(control, seen)).includes(false)
}

/**
 * Takes over the value that a control shows, by the event of a fill: the field formats it, validates it, and follows it
 * with its brand, as after any edit. A radio button cancels the event if it adopts a choice: then this returns false.
 */
export function adoptShown(control: Control, seen: Seen): boolean {
  if (control.type !== 'radio' && control.value === (seen(control.name as never) ?? '')) return true
  return control.dispatchEvent(new Event('input', { bubbles: true, cancelable: true }))
}

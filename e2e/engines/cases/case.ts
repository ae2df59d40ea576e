/** An input case as data: the steps in a field, and what a person sees afterwards. */
import type { Brand } from '../../../contract/session.js'
import type { Rule } from '../../../contract/fields.js'
import type { FieldName } from '../../../widget/protocol/messages.js'
import type { BehaviourId } from '../behaviours.js'
import type { Engine } from '../driver.js'
import type { Session } from '../form.js'
import type { Way } from '../frameScripts.js'

/** One step of a case. */
export type Step =
  | { type: string }
  /** Presses a key or chord, or several in turn. */
  | { press: string | string[] }
  /** Pastes with the keyboard. */
  | { paste: string }
  | { caret: number }
  | { select: [from: number, to: number] }
  /** Moves the focus out of the field (`out`), or to another field. */
  | { go: FieldName | 'out' }
  /** Fills like a script or password manager: sets the value, then fires `input` and `change`. */
  | { fill: string; into?: FieldName }
  /** Sets a value without an event, or with the events of `way`. */
  | { set: string; way: Way; into?: FieldName }
  /** Replaces the whole text in one piece, as some password managers and keyboards do: as typed text or as a suggestion. */
  | { replace: string; by: 'insertText' | 'insertReplacementText' }
  /** Types like a keyboard that ignores the caret that the form sets: each key is inserted after the previous one. */
  | { ignoring: string }
  /** Waits until the form has filled this text into the field by itself. */
  | { comes: string; into: FieldName }
  /** Fills the hidden input that has this autofill token. */
  | { companion: string; fill: string }
  /** Composes with an input method, one text after the other. In a browser without one, dispatches its events. */
  | { compose: string[] }
  /** Composes over a range of the text, by the events of an input method. `open`: the composition does not end. */
  | { composed: string; over: [from: number, to: number]; open?: true }
  /** Drags the selected range of this field to the position in front of the character at `before`. */
  | { drag: [from: number, to: number]; before: number }

/** `shows` is the behavior that the case demonstrates. */
export type Case = {
  shows: BehaviourId
  field: FieldName
  steps: Step[]
  /** The field's final text, with `|` for the caret where it matters. */
  sees: string
  /** The rule that the field's error names; `null` for no error. */
  wrong?: Rule | null
  others?: Partial<Record<FieldName, string>>
  /** The brand in the host page, the icon and the hint; `null` for none. */
  brand?: Brand | null
  hint?: string
  /** The label of the security code. */
  label?: string
  announced?: string
  session?: Session
  /** Engines that can't run this case, with the reason. */
  cannot?: Partial<Record<Engine, string>>
}

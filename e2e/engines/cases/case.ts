/** One case of input as data: what is done in a field, and what a person sees then. */
import type { Brand } from '../../../contract/session.js'
import type { Rule } from '../../../contract/fields.js'
import type { FieldName } from '../../../widget/protocol/messages.js'
import type { BehaviourId } from '../behaviours.js'
import type { Engine } from '../driver.js'
import type { Session } from '../form.js'

export type Step =
  | { type: string }
  /** One key or chord, or several after each other. */
  | { press: string | string[] }
  /** By the clipboard, with the keyboard. */
  | { paste: string }
  | { caret: number }
  | { select: [from: number, to: number] }
  /** Leaves the field, or goes to another one. */
  | { go: FieldName | 'out' }
  /** As a script or password manager does it: the value is set, then `input` and `change` are fired. */
  | { fill: string; into?: FieldName }
  /** Waits until the form has put this text there by itself. */
  | { comes: string; into: FieldName }
  /** As the last, into the unseen control with this autofill token. */
  | { companion: string; fill: string }
  /** With an input method, text by text; where there is no way to it, by the events it would fire. */
  | { compose: string[] }
  /** Drags a selection of this field to before the character at `to`. */
  | { drag: [from: number, to: number]; before: number }

export type Case = {
  shows: BehaviourId
  field: FieldName
  steps: Step[]
  /** What the field holds in the end, with `|` for the caret where it matters. */
  sees: string
  /** What is said to be wrong with it; `null` for nothing. */
  wrong?: Rule | null
  others?: Partial<Record<FieldName, string>>
  /** The brand as host page, icon and hint have it; `null` for none. */
  brand?: Brand | null
  hint?: string
  /** What the code's field is called. */
  label?: string
  announced?: string
  session?: Session
  /** Engines that can't, and why. */
  cannot?: Partial<Record<Engine, string>>
}

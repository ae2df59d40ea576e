/** Everything one input of the form needs: registration, formatting, state for assistive technology. */
import type { KeyboardEvent, RefCallback, SyntheticEvent } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import { useFormContext, useFieldNames } from './formContext.js'
import type { Reason } from './fieldReason.js'
import { isReadonly, isRequired } from './formSchema.js'
import type { Format } from '../input/digits.js'
import { handleHistoryKey, reformat } from '../input/applyFormat.js'

type Control = HTMLInputElement | HTMLSelectElement

export type Field = {
  reason: Reason | undefined
  required: boolean
  readOnly: boolean
  onKeyDown: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined
  props: {
    id: FieldName
    name: FieldName
    ref: RefCallback<Control>
    'aria-required': boolean
    'aria-invalid': boolean
    'aria-describedby': string
    onInput: (event: SyntheticEvent<Control>) => void
    onChange: (event: SyntheticEvent<Control>) => void
    onCompositionEnd: (event: SyntheticEvent<Control>) => void
    onDragEnd: (event: SyntheticEvent<Control>) => void
    onFocus: (event: SyntheticEvent<Control>) => void
    onBlur: (event: SyntheticEvent<Control>) => void
  }
}

export function useField(kind: FieldName, format?: Format): Field {
  const name = useFieldNames()(kind)
  const { card, locked } = useFormContext()
  const { ref, onChange, onBlur } = card.form.register(name)
  const readOnly = locked || isReadonly(card.rules.schema, name)

  function takeOver(control: Control): void {
    void onChange({ target: control, type: 'change' })
    card.onEdit(name)
  }

  function edit(event: SyntheticEvent<Control>): void {
    // The text belongs to the input method until it is composed.
    if ('isComposing' in event.nativeEvent && event.nativeEvent.isComposing === true) return
    if (format && isTextEvent(event)) reformat(event, format, card.getHistory(name))
    takeOver(event.currentTarget)
  }

  /** A value may have come by itself since the last edit: known from the session, or cleared. */
  function begin(text: string): void {
    card.getHistory(name).record({ text, caret: text.length })
  }

  function undo(event: KeyboardEvent<HTMLInputElement>): void {
    if (!readOnly && handleHistoryKey(event, card.getHistory(name))) takeOver(event.currentTarget)
  }

  const reason = card.errors[name]?.type as Reason | undefined
  const required = isRequired(card.rules.schema, name)
  return {
    reason,
    required,
    readOnly,
    // Where nothing is reformatted the browser's own undo is right.
    onKeyDown: format && undo,
    props: {
      id: name,
      name,
      ref,
      'aria-required': required,
      'aria-invalid': reason !== undefined,
      'aria-describedby': `${name}-note`,
      onInput: edit,
      // Some password managers fire `change` alone; React calls this for `input` too, which is handled above.
      onChange: (event) => {
        if (event.nativeEvent.type === 'change') edit(event)
      },
      onCompositionEnd: edit,
      onDragEnd: edit,
      onFocus: (event) => {
        if (format) begin(event.currentTarget.value)
        card.onFocus(name)
      },
      onBlur: (event) => {
        void onBlur({ target: event.currentTarget, type: 'blur' })
        card.onBlur(name)
      },
    },
  }
}

function isTextEvent(event: SyntheticEvent<Control>): event is SyntheticEvent<HTMLInputElement> {
  return event.currentTarget instanceof HTMLInputElement
}

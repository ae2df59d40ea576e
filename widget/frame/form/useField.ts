/** Everything that one control needs: registration, formatting, and state for assistive technology. */
import type { KeyboardEvent, RefCallback, SyntheticEvent } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import { useFormContext, useFieldNames } from './formContext.js'
import type { Reason } from './fieldReason.js'
import { isReadonly, isRequired } from './formSchema.js'
import { useSpokenError } from './useSpokenError.js'
import type { Format } from '../input/digits.js'
import { handleHistoryKey, reformat } from '../input/applyFormat.js'

type Control = HTMLInputElement | HTMLSelectElement

/** A field's state, and the props for its control. */
export type Field = {
  /** Why the field shows an error, if it does. */
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

/** Connects a control with the form. `kind` is the recipient's name of the field. */
export function useField(kind: FieldName, format?: Format): Field {
  const name = useFieldNames()(kind)
  const { card, locked } = useFormContext()
  const spokenError = useSpokenError(name)
  const { ref, onChange, onBlur } = card.form.register(name)
  const readOnly = locked || isReadonly(card.rules.schema, name)
  const history = () => card.getHistory(name)

  function commit(control: Control): void {
    void onChange({ target: control, type: 'change' })
    card.onEdit(name)
  }

  function edit(event: SyntheticEvent<Control>): void {
    // During a composition the text belongs to the input method.
    if ('isComposing' in event.nativeEvent && event.nativeEvent.isComposing === true) return
    if (format && isTextEvent(event)) reformat(event, format, history())
    commit(event.currentTarget)
  }

  function undo(event: KeyboardEvent<HTMLInputElement>): void {
    if (!readOnly && handleHistoryKey(event, history())) commit(event.currentTarget)
  }

  const reason = card.errors[name]?.type as Reason | undefined
  return {
    reason,
    required: isRequired(card.rules.schema, name),
    readOnly,
    // Without formatting, the browser's own undo works.
    onKeyDown: format && undo,
    props: {
      id: name,
      name,
      ref,
      'aria-required': isRequired(card.rules.schema, name),
      'aria-invalid': reason !== undefined,
      'aria-describedby': `${name}-note`,
      onInput: edit,
      // Some password managers fire only `change`. React calls this for `input` too, which `onInput` handles.
      onChange: (event) => {
        if (event.nativeEvent.type === 'change') edit(event)
      },
      onCompositionEnd: edit,
      onDragEnd: edit,
      onFocus: (event) => {
        // The value may have changed without an edit, by a prefill or by clearing.
        const { value: text } = event.currentTarget
        if (format) history().record({ text, caret: text.length })
        spokenError.onFocus()
        card.onFocus(name)
      },
      onBlur: (event) => {
        void onBlur({ target: event.currentTarget, type: 'blur' })
        card.onBlur(name)
        spokenError.onBlur()
      },
    },
  }
}

function isTextEvent(event: SyntheticEvent<Control>): event is SyntheticEvent<HTMLInputElement> {
  return event.currentTarget instanceof HTMLInputElement
}

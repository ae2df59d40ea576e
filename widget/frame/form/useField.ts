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
    onCompositionEnd: (event: SyntheticEvent<Control>) => void
    onDragEnd: (event: SyntheticEvent<Control>) => void
    onPointerDown: () => void
    onFocus: (event: SyntheticEvent<Control>) => void
    onBlur: (event: SyntheticEvent<Control>) => void
  }
}

/** Connects a control with the form. `kind` is the recipient's name of the field. */
export function useField(kind: FieldName, format?: Format): Field {
  const name = useFieldNames()(kind)
  const { card, locked } = useFormContext()
  const readOnly = locked || isReadonly(card.rules.schema, name)
  const { undo, ...handlers } = useHandlers(name, readOnly, format)
  const reason = card.errors[name]?.type as Reason | undefined
  const required = isRequired(card.rules.schema, name)
  return {
    reason,
    required,
    readOnly,
    // Without formatting, the browser's own undo works.
    onKeyDown: format && undo,
    props: {
      id: name,
      name,
      'aria-required': required,
      'aria-invalid': reason !== undefined,
      'aria-describedby': `${name}-note`,
      ...handlers,
    },
  }
}

function useHandlers(name: FieldName, readOnly: boolean, format?: Format) {
  const { card } = useFormContext()
  const { ref, onChange, onBlur } = card.form.register(name)
  const history = () => card.getHistory(name)
  const spokenError = useSpokenError(name)
  const seen = () => card.form.getValues(name) ?? ''

  function commit(control: Control): void {
    void onChange({ target: control, type: 'change' })
    card.onEdit(name)
  }

  function edit({ currentTarget: control, nativeEvent: event }: SyntheticEvent<Control>): void {
    // The session or a submit in flight fixes the value: what is shown stays what is sent.
    if (readOnly) {
      control.value = seen()
      return
    }
    // During a composition the text belongs to the input method.
    const composing = 'isComposing' in event && event.isComposing === true
    if (format && control instanceof HTMLInputElement && !composing) {
      reformat(control, event, format, history())
    }
    commit(control)
  }

  function undo(event: KeyboardEvent<HTMLInputElement>): void {
    if (!readOnly && handleHistoryKey(event, history())) commit(event.currentTarget)
  }

  return {
    ref,
    undo,
    onInput: edit,
    onCompositionEnd: edit,
    onDragEnd: edit,
    // The next character arrives where the cardholder puts the caret.
    onPointerDown() {
      history().raw = undefined
    },
    onFocus(event: SyntheticEvent<Control>) {
      // The value may have changed without an edit, by a prefill or by clearing.
      const { value: text } = event.currentTarget
      if (format) history().record({ text, caret: text.length })
      spokenError.onFocus()
      card.onFocus(name)
    },
    onBlur(event: SyntheticEvent<Control>) {
      // The value may have been set without an event, or wait for its format.
      if (event.currentTarget.value !== (format ? history().current().text : seen())) edit(event)
      void onBlur({ target: event.currentTarget, type: 'blur' })
      card.onBlur(name)
      spokenError.onBlur()
    },
  }
}

/** Connects one control with the form: registration, formatting, and state for assistive technology. */
import type { KeyboardEvent, RefCallback, SyntheticEvent } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import { useFormContext, useFieldNames } from './formContext.js'
import type { OwnField } from './adoptShown.js'
import type { Reason } from './fieldReason.js'
import { isReadonly, isRequired } from './formSchema.js'
import { useSpokenError } from './useSpokenError.js'
import type { Format } from '../input/digits.js'
import { handleHistoryKey, reformat } from '../input/applyFormat.js'

type Control = HTMLInputElement | HTMLSelectElement

type Edit = { currentTarget: Control; nativeEvent: Event }

/** A field's state, and the props for its control. */
export type Field = {
  /** Why the field shows an error, if it does. */
  reason: Reason | undefined
  required: boolean
  readOnly: boolean
  /** A submit is being confirmed: no field may change. */
  locked: boolean
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

/** Restores the values of a select's options, which another script may have changed. */
type MendOptions = (select: HTMLSelectElement) => void

/** `kind` is the name of the recipient's field: the name without a `fieldPrefix`. */
export function useField(kind: FieldName, format?: Format, mendOptions?: MendOptions): Field {
  const name = useFieldNames()(kind)
  const { card, locked } = useFormContext()
  const readOnly = locked || isReadonly(card.rules.schema, name)
  const { undo, ...handlers } = useHandlers(name, readOnly, format, mendOptions)
  const reason = card.errors[name]?.type as Reason | undefined
  const required = isRequired(card.rules.schema, name)
  return {
    reason,
    required,
    readOnly,
    locked,
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

function useHandlers(name: FieldName, readOnly: boolean, format?: Format, mendOptions?: MendOptions) {
  const { card } = useFormContext()
  const { ref, onChange, onBlur } = card.form.register(name)
  const history = () => card.getHistory(name)
  const spokenError = useSpokenError(name)
  const seen = () => card.form.getValues(name) ?? ''

  function commit(control: Control): void {
    void onChange(toEvent(name, 'change', control))
    card.onEdit(name)
  }

  function edit({ currentTarget: control, nativeEvent: event }: Edit): void {
    if (control instanceof HTMLSelectElement) mendOptions?.(control)
    // The session or a submit in flight fixes the value, so the control must show that value.
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

  return {
    ref(control: Control | null) {
      ref(control)
      if (control) card.ownFields.set(name, createOwnField(control, edit, mendOptions))
      else card.ownFields.delete(name)
    },
    undo: (event: KeyboardEvent<HTMLInputElement>) => {
      if (!readOnly && handleHistoryKey(event, history())) commit(event.currentTarget)
    },
    onInput: edit,
    onCompositionEnd: edit,
    onDragEnd: edit,
    // The caret moves, so the next character may be inserted anywhere.
    onPointerDown() {
      history().raw = undefined
    },
    onFocus(event: SyntheticEvent<Control>) {
      // A prefill or clearing may have changed the value.
      const { value: text } = event.currentTarget
      if (format) history().record({ text, caret: text.length })
      spokenError.onFocus()
      card.onFocus(name)
    },
    onBlur(event: SyntheticEvent<Control>) {
      // The value may have been set without an event, or may not be formatted yet.
      if (event.currentTarget.value !== (format ? history().current().text : seen())) edit(event)
      void onBlur(toEvent(name, 'blur', event.currentTarget))
      card.onBlur(name)
      spokenError.onBlur()
    },
  }
}

/** An event for React Hook Form, with the field's name, because another script may have changed that of the control. */
function toEvent(name: FieldName, type: string, { value }: Control) {
  return { target: { name, value }, type }
}

function createOwnField(control: Control, edit: (edit: Edit) => void, mendOptions?: MendOptions): OwnField {
  return {
    control,
    mend() {
      if (control instanceof HTMLSelectElement) mendOptions?.(control)
    },
    adopt(shown) {
      control.value = shown.value
      edit({ currentTarget: control, nativeEvent: new Event('input') })
      shown.value = control.value
    },
  }
}

import { useRef } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import { useMessages } from '../i18n/messages.js'
import { reasonText, type Reason } from './fieldReason.js'
import { useFormContext } from './formContext.js'

/**
 * Announces a field's error when the field loses the focus, because the screen reader is at the next field by then. An
 * error that the field already had when it got the focus was read together with the field, so it is not announced.
 */
export function useSpokenError(name: FieldName) {
  const { card, announce } = useFormContext()
  const messages = useMessages()
  const spoken = useRef<Reason>(undefined)

  function current(): Reason | undefined {
    return card.form.getFieldState(name).error?.type as Reason | undefined
  }

  return {
    onFocus(): void {
      spoken.current = current()
    },
    /** Call this after the field has been validated. */
    onBlur(): void {
      const reason = current()
      if (reason && reason !== spoken.current) announce(reasonText(messages, name, reason))
      spoken.current = reason
    },
  }
}

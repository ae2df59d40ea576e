/** Reacts to edits, focus and blur of the fields: errors, the brand, and the host page's events. */
import { useRef } from 'react'
import type { Rule } from '../../../contract/fields.js'
import type { ChangeEvent, FieldName } from '../../protocol/messages.js'
import type { HostLink } from '../host/useHost.js'
import { toChangeEvent } from './changeEvent.js'
import { isRule, type Reason } from './fieldReason.js'
import { editableFields } from './formSchema.js'
import { useChangeEvent } from './useChangeEvent.js'
import type { useFieldErrors, ValuesForm } from './useFieldErrors.js'
import type { FormRules } from './validate.js'

type Options = {
  form: ValuesForm
  rules: FormRules
  send: HostLink['send']
  fieldErrors: ReturnType<typeof useFieldErrors>
  updateBrand: () => void
}

/** The handlers that every field calls with its name. */
export function useFieldEvents({ form, rules, send, fieldErrors, updateBrand }: Options) {
  const focused = useRef<FieldName>(undefined)
  const report = useChangeEvent(current, (event) => {
    send('change', event)
  })

  function current(): ChangeEvent {
    const reasons = editableFields(rules.schema).map(
      (name) => [name, toRule(fieldErrors.getReason(name))] as const,
    )
    const visibleErrors = Object.fromEntries(reasons.filter(([, rule]) => rule))
    return toChangeEvent(form.getValues(), rules, { focused: focused.current, visibleErrors })
  }

  function onEdit(name: FieldName): void {
    fieldErrors.validateEdited(name)
    if (name === 'account') updateBrand()
    report()
  }

  function onFocus(name: FieldName): void {
    focused.current = name
    send('focus', { field: name })
    report()
  }

  function onBlur(name: FieldName): void {
    focused.current = undefined
    send('blur', { field: name })
    fieldErrors.validateBlurred(name)
    report()
  }

  return { onEdit, onFocus, onBlur }
}

/** The host page knows only rules: a value that the gateway rejected is reported as invalid. */
function toRule(reason: Reason | undefined): Rule | undefined {
  if (!reason || isRule(reason)) return reason
  return reason === 'card_expired' ? 'expired' : 'invalid'
}

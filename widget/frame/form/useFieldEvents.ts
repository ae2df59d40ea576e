/** Reacts to edits, focus and blur of the fields: errors, the brand, and the host page's events. */
import { useRef } from 'react'
import type { Rule } from '../../../contract/fields.js'
import type { ChangeEvent, FieldName } from '../../protocol/messages.js'
import type { HostLink } from '../host/useHost.js'
import { toChangeEvent } from './changeEvent.js'
import { isRule, type Reason } from './fieldReason.js'
import { editableFields } from './formSchema.js'
import { useBrandInfo } from './useBrandInfo.js'
import { useChangeEvent } from './useChangeEvent.js'
import { useFieldErrors, type ValuesForm } from './useFieldErrors.js'
import type { FormRules } from './validate.js'

/** The handlers that every field calls with its name. They update the brand and the set of edited fields. */
export function useFieldEvents(form: ValuesForm, rules: FormRules, send: HostLink['send']) {
  const { getReason, validateEdited, validateBlurred, resetEdited } = useFieldErrors(form, rules)
  const { brandInfo, updateBrand } = useBrandInfo(form)
  const focused = useRef<FieldName>(undefined)
  const report = useChangeEvent(current, (event) => {
    send('change', event)
  })

  function current(): ChangeEvent {
    const reasons = editableFields(rules.schema).map((name) => [name, toRule(getReason(name))] as const)
    const visibleErrors = Object.fromEntries(reasons.filter(([, rule]) => rule))
    return toChangeEvent(form.getValues(), rules, { focused: focused.current, visibleErrors })
  }

  function onEdit(name: FieldName): void {
    validateEdited(name)
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
    validateBlurred(name)
    report()
  }

  return { brandInfo, updateBrand, resetEdited, onEdit, onFocus, onBlur }
}

/** The host page knows only rules: a value that the gateway rejected is reported as invalid. */
function toRule(reason: Reason | undefined): Rule | undefined {
  if (!reason || isRule(reason)) return reason
  return reason === 'card_expired' ? 'expired' : 'invalid'
}

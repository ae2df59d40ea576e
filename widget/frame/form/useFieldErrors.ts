/** When a field is marked as wrong, and when its mark goes. */
import { useRef } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { FieldName } from '../../protocol/messages.js'
import type { CaptureContent } from './values.js'
import type { Values } from './values.js'
import { isUnfixable, validateField, type FormRules } from './validate.js'
import type { Reason } from './fieldReason.js'

export type ValuesForm = UseFormReturn<Values, unknown, CaptureContent>

export function useFieldErrors(form: ValuesForm, rules: FormRules) {
  const edited = useRef(new Set<FieldName>())

  function getReason(name: FieldName): Reason | undefined {
    return form.getFieldState(name).error?.type as Reason | undefined
  }

  function setFieldError(name: FieldName, reason: Reason | undefined): void {
    if (reason === getReason(name)) return
    if (reason) form.setError(name, { type: reason })
    else form.clearErrors(name)
  }

  /** An edit takes the mark away, unless no further typing could mend the value. */
  function validateEdited(name: FieldName): void {
    const values = form.getValues()
    edited.current.add(name)
    const problem = validateField(name, values, rules)
    setFieldError(name, problem && isUnfixable(name, values, problem) ? problem : undefined)
    // Another brand may want another length of the code.
    if (name === 'account' && values.cvv) setFieldError('cvv', validateField('cvv', values, rules))
  }

  /** A field that was left empty and never edited isn't complained about before the submit. */
  function validateBlurred(name: FieldName): void {
    const values = form.getValues()
    if (values[name] || edited.current.has(name)) setFieldError(name, validateField(name, values, rules))
  }

  function forgetEdits(names: readonly FieldName[]): void {
    for (const name of names) edited.current.delete(name)
  }

  return { getReason, validateEdited, validateBlurred, forgetEdits }
}

/** Decides when a field shows an error, and when the error is removed. */
import { useRef } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { FieldName } from '../../protocol/messages.js'
import type { CaptureContent, Values } from './values.js'
import { isUnfixable, validateField, type FormRules } from './validate.js'
import type { Reason } from './fieldReason.js'

/** The form of react-hook-form. */
export type ValuesForm = UseFormReturn<Values, unknown, CaptureContent>

/** Shows an error on blur, or during typing if further typing can't fix it. */
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

  /** After an edit: removes the error, unless further typing can't fix the value. */
  function validateEdited(name: FieldName): void {
    const values = form.getValues()
    edited.current.add(name)
    const rule = validateField(name, values, rules)
    setFieldError(name, rule && isUnfixable(name, values, rule) ? rule : undefined)
    // The brand decides the length of the CVV.
    if (name === 'account' && values.cvv) setFieldError('cvv', validateField('cvv', values, rules))
  }

  /** On blur: an empty field that was never edited shows no error before the submit. */
  function validateBlurred(name: FieldName): void {
    const values = form.getValues()
    if (values[name] || edited.current.has(name)) setFieldError(name, validateField(name, values, rules))
  }

  function resetEdited(names: readonly FieldName[]): void {
    for (const name of names) edited.current.delete(name)
  }

  return { getReason, validateEdited, validateBlurred, resetEdited }
}

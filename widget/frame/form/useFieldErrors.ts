/** When a field is marked as wrong, and when its mark goes. */
import { useRef } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { FieldName } from '../../protocol/messages.js'
import type { CaptureContent } from './values.js'
import type { Values } from './values.js'
import { isFinal, problemOf, type Terms } from './validate.js'
import type { Reason } from './fieldReason.js'

export type ValuesForm = UseFormReturn<Values, unknown, CaptureContent>

export function useMarks(form: ValuesForm, terms: Terms) {
  const edited = useRef(new Set<FieldName>())

  function reasonAt(name: FieldName): Reason | undefined {
    return form.getFieldState(name).error?.type as Reason | undefined
  }

  function mark(name: FieldName, reason: Reason | undefined): void {
    if (reason === reasonAt(name)) return
    if (reason) form.setError(name, { type: reason })
    else form.clearErrors(name)
  }

  /** An edit takes the mark away, unless no further typing could mend the value. */
  function judgeEdit(name: FieldName): void {
    const values = form.getValues()
    edited.current.add(name)
    const problem = problemOf(name, values, terms)
    mark(name, problem && isFinal(name, values, problem) ? problem : undefined)
    // Another brand may want another length of the code.
    if (name === 'account' && values.cvv) mark('cvv', problemOf('cvv', values, terms))
  }

  /** A field that was left empty and never edited isn't complained about before the submit. */
  function judgeLeft(name: FieldName): void {
    const values = form.getValues()
    if (values[name] || edited.current.has(name)) mark(name, problemOf(name, values, terms))
  }

  function forget(names: readonly FieldName[]): void {
    for (const name of names) edited.current.delete(name)
  }

  return { reasonAt, judgeEdit, judgeLeft, forget }
}

/** What all fields of a form share. */
import { createContext, useContext } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import type { FormController } from './useCardForm.js'

/** The form's state and settings, for its fields. */
export type FormContextValue = {
  card: FormController
  /** True while no field may change, such as during a submit. */
  locked: boolean
  /** Announces a message to screen readers. */
  announce: (message: string) => void
  /** Replaces `recipient` in field names: a beneficiary's fields use the recipient's controls under their own names. */
  fieldPrefix?: 'beneficiary'
  /** The section of the fields' `autocomplete` tokens; by default `billing`. */
  autocompleteSection?: 'shipping'
  /** Hints below fields, by name, shown while a field has no error. */
  hints?: Partial<Record<FieldName, string>>
}

/** Provides the form to its fields. */
export const FormContext = createContext<FormContextValue | undefined>(undefined)

/** The form of the surrounding `FormContext`. */
export function useFormContext(): FormContextValue {
  const value = useContext(FormContext)
  if (!value) throw new Error('A field needs a FormContext.')
  return value
}

/** Returns the function from a recipient's field name to the name it has in this form. */
export function useFieldNames(): (name: FieldName) => FieldName {
  const { fieldPrefix } = useFormContext()
  return (name) => (fieldPrefix ? (name.replace('recipient', fieldPrefix) as FieldName) : name)
}

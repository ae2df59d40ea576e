/** What the fields share: the form, whether it keeps still, and how they speak to the live region. */
import { createContext, useContext } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import type { FormController } from './useCardForm.js'

export type FormContextValue = {
  card: FormController
  locked: boolean
  announce: (message: string) => void
  /** Whose fields these are: a beneficiary's have the recipient's controls under their own names. */
  fieldPrefix?: 'beneficiary'
  /** Which address the browser fills in; by default the billing one. */
  autocompleteSection?: 'shipping'
  /** What is to be said below fields, by name, where nothing is wrong. */
  hints?: Partial<Record<FieldName, string>>
}

export const FormContext = createContext<FormContextValue | undefined>(undefined)

export function useFormContext(): FormContextValue {
  const value = useContext(FormContext)
  if (!value) throw new Error('A field belongs into a FormContext.')
  return value
}

/** A recipient's field by the name that it has here. */
export function useFieldNames(): (name: FieldName) => FieldName {
  const { fieldPrefix } = useFormContext()
  return (name) => (fieldPrefix ? (name.replace('recipient', fieldPrefix) as FieldName) : name)
}

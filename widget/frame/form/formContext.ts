/** What the fields share: the form, whether it keeps still, and how they speak to the live region. */
import { createContext, useContext } from 'react'
import type { FieldName } from '../../protocol/messages.js'
import type { CardForm } from './useCardForm.js'

export type FormContextValue = {
  card: CardForm
  locked: boolean
  announce: (sentence: string) => void
  /** Whose fields these are: a beneficiary's have the recipient's controls under their own names. */
  of?: 'beneficiary'
  /** Which address the browser fills in; by default the billing one. */
  side?: 'shipping'
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
export function useNames(): (name: FieldName) => FieldName {
  const { of } = useFormContext()
  return (name) => (of ? (name.replace('recipient', of) as FieldName) : name)
}

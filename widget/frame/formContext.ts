/** What the fields share: the form, whether it keeps still, and how they speak to the live region. */
import { createContext, useContext } from 'react'
import type { CardForm } from './useCardForm.js'

export type FormContextValue = { card: CardForm; locked: boolean; announce: (sentence: string) => void }

export const FormContext = createContext<FormContextValue | undefined>(undefined)

export function useFormContext(): FormContextValue {
  const value = useContext(FormContext)
  if (!value) throw new Error('A field belongs into a FormContext.')
  return value
}

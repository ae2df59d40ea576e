/** The methods beside the card: what their chunk brings, and when it is needed. */
import type { ComponentType } from 'react'
import type { AccountType, CaptureAnswer } from '../../../contract/session.js'
import type { Messages } from '../i18n/load.js'
import type { Choices, FormProps, FormOptions } from '../form/values.js'
import type { FormSchema } from '../form/values.js'
import type { FormController } from '../form/useCardForm.js'

export type Choose = (choice: Choices) => void

export type MethodFormProps = FormProps & { choose: Choose }

export type Method = {
  createSchema: (known: FormOptions, choices: Choices) => FormSchema
  /** The sentences, a check's words in the place of a card's. */
  toMessages: (messages: Messages) => Messages
  Form: ComponentType<MethodFormProps>
  SuccessPanel: ComponentType<{ answer: CaptureAnswer }>
}

export type Methods = {
  get: (type: AccountType) => Method | undefined
  /** The catalogue with the chunk's own sentences, and what the host page has put in their place. */
  extendMessages: (messages: Messages, overrides?: Record<string, unknown>) => Messages
  findInvalidOverrides: (overrides?: Record<string, unknown>) => { field: string; message: string }[]
  Chooser: ComponentType<{ chosen: AccountType; types: AccountType[]; choose: Choose }>
  /** Empties the form but for what both methods have, under its other name. */
  carryOverValues: (form: FormController, to: AccountType) => void
  /** What was carried is gone, with all that was typed. */
  discard: () => void
}

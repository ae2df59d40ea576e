/** The methods beside the card: what their chunk brings, and when it is needed. */
import type { ComponentType } from 'react'
import type { AccountType, CaptureResponse } from '../../../contract/session.js'
import type { Messages } from '../i18n/load.js'
import type { Choices, FormProps, Known } from '../form/values.js'
import type { Shape } from '../form/values.js'
import type { CardForm } from '../form/useCardForm.js'

export type Choose = (choice: Choices) => void

export type MethodFormProps = FormProps & { choose: Choose }

export type Method = {
  shape: (known: Known, choices: Choices) => Shape
  /** The sentences, a check's words in the place of a card's. */
  messages: (messages: Messages) => Messages
  Form: ComponentType<MethodFormProps>
  Done: ComponentType<{ answer: CaptureResponse }>
}

export type Methods = {
  get: (type: AccountType) => Method | undefined
  /** The catalogue with the chunk's own sentences, and what the host page has put in their place. */
  extended: (messages: Messages, overrides?: Record<string, unknown>) => Messages
  refusals: (overrides?: Record<string, unknown>) => { field: string; message: string }[]
  Chooser: ComponentType<{ chosen: AccountType; types: AccountType[]; choose: Choose }>
  /** Empties the form but for what both methods have, under its other name. */
  carry: (form: CardForm, to: AccountType) => void
  /** What was carried is gone, with all that was typed. */
  forget: () => void
}

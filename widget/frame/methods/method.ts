/** What the chunk of the methods other than the card provides. */
import type { ComponentType } from 'react'
import type { Problem } from '../../../contract/errors.js'
import type { AccountType, CaptureResponse, FrameSession } from '../../../contract/session.js'
import type { Messages } from '../i18n/load.js'
import type { Choices, FormOptions, FormProps, FormSchema } from '../form/values.js'
import type { FormController } from '../form/useCardForm.js'

/** Why a submit failed, as far as another method may help. */
export type Refusal = Pick<Problem, 'code' | 'reason'>

/** Called with another choice of the cardholder. */
export type Choose = (choice: Choices) => void

/** Props of a method's form. */
export type MethodFormProps = FormProps & {
  choose: Choose
  /** The page hides the form: the button that sends asks once more. */
  asks: boolean
  /** Called before a form sends by a button of its own: whether the press asks in place of sending. */
  holdsSubmit: () => boolean
}

/** One method. */
export type Method = {
  createSchema: (options: FormOptions, choices: Choices) => FormSchema
  /** The messages, with the words of this method's form in place of the card's. */
  toMessages: (messages: Messages, schema: FormSchema) => Messages
  Form: ComponentType<MethodFormProps>
  SuccessPanel: ComponentType<{ answer: CaptureResponse }>
}

/** All methods of the chunk. One document has one form, so there is one instance. */
export type Methods = {
  get: (type: AccountType) => Method | undefined
  /** Adds the chunk's own messages, with the host page's overrides. */
  extendMessages: (messages: Messages, overrides?: Record<string, unknown>) => Messages
  /** Lists the invalid overrides among all messages. */
  findInvalidOverrides: (overrides?: Record<string, unknown>) => { field: string; message: string }[]
  Chooser: ComponentType<{
    chosen: AccountType
    types: AccountType[]
    choose: Choose
    postingTimes: FrameSession['estimated_posting_times']
  }>
  /** Offers a check after a failed submit, if it helps. */
  CheckInstead: ComponentType<{ failure: Refusal; types: AccountType[]; choose: Choose }>
  /** Empties the form, except for values that the next method's form has too. */
  carryOverValues: (form: FormController, next: FormSchema) => void
  /** Discards the values that were carried over. */
  discard: () => void
}

/** The types of the chunk with the methods other than the card. */
import type { ComponentType } from 'react'
import type { Problem } from '../../../contract/errors.js'
import type { AccountType, CaptureResponse, FrameSession } from '../../../contract/session.js'
import type { Messages } from '../i18n/load.js'
import type { Choices, FormOptions, FormProps, FormSchema } from '../form/values.js'
import type { FormController } from '../form/useCardForm.js'

/** The part of a failure that decides whether another method may help. */
export type Refusal = Pick<Problem, 'code' | 'reason'>

/** Called with another choice of the cardholder. */
export type Choose = (choice: Choices) => void

/** Props of a method's form. */
export type MethodFormProps = FormProps & {
  choose: Choose
  /** True: the page hides the form, so the button that sends shows a confirmation. */
  asks: boolean
  /** Call it before sending by the method's own button. True: the press asks for a confirmation, so don't send. */
  holdsSubmit: () => boolean
}

/** One method. */
export type Method = {
  createSchema: (options: FormOptions, choices: Choices) => FormSchema
  /** Replaces the card's messages by those of this method's form. */
  toMessages: (messages: Messages, schema: FormSchema) => Messages
  Form: ComponentType<MethodFormProps>
  SuccessPanel: ComponentType<{ answer: CaptureResponse }>
}

/** All methods of the chunk. There is one instance, because a document has one form. */
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

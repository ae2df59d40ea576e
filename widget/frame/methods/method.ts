/** The methods beside the card: what their chunk brings, and when it is needed. */
import type { ComponentType, ReactNode } from 'react'
import type * as z from 'zod/mini'
import type { AccountType, CaptureAnswer } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'
import type { CaptureContent, Values } from '../form/normalize.js'
import type { Messages } from '../i18n/load.js'
import type { Known, Shape } from '../form/formSchema.js'
import type { CardForm } from '../form/useCardForm.js'

/** What the cardholder has chosen so far. */
export type Choices = { accountType?: AccountType; recipient_is_beneficiary?: 0 | 1 }
export type Choose = (choice: Choices) => void

/** A form's own part of its shape. */
export type OtherForm = {
  accountType: AccountType
  /** In their visual order. */
  fields: FieldName[]
  schemas: Partial<Record<FieldName, z.ZodMiniType>>
  contentOf: (values: Values) => CaptureContent
  /** Whether the cardholder is asked who is paid. */
  asks?: boolean
  /** Asks once more before it is sent; false to go on editing. */
  confirm?: (content: CaptureContent) => Promise<boolean>
  /** What was asked is no longer to be answered. */
  cancel?: () => void
}

export type FormProps = { shape: Shape; test: boolean; onSubmit: () => void; children: ReactNode }
export type MethodFormProps = FormProps & { choose: Choose }

export type Method = {
  shape: (known: Known, choices: Choices) => Shape
  /** The sentences, a check's words in the place of a card's. */
  messages: (messages: Messages) => Messages
  Form: ComponentType<MethodFormProps>
  Done: ComponentType<{ answer: CaptureAnswer }>
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

/** The account types of the document's public hint, such as `card,check.no-cvv`. */
export function typesOf(variant: string): AccountType[] {
  return (variant.split('.')[0] ?? '').split(',') as AccountType[]
}

export function isCardAlone(types: AccountType[]): boolean {
  return types.join() === 'card'
}

/**
 * Comes once, with a document that begins with one of them or the first session that offers more than a card: the
 * chooser is in it, and a form that was fetched at the switch would make the cardholder wait, and the page jump.
 */
export async function loadMethods(): Promise<Methods> {
  return (await import('./methods.js')).methods
}

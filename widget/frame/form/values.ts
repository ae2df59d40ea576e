/** The types that the form's modules share. */
import type { ReactNode } from 'react'
import type * as z from 'zod/mini'
import type { CardCapture } from '../../../contract/card.js'
import type { CheckCapture } from '../../../contract/check.js'
import type { KnownOpenBanking } from '../../../contract/openBanking.js'
import type { Requirement } from '../../../contract/policy.js'
import type { AccountType, FrameSession } from '../../../contract/session.js'
import type { FieldName } from '../../protocol/messages.js'

/** The text in the form's inputs. */
export type Values = Partial<Record<FieldName, string>>

/** The body of `POST /v1/captures`, without the recipient values that only the session contains. The server adds those. */
export type CaptureContent =
  | (Partial<CardCapture> & { account_type: 'card' })
  | Partial<CheckCapture>
  | (KnownOpenBanking & { account_type: 'open-banking' })

/** Which fields a form has, and their values from the session. */
export type FormSchema = {
  cvv: Requirement
  expiration_date: Requirement
  /** False if the session contains the recipient and hides it. */
  recipient: boolean
  /** Whether the form has the business name: if the merchant gave one or asks for it. */
  business: boolean
  /** Values from the session. */
  prefill: Values
  /** The prefilled values that the cardholder can't change. */
  readonlyValues: Values
  /** Replaces the card's fields. */
  method?: MethodForm
}

/** The options that determine a form's schema: the session's, or, until it is open, those of the document's variant. */
export type FormOptions = Pick<
  FrameSession,
  | 'account_types'
  | 'cvv'
  | 'expiration_date'
  | 'recipient'
  | 'recipient_fields'
  | 'check'
  | 'ask_business_name'
  | 'open_banking'
>

/** The fields of a method other than the card. */
export type MethodForm = {
  accountType: AccountType
  /** In visual order. */
  fields: FieldName[]
  schemas: Partial<Record<FieldName, z.ZodMiniType>>
  toRequestBody: (values: Values) => CaptureContent
  /** Whether the form asks who is paid. */
  asksPayee?: boolean
  /** Whether the beneficiary has only one name field, the first name's. */
  singleName?: boolean
  /** Asks the cardholder to confirm before sending; resolves to false to continue editing. */
  confirm?: (content: CaptureContent) => Promise<boolean>
  /** Cancels a pending confirmation. */
  cancel?: () => void
}

/** Props of every method's form. `children` follow the fields: the notice and the submit button. */
export type FormProps = { schema: FormSchema; test: boolean; onSubmit: () => void; children: ReactNode }

/** The cardholder's choices so far. */
export type Choices = { accountType?: AccountType; recipient_is_beneficiary?: 0 | 1 }

import type { OpenBankingCapture } from '../../../contract/openBanking.js'
import type { CheckCapture } from '../../../contract/check.js'
import type { CardCapture } from '../../../contract/card.js'
import type { FieldName } from '../../protocol/messages.js'
import type { Requirement } from '../../../contract/policy.js'
import type { AccountType, FrameSession } from '../../../contract/session.js'
import type * as z from 'zod/mini'
import type { ReactNode } from 'react'

/** The text in the form's inputs. */
export type Values = Partial<Record<FieldName, string>>
/** The body of `POST /v1/captures`; the server adds the recipient values that it alone knows. */
export type CaptureContent =
  (Partial<CardCapture> & { account_type: 'card' }) | Partial<CheckCapture> | OpenBankingCapture
export type FormSchema = {
  cvv: Requirement
  expiration_date: Requirement
  /** False where the session knows everything about the recipient and shows nothing of it. */
  recipient: boolean
  /** A business name is shown only where the merchant gave one. */
  business: boolean
  /** Values that are known beforehand. */
  prefill: Values
  /** Those of them that cannot be changed. */
  readonlyValues: Values
  /** In place of the card's fields. */
  method?: MethodForm
}

/** What the schema follows from: a session, and before it is open what its hint says of it. */
export type FormOptions = Pick<
  FrameSession,
  'account_types' | 'cvv' | 'expiration_date' | 'recipient' | 'recipient_fields' | 'check'
>
/** A form's own part of its schema. */
export type MethodForm = {
  accountType: AccountType
  /** In their visual order. */
  fields: FieldName[]
  schemas: Partial<Record<FieldName, z.ZodMiniType>>
  toRequestBody: (values: Values) => CaptureContent
  /** Whether the cardholder is asked who is paid. */
  asksPayee?: boolean
  /** Asks once more before it is sent; false to go on editing. */
  confirm?: (content: CaptureContent) => Promise<boolean>
  /** What was asked is no longer to be answered. */
  cancel?: () => void
}

export type FormProps = { schema: FormSchema; test: boolean; onSubmit: () => void; children: ReactNode }
/** What the cardholder has chosen so far. */
export type Choices = { accountType?: AccountType; recipient_is_beneficiary?: 0 | 1 }

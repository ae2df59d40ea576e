/**
 * Everything host and frame say to each other: one map for each direction, message name → payload.
 * No value that a cardholder typed is in any of them; the token is in `token` alone.
 */
import type { Configuration, FontData } from './appearance.js'
import type { ErrorCode, LoadErrorCode } from '../../contract/errors.js'
import type { RecipientField, Rule } from '../../contract/fields.js'
import type { BeneficiaryField, PayeeField } from '../../contract/check.js'
import type { OpenBankingField } from '../../contract/openBanking.js'
import type { AccountType, Brand, CaptureResponse } from '../../contract/session.js'

/** Bumped when an old host and a new frame could misunderstand each other. */
export const PROTOCOL_VERSION = 1

/** A form field, by Ingo's documented name. */
export type FieldName =
  'account' | 'expiration_date' | 'cvv' | RecipientField | BeneficiaryField | PayeeField | OpenBankingField

export type FieldState = { empty: boolean; complete: boolean; valid: boolean; focused: boolean; error?: Rule }

export type ChangeEvent = {
  account_type: AccountType
  empty: boolean
  complete: boolean
  valid: boolean
  brand?: Brand
  fields: Partial<Record<FieldName, FieldState>>
}

export type TokenEvent = Omit<CaptureResponse, 'shown'> & { account_type: AccountType }

export type ErrorEvent = {
  code: ErrorCode | LoadErrorCode
  message: string
  retryable: boolean
  field?: string
  attempts_left?: number
  /** Nothing more can come of this form. */
  ended?: boolean
}

type Nothing = Record<string, never>

/** Host → frame. */
export type HostMessages = {
  configure: Configuration
  fonts: { fonts: FontData[] }
  submit: Nothing
  /** Without a field: the first. */
  focus: { field?: FieldName }
  blur: Nothing
  clear: Nothing
}

/** Frame → host. */
export type FrameMessages = {
  ready: Nothing
  change: ChangeEvent
  focus: { field: FieldName }
  blur: { field: FieldName }
  escape: Nothing
  /** The cardholder asked for it, by button or Enter. */
  submit: Nothing
  /** A flight has begun; `token` or `error` ends it. */
  submitting: Nothing
  token: TokenEvent
  error: ErrorEvent
  /** A setting of the host page was refused, or the page covers the form; it ends no flight. */
  refused: ErrorEvent
  loaderror: ErrorEvent
  expired: Nothing
  resize: { height: number }
  /** What the host's iframe element must say and be, to fit what is in it. */
  dressed: { title: string; colorScheme: 'light' | 'dark' }
}

/**
 * The protocol between host and frame: one map for each direction, message name → payload.
 * No payload contains a value that a cardholder typed, and only `token` contains the token.
 */
import type { FontData, SentConfiguration } from './appearance.js'
import type { ErrorCode, FormErrorCode, LoadErrorCode } from '../../contract/errors.js'
import type { NotPayableReason } from '../../contract/payable.js'
import type { RecipientField, Rule } from '../../contract/fields.js'
import type { BeneficiaryField, PayeeField } from '../../contract/check.js'
import type { OpenBankingField } from '../../contract/openBanking.js'
import type { AccountType, Brand, CaptureResponse } from '../../contract/session.js'

/** Increment it if an old host and a new frame would be incompatible. */
export const PROTOCOL_VERSION = 1

/** A form field, by Ingo's documented name. */
export type FieldName =
  'account' | 'expiration_date' | 'cvv' | RecipientField | BeneficiaryField | PayeeField | OpenBankingField

/** `error` is the rule that the field breaks, once the form shows it. */
export type FieldState = { empty: boolean; complete: boolean; valid: boolean; focused: boolean; error?: Rule }

/** The state of the form and of each of its fields, without their values. */
export type ChangeEvent = {
  account_type: AccountType
  empty: boolean
  complete: boolean
  valid: boolean
  brand?: Brand
  fields: Partial<Record<FieldName, FieldState>>
}

/** The token, and the values that the session's `reveal` adds. */
export type TokenEvent = Omit<CaptureResponse, 'shown'> & { account_type: AccountType }

/** An error of contract/errors.ts. `message` is in English, for developers. */
export type ErrorEvent = {
  code: ErrorCode | FormErrorCode | LoadErrorCode
  message: string
  retryable: boolean
  field?: string
  attempts_left?: number
  /** Only with `card_not_payable`: the requirement that the verified card does not meet. */
  reason?: NotPayableReason
  /** The session can't capture any account any more. Create a new session. */
  needs_new_session?: true
  /** Only with `outcome_unknown`: whether the form accepts another account, although the first may have been saved. */
  may_change?: boolean
  /** The form can't be submitted again. */
  ended?: boolean
}

/** The form works, but the page hides it. `message` is in English, for developers. */
export type WarningEvent = { code: 'occluded'; message: string }

/** The frame asks which elements lie over the form. `styles` are the computed styles that the report must contain. */
export type CoverQuestion = { styles: string[] }

/**
 * A layer over the form. An element: its name, the requested computed styles, its opacity, and its left,
 * top, right and bottom in px from the form's corner. A part of an element, `#text`, `::before` or `::after`, has no box.
 */
export type LayerDescription = (string | number)[]

/** The elements that the page finds over the form. Each is described by its name and the requested computed styles. */
export type CoverReport = {
  /** The iframe element and its ancestors. */
  around: string[][]
  /** Points 30 px apart, in px from the form's corner. Each has the layers over the form there, topmost first. */
  points: [x: number, y: number, layers: LayerDescription[]][]
}

type Nothing = Record<string, never>

/** Host → frame. */
export type HostMessages = {
  configure: SentConfiguration
  fonts: { fonts: FontData[] }
  submit: Nothing
  /** Without a field, focuses the first one. */
  focus: { field?: FieldName }
  blur: Nothing
  clear: Nothing
  cover: CoverReport
  /** The answer to `renew`: the page's url of a new session. Absent without the option `renew`, null if it gave no url. */
  renew: { url?: unknown }
}

/** Frame → host. */
export type FrameMessages = {
  ready: Nothing
  change: ChangeEvent
  focus: { field: FieldName }
  blur: { field: FieldName }
  escape: Nothing
  /** The cardholder submits, by button or Enter. */
  submit: Nothing
  /** The form is valid and shows the review step. Nothing is sent before `submitting`. */
  reviewing: Nothing
  /**
   * The form is valid and is being sent. `token` or `error` follows. `follows`: an earlier document of the form has sent
   * it, and this one waits for the outcome.
   */
  submitting: { follows?: boolean }
  token: TokenEvent
  error: ErrorEvent
  /** A setting of the host page was rejected. This doesn't affect a submit in progress. */
  refused: ErrorEvent
  loaderror: ErrorEvent
  expired: Nothing
  /** Asks the page for a new session. With a `url`: the form has accepted the session that the page gave. */
  renew: { url?: string }
  warning: WarningEvent
  /** Asks for a `cover`. */
  cover: CoverQuestion
  resize: { height: number }
  /** The form has its appearance. The payload is the title and the `color-scheme` for the host's iframe element. */
  dressed: { title: string; colorScheme: 'light' | 'dark' }
}

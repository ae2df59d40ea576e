/** The states of a capture. */
import type { ErrorCode } from '../../../contract/errors.js'
import type { CaptureResponse } from '../../../contract/session.js'
import type { Failure, Rejection } from '../session/api.js'
import type { OpenSession } from '../session/openSession.js'
import type { FormSchema } from '../form/values.js'

/** The form is editable while `loading` and `ready`; `tokenized` and `failed` replace it with a result panel. */
export type CaptureState =
  /** The session is not open yet. `submitQueued`: submit as soon as it is. */
  | { status: 'loading'; submitQueued: boolean }
  /**
   * `failure`, `reference` and `retryAfter` are those of the last submit. `stillUnknown`: so was the outcome of the one before.
   */
  | ({
      status: 'ready'
      session: OpenSession
      submitQueued: boolean
      stillUnknown?: boolean
    } & Partial<Rejection>)
  | { status: 'submitting'; session: OpenSession }
  | { status: 'tokenized'; session: OpenSession; answer: CaptureResponse }
  /** `canRetry`: the session may be opened again. `canRestart`: it has expired, and the page may be asked for another. */
  | ({ status: 'failed'; session?: OpenSession; canRetry?: boolean; canRestart?: boolean } & Rejection)

export type FailedState = Extract<CaptureState, { status: 'failed' }>
type ReadyState = Extract<CaptureState, { status: 'ready' }>

/** The state before the session is open. */
export const initialState: CaptureState = { status: 'loading', submitQueued: false }

/** The state of an editable form with an open session. */
export function toReady(session: OpenSession, submitQueued = false): ReadyState {
  return { status: 'ready', session, submitQueued }
}

/** Whether a submit waits for the session. */
export function isSubmitQueued(state: CaptureState): boolean {
  return (state.status === 'loading' || state.status === 'ready') && state.submitQueued
}

/** The state after a submit that may have to wait for the session. */
export function queueSubmit(state: CaptureState): CaptureState {
  return state.status === 'loading' || state.status === 'ready' ? { ...state, submitQueued: true } : state
}

/** Whether the form is shown, not a result panel. */
export function isEditable(state: CaptureState): boolean {
  return state.status !== 'tokenized' && state.status !== 'failed'
}

/** Whether a submit is queued or in flight. */
export function isBusy(state: CaptureState): boolean {
  return state.status === 'submitting' || isSubmitQueued(state)
}

/**
 * Whether the fields are locked: during a submit, and while its outcome is unknown, because then only the same content
 * may be sent again, until the server gives the outcome up.
 */
export function isLocked(state: CaptureState): boolean {
  return isBusy(state) || isRepeat(state)
}

/** Whether only the same content may be sent again. */
function isRepeat(state: CaptureState): boolean {
  return isOutcomeUnknown(state) && !(state.status === 'ready' && state.failure?.may_change)
}

/** Whether the last submit has an unknown outcome. */
export function isOutcomeUnknown(state: CaptureState): boolean {
  return state.status === 'ready' && state.failure?.code === 'outcome_unknown'
}

/** Codes after which no submit of this session can succeed. */
const terminalCodes: ErrorCode[] = [
  'unauthorized',
  'origin_not_allowed',
  'not_found',
  'not_available',
  'session_used',
  'session_expired',
  'session_canceled',
  'session_refused',
  'attempts_exhausted',
  // Nothing that the cardholder could change would help.
  'under_review',
  'idempotency_conflict',
]

type Ending = Pick<Failure, 'code' | 'attempts_left' | 'needs_new_session'>

/** Whether a failure ends the capture. */
export function endsCapture({ code, attempts_left, needs_new_session }: Ending): boolean {
  return needs_new_session === true || attempts_left === 0 || terminalCodes.includes(code)
}

/**
 * The confirmation that the form asks for before it sends. None while the outcome is unknown: then only the same content
 * may be sent.
 */
export function findConfirmation({ method }: FormSchema, state: CaptureState) {
  return isRepeat(state) ? undefined : method?.confirm
}

/** Whether the same content can't succeed, and the form has no field to change it. */
export function isFinalRefusal({ method }: FormSchema, failure: Failure | undefined): boolean {
  return method?.fields.length === 0 && method.accountType === 'open-banking' && failure?.retryable === false
}

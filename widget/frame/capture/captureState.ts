/** Where a capture is. */
import type { ErrorCode } from '../../../contract/errors.js'
import type { CaptureAnswer } from '../../../contract/session.js'
import type { Failure } from '../session/api.js'
import type { OpenSession } from '../session/openSession.js'

export type CaptureState =
  /** The form can be typed into; what is `submitQueued` to be submitted goes as soon as the session is open. */
  | { status: 'waiting'; submitQueued: boolean }
  | { status: 'ready'; session: OpenSession; submitQueued?: boolean; refusal?: Failure; reference?: string }
  | { status: 'submitting'; session: OpenSession }
  | { status: 'tokenized'; session: OpenSession; answer: CaptureAnswer }
  /** `canRetry`: it may be opened yet. */
  | { status: 'failed'; code: ErrorCode; message: string; canRetry?: boolean; reference?: string }

/** A submit that waits for the session. */
export function isSubmitQueued(state: CaptureState): boolean {
  return 'submitQueued' in state && state.submitQueued === true
}

/** The state after a submit that may have to wait for the session. */
export function queueSubmit(state: CaptureState): CaptureState {
  return state.status === 'waiting' || state.status === 'ready' ? { ...state, submitQueued: true } : state
}

/** There is a form to type into. */
export function isEditable(state: CaptureState): boolean {
  return state.status !== 'tokenized' && state.status !== 'failed'
}

export function isBusy(state: CaptureState): boolean {
  return state.status === 'submitting' || isSubmitQueued(state)
}

/**
 * Fields keep still during a flight, and while its outcome is unknown: only the same content may be sent
 * again then.
 */
export function isLocked(state: CaptureState): boolean {
  return isBusy(state) || (state.status === 'ready' && state.refusal?.code === 'outcome_unknown')
}

/** Codes after which nothing in this session can succeed. */
const terminalCodes: ErrorCode[] = [
  'unauthorized',
  'origin_not_allowed',
  'not_found',
  'not_available',
  'session_used',
  'session_expired',
  'attempts_exhausted',
  // Nothing that the cardholder could type would help.
  'under_review',
  'idempotency_conflict',
]

/** The code to end with after a refusal; undefined while the cardholder can go on. */
export function terminalCode({
  code,
  attempts_left,
}: Pick<Failure, 'code' | 'attempts_left'>): ErrorCode | undefined {
  if (terminalCodes.includes(code)) return code
  return attempts_left === 0 ? 'attempts_exhausted' : undefined
}

/** Where a capture is. */
import type { ErrorCode } from '../../../contract/errors.js'
import type { CaptureResponse } from '../../../contract/session.js'
import type { Failure } from '../session/api.js'
import type { OpenSession } from '../session/openSession.js'

export type State =
  /** The form can be typed into; what is `asked` to be submitted goes as soon as the session is open. */
  | { is: 'waiting'; asked: boolean }
  | { is: 'ready'; session: OpenSession; asked?: boolean; refusal?: Failure; reference?: string }
  | { is: 'submitting'; session: OpenSession }
  | { is: 'tokenized'; session: OpenSession; answer: CaptureResponse }
  /** `again`: it may be opened yet. */
  | { is: 'failed'; code: ErrorCode; message: string; again?: boolean; reference?: string }

/** A submit that waits for the session. */
export function isAsked(state: State): boolean {
  return 'asked' in state && state.asked === true
}

/** The state after a submit that may have to wait for the session. */
export function askedFor(state: State): State {
  return state.is === 'waiting' || state.is === 'ready' ? { ...state, asked: true } : state
}

/** There is a form to type into. */
export function isOpen(state: State): boolean {
  return state.is !== 'tokenized' && state.is !== 'failed'
}

export function isBusy(state: State): boolean {
  return state.is === 'submitting' || isAsked(state)
}

/**
 * Fields keep still during a flight, and while its outcome is unknown: only the same content may be sent
 * again then.
 */
export function isLocked(state: State): boolean {
  return isBusy(state) || (state.is === 'ready' && state.refusal?.code === 'outcome_unknown')
}

/** Codes after which nothing in this session can succeed. */
const endings: ErrorCode[] = [
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
export function endingOf({
  code,
  attempts_left,
}: Pick<Failure, 'code' | 'attempts_left'>): ErrorCode | undefined {
  if (endings.includes(code)) return code
  return attempts_left === 0 ? 'attempts_exhausted' : undefined
}

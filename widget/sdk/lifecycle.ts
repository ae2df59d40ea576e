/** The state of a capture: one tagged union, and every transition between its members. */
import type { TokenEvent } from '../protocol/messages.js'
import { CaptureError, destroyedError, outcomeUnknown } from './error.js'
import type { Form } from './form.js'
import { createPendingSubmit, type PendingSubmit } from './pendingSubmit.js'

type Fields = {
  form: Form
  /** Calls that wait until the form is ready, in order. */
  queue: Parameters<Form['send']>[]
  /** The submit in progress. */
  pending: PendingSubmit
  /** Why the form can't be submitted. If a failed form has no `error`, a submit is sent to the frame, which answers it. */
  error: CaptureError
  /** The result. It stays when the form is unmounted. */
  token: TokenEvent
}

/** A status, the fields that it always has, and those that it may have. All other fields are undefined. */
type Member<Status, Always extends keyof Fields, Maybe extends keyof Fields = 'token'> = {
  status: Status
} & Pick<Fields, Always> &
  Partial<Pick<Fields, Maybe>> & { [Name in Exclude<keyof Fields, Always | Maybe>]?: undefined }

export type State =
  | Member<'idle', 'queue', 'pending' | 'token'>
  | Member<'loading', 'form' | 'queue', 'pending' | 'token'>
  | Member<'ready', 'form', 'pending' | 'token'>
  | Member<'submitting', 'form' | 'pending', 'error' | 'token'>
  | Member<'tokenized', 'form' | 'token', 'pending'>
  | Member<'failed', 'form', 'queue' | 'pending' | 'error' | 'token'>
  | Member<'destroyed', 'error'>

type Idle = Extract<State, { status: 'idle' }>
/** A state with a form on the page. Its status is the host element's `data-capture-state`. */
type Mounted = Extract<State, { form: Form }>

/** The form leaves the page. With a `queue`, the calls and the submit in progress wait for the next form. */
export function toIdle(state: State, queue?: Fields['queue']): Idle {
  const { status, pending, token } = state
  const isUnsent = state.queue !== undefined || (status === 'ready' && !pending?.isAsked)
  if (!queue) {
    pending?.reject(
      isUnsent
        ? destroyedError('The form was unmounted before it was submitted.')
        : new CaptureError(outcomeUnknown),
    )
  }
  return { status: 'idle', queue: queue ?? [], pending: queue && pending, token }
}

export function toLoading(state: Idle, form: Form): State {
  return { ...state, status: 'loading', form }
}

export function toReady({ form, pending, token }: Mounted): State {
  return { status: 'ready', form, pending, token }
}

/** The frame sends the form: after `submit()`, or because the cardholder submitted it. */
export function toSubmitting(state: Mounted, follows?: boolean): State {
  const { form, pending = createPendingSubmit(), error, token } = state
  return { status: 'submitting', form, pending: { ...pending, follows, isAsked: true }, error, token }
}

export function toTokenized({ form, pending }: Mounted, token: TokenEvent): State {
  pending?.resolve(token)
  return { status: 'tokenized', form, token }
}

/** The submit in progress ends without a token. A form that can be submitted again is ready. */
export function toRejected(state: Mounted, error: CaptureError, ended?: boolean): State {
  const { form, pending, token } = state
  pending?.reject(error)
  return ended || state.error
    ? { ...state, status: 'failed', pending: undefined }
    : { status: 'ready', form, token }
}

/** The form can't be submitted any more. A submit in progress stays, because its outcome may still arrive. */
export function toFailed(state: Mounted, error: CaptureError): State {
  return { ...state, status: 'failed', error }
}

export function toDestroyed({ pending, token }: State): State {
  const error = destroyedError('The capture was destroyed.')
  pending?.reject(error)
  return { status: 'destroyed', error, token }
}

export type Lifecycle = {
  current: () => State
  /** Sets the state, and `data-capture-state` with it. */
  enter: (next: State) => void
  /** Enters the state that `transition` returns. Does nothing if no form is mounted. */
  apply: <Given extends unknown[]>(
    transition: (mounted: Mounted, ...given: Given) => State,
    ...given: Given
  ) => void
}

/** Keeps the state of one capture. The first state is `idle`, without a form. */
export function createLifecycle(): Lifecycle {
  let state: State = { status: 'idle', queue: [] }

  function enter(next: State): void {
    state = next
    next.form?.show(next.status)
  }

  return {
    current: () => state,
    enter,
    apply(transition, ...given) {
      if (state.form) enter(transition(state, ...given))
    },
  }
}

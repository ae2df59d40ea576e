/** Applies the frame's messages to the state of the capture, and reports them to the page. */
import type { Emitter } from './emitter.js'
import { CaptureError, expiredEvent } from './error.js'
import type { CaptureEvents } from './events.js'
import type { FormMessages } from './form.js'
import type { CaptureOptions } from './options.js'
import { toFailed, toReady, toRejected, toSubmitting, toTokenized, type Lifecycle } from './lifecycle.js'
import { askToSubmit } from './pendingSubmit.js'
import { reportUncaught } from './reportUncaught.js'

type RenewableOptions = Pick<CaptureOptions, 'url' | 'renew'>
type Emit = Emitter<CaptureEvents>['emit']
type ForwardedEvent = 'change' | 'focus' | 'blur' | 'escape' | 'submit' | 'warning' | 'resize'

/** Handlers of the frame's messages. The state changes before the event that reports the change fires. */
export function createReceive(lifecycle: Lifecycle, emit: Emit, options: RenewableOptions): FormMessages {
  const { current, apply } = lifecycle
  function emitError(name: 'error' | 'loaderror', error: CaptureError): void {
    // Without a handler the error is reported as uncaught, so that a developer sees it.
    if (!emit(name, error)) reportUncaught(error)
  }

  function forwardEvent<Name extends ForwardedEvent>(name: Name) {
    return (payload: CaptureEvents[Name]): void => {
      emit(name, payload)
    }
  }

  return {
    ready() {
      apply(toReady)
      const { form, pending } = current()
      if (form && pending) askToSubmit(form, pending)
      emit('ready', {})
    },
    change: forwardEvent('change'),
    focus: forwardEvent('focus'),
    blur: forwardEvent('blur'),
    escape: forwardEvent('escape'),
    submit: forwardEvent('submit'),
    warning: forwardEvent('warning'),
    resize: forwardEvent('resize'),
    reviewing: createReviewing(current),
    submitting({ follows }) {
      apply(toSubmitting, follows)
    },
    token(payload) {
      const { token } = current()
      apply(toTokenized, token ?? payload)
      if (!token) emit('token', payload)
    },
    error(event) {
      const error = new CaptureError(event)
      apply(toRejected, error, event.ended)
      emit('error', error)
    },
    loaderror(event) {
      const error = new CaptureError(event)
      apply(toFailed, error)
      apply(toRejected, error)
      emitError('loaderror', error)
    },
    refused(event) {
      emitError('error', new CaptureError(event))
    },
    renew: createRenewal(current, options),
    expired() {
      const error = new CaptureError(expiredEvent)
      apply(toFailed, error)
      // A submit that waited for the form will not be sent. A submit in flight still gets its outcome.
      if (current().queue) apply(toRejected, error)
      emit('expired', {})
    },
  }
}

/** The form shows the review step, so the submit has not been sent. */
function createReviewing(current: Lifecycle['current']) {
  return (): void => {
    const { pending } = current()
    if (pending) pending.isAsked = false
  }
}

/**
 * Answers the form's requests for a new session. Only the latest request is answered, because the form can't tell answers
 * apart. The url that the form reports as accepted is written to `options`, for the next form.
 */
function createRenewal(current: Lifecycle['current'], options: RenewableOptions): FormMessages['renew'] {
  let asked = 0
  return ({ url }) => {
    const { form } = current()
    if (url) {
      options.url = url
      return
    }
    const question = ++asked
    const answer = (given?: unknown) => {
      if (question === asked) form?.send('renew', { url: given })
    }
    new Promise((resolve) => {
      resolve(options.renew?.())
    }).then(answer, (error: unknown) => {
      // null, and not undefined as without the option: `renew` may still give a session later.
      answer(null)
      reportUncaught(error)
    })
  }
}

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
    // Uncaught, so that a developer sees it.
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
      // A submit that waited for the form is not sent any more; one in flight still gets its outcome.
      if (current().queue) apply(toRejected, error)
      emit('expired', {})
    },
  }
}

/** Nothing is sent while the form reads back what was typed. */
function createReviewing(current: Lifecycle['current']) {
  return (): void => {
    const { pending } = current()
    if (pending) pending.isAsked = false
  }
}

/**
 * Answers the form's question for a new session; only the latest one, because the form can't tell the answers apart. `options`
 * gets the url that the form accepts: the next form is for it.
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
      // Unlike an option that is absent, it may give a session later.
      answer(null)
      reportUncaught(error)
    })
  }
}
